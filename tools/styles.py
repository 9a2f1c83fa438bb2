"""Builds the portal's one stylesheet and its icon sprite.

The stylesheet is the part of Tabler that the portal uses, followed by ``portal/styles/*.css`` in the order of
their names. Tabler whole is 79 kB compressed, more than the budget of a first page; what is kept is named in
``KEPT``. ``python -m tools.styles build`` writes the two files, ``check`` says whether they are up to date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import tinycss2  # type: ignore[import-untyped]  # carries no types; met only here
from tinycss2.ast import AtRule, Node, QualifiedRule  # type: ignore[import-untyped]  # as above

from tools.vendor import ROOT

TABLER = ROOT / "vendor/tabler-core/1.6.1/tabler.min.css"
ICONS = ROOT / "vendor/tabler-icons/3.51.0/outline"
SOURCES = ROOT / "portal/styles"
STATIC = ROOT / "portal/static/portal"

# Tabler's classes that the templates use; element rules (its reboot) are always kept.
KEPT = frozenset(
    {
        "btn",
        "btn-primary",
        "card",
        "form-check-input",
        "form-control",
        "form-label",
        "form-select",
        "table",
        "visually-hidden",
    }
)
BANNER = "/* Built by tools/styles.py. Holds parts of Tabler 1.6.1, MIT, Copyright The Tabler Authors. */\n"
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
# Themes, states set by Tabler's scripts and browser-specific file buttons have no place in the portal.
_UNWANTED = re.compile(r"\[(?:data-|dir|class|style)|:host|file-selector-button|autofill|scrollbar")
_BETWEEN_SELECTORS = re.compile(r",(?![^(]*\))")


def wanted(selector: str) -> bool:
    """True when each class of the selector is kept and it belongs to no theme or script state."""
    return set(_CLASS.findall(selector)) <= KEPT and not _UNWANTED.search(selector)


def kept_rules(nodes: Iterable[Node]) -> Iterator[tuple[str, str, list[str]]]:
    """(at-rule prelude or "", selectors, declarations) of each rule that the portal uses, in order."""
    for node in nodes:
        if isinstance(node, AtRule) and node.lower_at_keyword == "media" and node.content is not None:
            prelude = f"@media {tinycss2.serialize(node.prelude).strip()}"
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from ((prelude, selectors, body) for _, selectors, body in kept_rules(inner))
        elif isinstance(node, QualifiedRule):
            selectors = ",".join(filter(wanted, _BETWEEN_SELECTORS.split(tinycss2.serialize(node.prelude))))
            body = list(_declarations(node))
            if selectors and body:
                yield "", selectors, body


def _declarations(rule: QualifiedRule) -> Iterator[str]:
    """The declarations without images in the sheet itself: the content policy allows no data address."""
    for item in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration" and "data:" not in (value := tinycss2.serialize(item.value).strip()):
            yield f"{item.name}:{value}" + ("!important" if item.important else "")


def without_unused_variables(
    rules: list[tuple[str, str, list[str]]], own: str
) -> list[tuple[str, str, list[str]]]:
    """The rules less each custom property that nothing reads, until nothing more can go."""
    while True:
        text = own + " ".join(value for _, _, body in rules for value in body)
        read = set(_VARIABLE.findall(text))
        left = [
            (media, selectors, [d for d in body if not d.startswith("--") or d.partition(":")[0] in read])
            for media, selectors, body in rules
        ]
        left = [rule for rule in left if rule[2]]
        if left == rules:
            return rules
        rules = left


def squeezed(css: str) -> str:
    """The sheet without comments and needless white space; strings of the sheet hold no double spaces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css).replace(": ", ":").replace(";}", "}")
    return css.replace("}", "}\n").strip() + "\n"


def stylesheet() -> str:
    """The whole sheet as served."""
    own = squeezed("\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.glob("*.css"))))
    nodes = tinycss2.parse_stylesheet(
        TABLER.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True
    )
    rules = without_unused_variables(list(kept_rules(nodes)), own)
    return BANNER + "".join(f"{_block(*rule)}\n" for rule in rules) + own


def _block(media: str, selectors: str, body: list[str]) -> str:
    rule = f"{selectors}{{{';'.join(body)}}}"
    return f"{media}{{{rule}}}" if media else rule


def sprite() -> str:
    """One SVG file with a symbol per vendored icon, drawn with the pen of the portal (1.75 px on 24)."""
    symbols = "".join(map(_symbol, sorted(ICONS.glob("*.svg"))))
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def _symbol(path: Path) -> str:
    paths = re.findall(r"<(?:path|circle|rect)[^>]*/>", path.read_text(encoding="utf-8"))
    drawn = "".join(part for part in paths if 'stroke="none"' not in part)
    pen = (
        'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
    )
    return f'<symbol id="{path.stem}" viewBox="0 0 24 24" {pen}>{drawn}</symbol>\n'


def main(arguments: list[str]) -> int:
    """Exit 0 when the built files are up to date, 1 when they are not, 2 for an unknown command."""
    if arguments not in (["build"], ["check"]):
        print("usage: python -m tools.styles build | check", file=sys.stderr)
        return 2
    built = {STATIC / "portal.css": stylesheet(), STATIC / "icons.svg": sprite()}
    if arguments == ["build"]:
        for path, text in built.items():
            path.write_text(text, encoding="utf-8")
    stale = [
        str(path)
        for path, text in built.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    print(
        "\n".join(f"{path} is out of date: run python -m tools.styles build" for path in stale)
        or "styles are up to date"
    )
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
