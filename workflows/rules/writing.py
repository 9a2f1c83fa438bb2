"""An edition written back as plain JSON, the form that is stored and digested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workflows.rules.parameters import Parameter
from workflows.rules.reading import OPTION_KEYS
from workflows.rules.values import write_value

if TYPE_CHECKING:
    from workflows.rules.regulations import Edition


def write_edition(edition: Edition) -> dict[str, Any]:
    """The content of an edition, without the digest that is taken of it."""
    return {
        "id": edition.id,
        "title": edition.title,
        "procedure": edition.procedure,
        "parent": edition.parent,
        "in_force_from": edition.from_on and edition.from_on.isoformat(),
        "sources": list(edition.sources),
        "articles": {number: {"title": article.title} for number, article in edition.articles.items()},
        "cites": dict(edition.cites),
        "parameters": {name: write_parameter(each) for name, each in edition.parameters.items()},
    }


def write_parameter(parameter: Parameter) -> dict[str, Any]:
    """One parameter as an edition's file states it, defaults spelled out."""
    options = dict(parameter.options)
    named: dict[str, Any] = {key: options.pop(key) for key in OPTION_KEYS if key in options}
    for listed in named.keys() & {"channels", "among"}:
        named[listed] = list(named[listed])
    if "alternative" in named:
        named["alternative"] = {key: write_value(value) for key, value in named["alternative"].items()}
    return {
        "rule": parameter.rule,
        "article": parameter.article,
        parameter.comparator: write_value(parameter.value),
        "unit": parameter.unit,
        "of": parameter.of,
        "enforcement": parameter.enforcement,
        "override": parameter.override,
        "since": parameter.since,
        "day_kind": parameter.day_kind,
        "floor": parameter.floor,
        "options": options,
        "note": parameter.note,
        **named,
    }
