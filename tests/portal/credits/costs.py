"""What a page costs in statements, those that travel in a pipeline included."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from workflows.store.session import Session


def statements(client: Client, path: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many statements an address asks for, once its session has been seen."""
    found: list[Session] = []
    begin = Session.__init__

    def counted(self: Session, *args: Any, **kwargs: Any) -> None:
        begin(self, *args, **kwargs)
        found.append(self)

    client.get(path)
    with monkeypatch.context() as patch, CaptureQueriesContext(connection) as log:
        patch.setattr(Session, "__init__", counted)
        response = client.get(path)
    assert response.status_code == 200, path
    return len(log) + sum(session.statements for session in found if session.pipelined)
