"""The keys of acts in worlds of tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count


def act_keys() -> Iterator[str]:
    """One key after the other, each process its own: a world may have been built by another one's acts."""
    process = os.environ.get("PYTEST_XDIST_WORKER", "")
    return (f"{process}k{number}" for number in count(1))
