"""Checks or refreshes the third-party files listed in vendor.toml.

``python -m tools.vendor check`` compares every listed file with its SHA-256 and names what is missing,
changed or unlisted. ``python -m tools.vendor fetch`` takes the pinned package with ``npm pack`` and copies
the listed files again; the product itself needs neither node nor a network.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "vendor.toml"


@dataclass(frozen=True, slots=True)
class Vendored:
    """One third-party package: where it lies, where each file came from, and what each file must hash to."""

    name: str
    version: str
    package: str
    licence: str
    folder: Path
    files: dict[str, str]
    origin: str

    def path_in_package(self, name: str) -> str:
        """The path inside the package of a file kept under ``name``; ``origin`` is prefixed to what has no
        own root.
        """
        return name if name == "LICENSE" else f"{self.origin}/{name}".lstrip("/")


def manifest(path: Path = MANIFEST) -> tuple[Vendored, ...]:
    """The packages of the manifest, in its order."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["vendored"]
    return tuple(Vendored(**{**entry, "folder": path.parent / entry["folder"]}) for entry in entries)


def problems(packages: tuple[Vendored, ...]) -> list[str]:
    """One sentence per file that is missing, changed or not listed; empty when all is as pinned."""
    return [problem for package in packages for problem in _problems_of(package)]


def _problems_of(package: Vendored) -> list[str]:
    present = {str(path.relative_to(package.folder)) for path in package.folder.rglob("*") if path.is_file()}
    found = [
        f"{package.folder / name} is not listed in vendor.toml"
        for name in sorted(present - set(package.files))
    ]
    for name, digest in package.files.items():
        path = package.folder / name
        if not path.is_file():
            found.append(f"{path} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            found.append(f"{path} differs from {package.package}@{package.version}")
    return found


def fetch(package: Vendored) -> None:
    """Copy the listed files out of the pinned package; raises CalledProcessError when npm cannot get it."""
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", "--silent", f"{package.package}@{package.version}"]
        packed = subprocess.run(  # noqa: S603 (a fixed program; the names come from our own manifest)
            command, cwd=scratch, check=True, capture_output=True, text=True
        ).stdout.split()[-1]
        with tarfile.open(Path(scratch) / packed) as archive:
            archive.extractall(scratch, filter="data")
        for name in package.files:
            target = package.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(scratch) / "package" / package.path_in_package(name), target)


def main(arguments: list[str]) -> int:
    """Exit 0 when the files are as pinned, 1 with the sentences otherwise, 2 for an unknown command."""
    if arguments not in (["check"], ["fetch"]):
        print("usage: python -m tools.vendor check | fetch", file=sys.stderr)
        return 2
    packages = manifest()
    if arguments == ["fetch"]:
        for package in packages:
            fetch(package)
    found = problems(packages)
    print(
        "\n".join(found) or f"{sum(len(package.files) for package in packages)} vendored files are as pinned"
    )
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
