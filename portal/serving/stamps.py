"""Stamps: what was done for exactly these files need not be done again at the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path


def digest_of(files: Iterable[Path]) -> str:
    """Return one digest of the names and contents of ``files``."""
    total = sha256()
    for file in sorted(files):
        total.update(f"{file}\0".encode())
        total.update(sha256(file.read_bytes()).digest())
    return total.hexdigest()


def once(stamp: Path, digest: str, work: Callable[[], object]) -> bool:
    """Do ``work`` unless ``stamp`` says that it was done for this digest; return whether it was done now."""
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return False
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, encoding="ascii")
    return True
