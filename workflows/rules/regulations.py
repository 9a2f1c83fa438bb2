"""Editions of a regulation: its articles, its parameters, and what a child edition may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from workflows.rules import canonical
from workflows.rules.floors import loosened
from workflows.rules.parameters import Article, Parameter, ParameterKindError
from workflows.rules.problems import EditionError, EditionProblem
from workflows.rules.reading import Reader
from workflows.rules.writing import write_edition, write_parameter

__all__ = [
    "Article",
    "Edition",
    "EditionError",
    "EditionProblem",
    "MissingParameterError",
    "Parameter",
    "ParameterKindError",
]


class MissingParameterError(LookupError):
    """A rule reads a parameter that the edition does not have."""

    def __init__(self, edition: str, name: str) -> None:
        """Name the edition and the parameter."""
        super().__init__(f"edition {edition} has no parameter {name}")
        self.edition = edition
        self.name = name


@dataclass(frozen=True)
class Edition:
    """One edition of a regulation, read and checked.

    ``procedure`` is the package it serves; ``parent`` the edition it tightens; ``cites`` maps a node name
    or a rule id to this edition's own article, because articles belong to the edition.
    """

    id: str
    title: str
    procedure: str
    articles: Mapping[str, Article]
    parameters: Mapping[str, Parameter]
    parent: str | None = None
    from_on: date | None = None
    cites: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @classmethod
    def from_mapping(cls, content: Mapping[str, Any]) -> Edition:
        """Read an edition as its file holds it; ``EditionError`` with every problem when it is refused."""
        reader = Reader()
        fields = reader.edition(content)
        if reader.problems:
            raise EditionError(reader.problems)
        return cls(**fields)

    def to_mapping(self) -> dict[str, Any]:
        """The edition as plain JSON; ``from_mapping`` reads it back as an equal edition."""
        return write_edition(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical content: what an entry cites as the edition it was judged by."""
        return canonical.digest(self.to_mapping())

    def __getitem__(self, name: str) -> Parameter:
        """The parameter of this name; ``MissingParameterError`` when there is none."""
        try:
            return self.parameters[name]
        except KeyError:
            raise MissingParameterError(self.id, name) from None

    def __contains__(self, name: object) -> bool:
        """Whether the edition has a parameter of this name."""
        return name in self.parameters

    @cached_property
    def counts_working_days(self) -> bool:
        """Whether any parameter counts days that are worked."""
        return any(parameter.day_kind == "working" for parameter in self.parameters.values())

    def is_for(self, details: Mapping[str, Any]) -> bool:
        """Whether the edition is for somebody of whom the roster says this; so it is where nothing is said.

        A parameter with the option ``of_subject`` bounds the detail of that name: rules that apply from an
        intake on leave the students before it to the rules before them.
        """
        said = ((each, str(details.get(each.options["of_subject"]) or "")) for each in self._bounds)
        return all(bound.allows(int(number)) for bound, number in said if number.isdecimal())

    def article_of(self, name: str, default: str | None = None) -> str | None:
        """The article a node, a rule or a parameter rests on in this edition, else the default."""
        if name in self.cites:
            return self.cites[name]
        parameter = self.parameters.get(name) or self._by_rule.get(name)
        return parameter.article if parameter else default

    def tightened_by(self, child: Edition) -> Edition:
        """The child laid over this edition, with this edition's values where the child is silent.

        Raises ``EditionError`` when the child belongs to another edition or procedure, sets a parameter
        this edition does not have, loosens one, or cites an article neither of the two lists.
        """
        merged = replace(
            child,
            articles={**self.articles, **child.articles},
            parameters={**self.parameters, **child.parameters},
            cites={**self.cites, **child.cites},
            sources=self.sources + tuple(each for each in child.sources if each not in self.sources),
        )
        reader = Reader(problems=[*self._kinship(child), *self._loosened(child)])
        reader.citations(merged.articles, merged.cites, merged.parameters)
        if reader.problems:
            raise EditionError(reader.problems)
        return merged

    @cached_property
    def _bounds(self) -> tuple[Parameter, ...]:
        return tuple(each for each in self.parameters.values() if "of_subject" in each.options)

    @cached_property
    def _by_rule(self) -> dict[str, Parameter]:
        return {parameter.rule: parameter for parameter in self.parameters.values()}

    def _kinship(self, child: Edition) -> list[EditionProblem]:
        expected = {"parent": (self.id, child.parent), "procedure": (self.procedure, child.procedure)}
        return [
            EditionProblem((key,), f"edition.other_{key}", {"expected": wanted, "found": found})
            for key, (wanted, found) in expected.items()
            if wanted != found
        ]

    def _loosened(self, child: Edition) -> list[EditionProblem]:
        problems = []
        for name, theirs in child.parameters.items():
            path, ours = ("parameters", name), self.parameters.get(name)
            if ours is None:
                problems.append(EditionProblem(path, "edition.not_in_parent", {"parent": self.id}))
            elif aspect := loosened(ours, theirs):
                values = {"parent": write_parameter(ours), "child": write_parameter(theirs)}
                problems.append(EditionProblem(path, "edition.loosened", {"aspect": aspect, **values}))
        return problems
