"""What somebody had typed when the site could not take it, to be sent once more.

It travels in the page itself, sealed by the site's secret, and is stored nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

SALT = "kept"
#: the hidden field in which a page carries it
FIELD = "kept"
#: a text shorter than this is no loss, and says little without its label
LEAST_TEXT = 6
OWN = frozenset({"csrfmiddlewaretoken", FIELD})


@dataclass(frozen=True, slots=True)
class Kept:
    """Where it was sent, every field in its order, and whether files came with it, which cannot be kept.

    Passwords are left out: whoever sends it again types them again.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What was written in words, so that it can be read or copied."""
        return tuple(said for _name, said in self.fields if len(said) >= LEAST_TEXT and not said.isascii())

    def sealed(self) -> str:
        """It as a text that only this site can have written."""
        return signing.dumps((self.path, self.fields, self.files), salt=SALT, compress=True)


def typed(request: HttpRequest) -> Kept | None:
    """What this request brought; None when nothing was typed."""
    fields = tuple(
        (name, str(said))
        for name, found in request.POST.lists()
        if name not in OWN and "password" not in name
        for said in found
    )
    files = bool(request.FILES)
    return Kept(request.get_full_path(), fields, files) if fields or files else None


def unsealed(text: str) -> Kept | None:
    """What a page of ours carried; None for anything else."""
    try:
        path, fields, files = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Kept(path, tuple((name, said) for name, said in fields), files=bool(files))
