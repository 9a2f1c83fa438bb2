"""Tables that editions name: each must lie in the procedure's package with the bytes that were named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from workflows.rules.parameters import Parameter
from workflows.rules.regulations import Edition, EditionProblem
from workflows.rules.tables import TableReference, digest_of

FOLDER = "tables"


def table_path(procedure: str, reference: TableReference) -> Path:
    """Where the file of a table lies: in ``tables`` of the package the edition serves."""
    return Path(apps.get_app_config(procedure).path, FOLDER, reference.file)


def unsound_tables(edition: Edition) -> Iterator[EditionProblem]:
    """The tables an edition names that are not there or have other bytes."""
    for parameter in edition.parameters.values():
        if isinstance(parameter.value, TableReference):
            yield from _unsound(edition.procedure, parameter)


def _unsound(procedure: str, parameter: Parameter) -> Iterator[EditionProblem]:
    reference, keys = parameter.table, ("parameters", parameter.name, "table")
    path = table_path(procedure, reference)
    if not path.is_file():
        yield EditionProblem(keys, "edition.no_table", {"file": reference.file})
    elif (found := digest_of(path.read_bytes())) != reference.sha256:
        yield EditionProblem(keys, "edition.other_table", {"file": reference.file, "found": found})
