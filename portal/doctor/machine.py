"""Python, the databases and the folders."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

from django.db import DatabaseError, connections

from portal.doctor.reports import Level, Report

LEAST_PYTHON = (3, 11)
# RETURNING, which the writer uses, came with 3.35.
LEAST_SQLITE = (3, 35)


def python(version: tuple[int, ...] = sys.version_info[:3]) -> Report:
    """Is this Python new enough?"""
    found = ".".join(map(str, version))
    if version >= LEAST_PYTHON:
        return Report("Python", found)
    remedy = "apt-get install -y python3.11 python3.11-venv && rm -rf .venv && make run"
    return Report("Python", f"{found}, needs 3.11", Level.FATAL, remedy)


def sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> Report:
    """Is the SQLite that Python was built with new enough?"""
    found = ".".join(map(str, version))
    if version >= LEAST_SQLITE:
        return Report("SQLite", found)
    return Report("SQLite", f"{found}, needs 3.35", Level.FATAL, "apt-get install -y libsqlite3-0")


def folders(paths: Iterable[Path]) -> list[Report]:
    """Can the site write where it keeps its database and files?"""
    return [_folder(path) for path in paths]


def _folder(path: Path) -> Report:
    try:
        path.mkdir(parents=True, exist_ok=True)
        writable = os.access(path, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if writable:
        return Report("Folder", f"{path} is writable")
    remedy = f'sudo mkdir -p "{path}" && sudo chown "$(id -un)" "{path}"'
    return Report("Folder", f"{path} cannot be written", Level.FATAL, remedy)


def database(alias: str = "default") -> Report:
    """Does the configured database answer?"""
    connection = connections[alias]
    where = connection.settings_dict.get("HOST") or connection.settings_dict["NAME"]
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        said = str(error).strip().splitlines()[0]
        return Report("Database", f"{where} does not answer: {said}", Level.FATAL, _start(connection.vendor))
    return Report("Database", f"{connection.display_name} at {where} answers")


def _start(vendor: str) -> str:
    if vendor == "postgresql":
        return "sudo systemctl start postgresql    # then look at DATABASE_URL"
    return "look at DATABASE_URL: the file must lie in a folder that can be written"
