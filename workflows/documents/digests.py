"""The digest of what a paper says, and the short code of it that is printed.

The digest is of the content, not of the file: another font or another version of the printing library gives
another file and the same digest. `check_url` is left out, because the address may itself contain the code; so
is whatever is empty: a part that papers get one day, optional and empty, leaves the old codes true.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workflows.documents.printable import Printable

#: Eight hexadecimal digits: enough to notice a changed sheet, short enough to read out on the telephone.
CODE_DIGITS = 8


def digest(paper: Printable) -> str:
    """SHA-256 in hexadecimal of everything the paper says except `check_url`."""
    said = asdict(paper, dict_factory=_filled)
    content = json.dumps(
        {"paper": type(paper).__name__, **said},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=date.isoformat,
    )
    return sha256(content.encode()).hexdigest()


def _filled(parts: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value for name, value in parts if value not in ("", ()) and name != "check_url"}


def check_code(paper: Printable) -> str:
    """The first digits of the digest, as printed: 3F7A-91C2."""
    return short_code(digest(paper))


def short_code(digest: str) -> str:
    """The first digits of any digest, as people compare them."""
    code = digest[:CODE_DIGITS].upper()
    return f"{code[:4]}-{code[4:]}"
