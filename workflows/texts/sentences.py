"""Sentences: a message id with its parameters, said in Chinese, English or Vietnamese.

Rules answer with ids; each app keeps what they say in ``messages/<language>.yaml``. A page, a paper and the
interface say the same sentence because all of them ask here. Chinese is the source; what another language
lacks is said in the nearest one that has it. Without a language it is that of whoever reads. Nobody is looked
up here: names come as parameters; what a procedure calls an act, an office or a field is said as it is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings

from workflows.rules.findings import Finding, Verdict
from workflows.texts.catalogues import Template, catalogue
from workflows.texts.speaking import SOURCE, said, spoken
from workflows.texts.wording import Wording, article_words, wording_of

logger = logging.getLogger(__name__)

#: between the titles of which a value is made
LIST: Final = "、"
# Where a sentence is looked for, in this order; a language that is not listed gets the source.
FALLBACKS: Final = {"en": ("en", SOURCE), "vi": ("vi", "en", SOURCE)}


class MissingSentenceError(LookupError):
    """Nobody wrote a sentence for a message id, or it asks for a parameter that was not given."""


def sentence(message: str, params: Mapping[str, Any] | None = None, language: str = "") -> str:
    """The sentence of a message id with its parameters filled in.

    A missing sentence, word or parameter raises ``MissingSentenceError`` where ``LOUD_SENTENCES`` is set
    (tests); elsewhere it is logged and shown as it is, because a page must not fall over a sentence.
    """
    given = params or {}
    language = language or spoken()
    template, wording = _template(message, language)
    if template is None:
        return _missing(f"no sentence for {message}", given, wording_of(language))

    def say(value: Any, as_word: bool) -> str:
        if as_word:
            return _word(value, language, wording)
        return wording.say(value if language == SOURCE else _declared(value))

    try:
        return template.fill(given, say)
    except KeyError as error:
        return _missing(f"{message} asks for {error.args[0]}", given, wording)


def word(value: Any, language: str = "") -> str:
    """A word of the regulation as people say it, or several as one list; ``a+b`` are two offices."""
    language = language or spoken()
    return _word(value, language, wording_of(language))


def finding_sentence(finding: Finding, language: str = "") -> str:
    """What a finding says, the article it rests on, and from which day when it does not pass yet.

    A sentence that has its own place for ``{article}`` or ``{earliest_on}`` keeps it there.
    """
    language = language or spoken()
    template, _ = _template(finding.message, language)
    own = template.names if template else frozenset()
    article = article_words(finding.article, language) if finding.article else None
    params = {"earliest_on": finding.earliest_on, **finding.params, "article": article}
    said = [sentence(finding.message, params, language)]
    if article and "article" not in own:
        said.append(sentence("finding.article", params, language))
    waits = finding.verdict in {Verdict.UNMET, Verdict.WARNED}
    if waits and finding.earliest_on and "earliest_on" not in own:
        said.append(sentence("finding.earliest_on", params, language))
    return wording_of(language).space.join(said)


def _declared(value: Any) -> Any:
    """A value that a procedure declared as a title or a label, in the language of whoever reads."""
    if isinstance(value, (list, tuple)):
        return [_declared(each) for each in value]
    if not isinstance(value, str):
        return value
    titles = value.split(LIST)
    found = [said(each) for each in titles]
    return value if found == titles else found


def _template(message: str, language: str) -> tuple[Template | None, Wording]:
    """The template and the wording of the first language that has it."""
    for each in FALLBACKS.get(language, (SOURCE,)):
        if template := catalogue(each).get(message):
            return template, wording_of(each)
    return None, wording_of(language)


def _word(value: Any, language: str, wording: Wording) -> str:
    """A word of the regulation, or several, in the language of the sentence; ``a+b`` are two offices."""
    if isinstance(value, str) and "+" in value:
        value = value.split("+")
    if isinstance(value, (tuple, list, set, frozenset)):
        return wording.listed(_word(item, language, wording) for item in value) or wording.nothing
    if value is None:
        return wording.nothing
    template, _ = _template(f"word.{value}", language)
    if template is None:
        return _missing(f"no sentence for word.{value}", {}, wording, shown=str(value))
    return template.text


def _missing(problem: str, params: Mapping[str, Any], wording: Wording, shown: str | None = None) -> str:
    if getattr(settings, "LOUD_SENTENCES", False):
        raise MissingSentenceError(problem)
    logger.error("A sentence is missing: %s", problem)
    return shown or f"[{problem}] {wording.say(params)}".strip()
