"""Reading an edition from plain mappings; all problems are found before it is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from workflows.rules.calendars import UNITS, Period
from workflows.rules.parameters import COMPARATORS, Article, Parameter, ParameterValue
from workflows.rules.problems import Fields, Path
from workflows.rules.values import ValueProblemError, parse_value

EDITION_KEYS: Final = (
    *("id", "title", "procedure", "parent", "in_force_from", "sources"),
    *("articles", "cites", "parameters"),
)
OPTION_KEYS: Final = ("from", "posting_day", "channels", "alternative", "among")
PARAMETER_KEYS: Final = (
    *("rule", "article", "unit", "of", "enforcement", "override", "since", "day_kind", "floor"),
    *("options", "note"),
    *OPTION_KEYS,
    *COMPARATORS,
)
NUMBER: Final = re.compile(r"[0-9A-Za-z]+([.-][0-9A-Za-z]+)*")
RULE: Final = re.compile(r"[A-Z][A-Z0-9]*(-[0-9A-Za-z]+)+")
NAME: Final = re.compile(r"[A-Za-z]\w*(\.\w+)*")


class Reader(Fields):
    """Reads one edition; ``problems`` is empty when it may be used."""

    def edition(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of an edition; what could not be read is left out."""
        self.known_keys((), content, EDITION_KEYS)
        fields: dict[str, Any] = {
            "id": self.text((), content, "id"),
            "title": self.text((), content, "title"),
            "procedure": self.text((), content, "procedure"),
            "parent": self.optional((), content, "parent"),
            "from_on": self.day((), content, "in_force_from"),
            "sources": self.words((), content, "sources"),
            "articles": self._articles(content.get("articles")),
            "cites": self._cites(content.get("cites")),
            "parameters": self._parameters(content.get("parameters")),
        }
        # A child may cite the articles of its parent: they are checked when the two are merged.
        if not fields["parent"]:
            self.citations(**{key: fields[key] for key in ("articles", "cites", "parameters")})
        return fields

    def citations(
        self,
        articles: Mapping[str, Article],
        cites: Mapping[str, str],
        parameters: Mapping[str, Parameter],
    ) -> None:
        """Report each article that is cited and not listed, and each rule that two parameters claim."""
        rules: dict[str, str] = {}
        for name, parameter in parameters.items():
            self._cited(("parameters", name, "article"), parameter.article, articles)
            other = rules.setdefault(parameter.rule, name)
            if other != name:
                self.report(
                    ("parameters", name, "rule"), "edition.rule_twice", rule=parameter.rule, other=other
                )
        for cited_by, article in cites.items():
            self._cited(("cites", cited_by), article, articles)

    def _cited(self, path: Path, article: str, articles: Mapping[str, Article]) -> None:
        """An article is listed itself or by its number without the paragraph (28 for 28.1)."""
        if article and article not in articles and article.partition(".")[0] not in articles:
            self.report(path, "edition.unknown_article", article=article)

    def _articles(self, raw: Any) -> dict[str, Article]:
        articles = {}
        for key, content in self.mapping(("articles",), raw).items():
            number = self.form(("articles", str(key)), key, NUMBER)
            path = ("articles", number)
            entry = self.mapping(path, content)
            self.known_keys(path, entry, ("title",))
            articles[number] = Article(number, self.text(path, entry, "title"))
        return articles

    def _cites(self, raw: Any) -> dict[str, str]:
        content = self.mapping(("cites",), raw)
        return {str(name): self.matching(("cites",), content, name, NUMBER) for name in content}

    def _parameters(self, raw: Any) -> dict[str, Parameter]:
        parameters = {}
        for name, content in self.mapping(("parameters",), raw).items():
            path = ("parameters", self.form(("parameters", str(name)), name, NAME))
            parameter = self.parameter(path, path[-1], self.mapping(path, content))
            if parameter:
                parameters[parameter.name] = parameter
        return parameters

    def parameter(self, path: Path, name: str, content: Mapping[str, Any]) -> Parameter | None:
        """One parameter, or None when its comparator or its value cannot be read."""
        self.known_keys(path, content, PARAMETER_KEYS)
        rule = self.matching(path, content, "rule", RULE)
        article = self.matching(path, content, "article", NUMBER)
        bound = self._bound(path, content)
        options = self._options(path, content)
        if bound is None:
            return None
        comparator, value = bound
        value, day_kind = self._days(path, content, value)
        return Parameter(
            name=name,
            rule=rule,
            article=article,
            comparator=comparator,
            value=value,
            unit=self.optional(path, content, "unit") or "",
            of=self.optional(path, content, "of"),
            enforcement=self.choice(path, content, "enforcement", ("block", "warn", "record")),
            override=self.optional(path, content, "override"),
            since=self.choice(path, content, "since", ("act", "opened")),
            day_kind=day_kind,
            floor=self.flag(path, content, "floor", default=True),
            options=options,
            note=self.optional(path, content, "note") or "",
        )

    def _bound(self, path: Path, content: Mapping[str, Any]) -> tuple[str, ParameterValue] | None:
        named = [key for key in content if key in COMPARATORS]
        if len(named) != 1:
            self.report(path, "edition.one_comparator", named=tuple(named), among=COMPARATORS)
            return None
        base = {"of": content.get("of"), "unit": content.get("unit")}
        value = self._value((*path, named[0]), named[0], content[named[0]], **base)
        return None if value is None else (named[0], value)

    def _value(
        self, path: Path, comparator: str, raw: Any, *, of: str | None = None, unit: str | None = None
    ) -> ParameterValue | None:
        try:
            return parse_value(comparator, raw, of=of, unit=unit)
        except ValueProblemError as error:
            self.report(path, error.problem, **error.params)
            return None

    def _days(
        self, path: Path, content: Mapping[str, Any], value: ParameterValue
    ) -> tuple[ParameterValue, str]:
        """One spelling for working days: the period says so and ``day_kind`` follows it."""
        stated = self.choice(path, content, "day_kind", ("calendar", "working"))
        if not isinstance(value, Period):
            return value, stated
        if value.working_days and "day_kind" in content and stated == "calendar":
            self.report((*path, "day_kind"), "edition.day_kind", value=value.to_mapping())
        if stated == "working" and value.days:
            value = Period(value.years, value.months, 0, value.days + value.working_days)
        return value, "working" if value.working_days else stated

    def _options(self, path: Path, content: Mapping[str, Any]) -> dict[str, Any]:
        options = dict(self.mapping((*path, "options"), content.get("options")))
        self.no_floats((*path, "options"), options)
        self.choice(path, content, "posting_day", ("excluded", "included"))
        self.optional(path, content, "from")
        for key, value in options.items():
            self._option((*path, "options", str(key)), key, value)
        options.update({key: content[key] for key in OPTION_KEYS if key in content})
        if "channels" in content:
            options["channels"] = self._channels(path, content)
        if "alternative" in content:
            options["alternative"] = self._alternative(path, content)
        if "among" in content:
            options["among"] = self._among(path, content)
        return options

    def _option(self, path: Path, key: str, value: Any) -> None:
        """An option that is a mapping is a share with its base or a period, read when a rule asks for it."""
        if key in OPTION_KEYS:
            self.report(path, "edition.unknown_key", key=key)
        if not isinstance(value, Mapping):
            return
        if set(value) <= set(UNITS):
            self._value(path, "equals", value)
        else:
            self.known_keys(path, value, ("of", "unit", *COMPARATORS))
            self._bound(path, value)

    def _channels(self, path: Path, content: Mapping[str, Any]) -> tuple[str, ...]:
        channels = self.words(path, content, "channels")
        if not channels:
            self.report((*path, "channels"), "edition.empty_set", comparator="channels")
        return channels

    def _alternative(self, path: Path, content: Mapping[str, Any]) -> dict[str, ParameterValue]:
        path = (*path, "alternative")
        alternative = self.mapping(path, content["alternative"])
        self.known_keys(path, alternative, COMPARATORS)
        base = {"of": content.get("of"), "unit": content.get("unit")}
        bound = self._bound(path, {**alternative, **base})
        return dict([bound]) if bound else {}

    def _among(self, path: Path, content: Mapping[str, Any]) -> tuple[str, ...]:
        """The words a choice offers; what stands behind ``equals`` must be one of them."""
        path = (*path, "among")
        among = self._value(path, "one_of", content["among"])
        if not isinstance(among, tuple):
            return ()
        if content.get("equals") not in among:
            self.report(path, "edition.choice", value=content.get("equals"), among=among)
        return tuple(str(each) for each in among)
