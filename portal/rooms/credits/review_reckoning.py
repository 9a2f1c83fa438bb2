"""What an item would add to a student's credits, line by line, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from portal.pages.credits.review import Amount
from portal.pages.parts import FindingRow
from portal.rooms.credits.items import DeclaredItem, Place, StudentCredits
from portal.rooms.credits.wording import read
from portal.rooms.words import ORDER, cite, row, said
from procedures.second_classroom_credits.items import Recognised, item_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import Holding
from procedures.second_classroom_credits.scoring.ledger import Cause, confirmed, differences
from procedures.second_classroom_credits.scoring.lines import Line
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import Statement, statement_of
from procedures.second_classroom_credits.scoring.table import Row
from workflows.rules.findings import Finding, Verdict
from workflows.texts.sentences import word
from workflows.texts.speaking import spoken
from workflows.texts.wording import article_words

#: how an item that is past its first review waits for the others
REVIEWED = frozenset({Place.RE_REVIEW, Place.FINAL_REVIEW})


@dataclass(frozen=True)
class Reckoning:
    """One item on top of what its student has: by what is claimed, or by what is recognised instead.

    ``rules`` are those by which the item goes; what it all comes to is counted by today's.
    """

    item: DeclaredItem
    student: StudentCredits
    rules: Ruleset
    recognised: Recognised | None

    def _before(self) -> Holding:
        """What is confirmed, and what other reviews of this round have recognised so far."""
        coming = {
            str(each.case): item_of(each.case, each.counts, each.recognised)
            for each in self.student.items
            if each.place in REVIEWED and each.recognised and each.case != self.item.case
        }
        items = {key: each for key, each in self.student.holding.items.items() if key != str(self.item.case)}
        return replace(self.student.holding, items={**items, **coming})

    @property
    def value(self) -> int:
        """The value by the table, in tenths, before anything is set off against it."""
        if self.recognised is not None:
            return self.recognised.credits
        claim = self.item.claim
        return self.rules.table[claim["row"]].credits * (claim["times"] or 1)

    def amounts(self) -> tuple[Amount, ...]:
        """The lines of the reckoning, the last of which is what the item adds."""
        before, item = self._before(), item_of(self.item.case, self.item.counts, self.recognised)
        today = self.student.rules or self.rules
        stood, stands = statement_of(before, today), statement_of(confirmed(before, item), today)
        line = next(each for each in stands.lines if each.item.id == item.id)
        return (*self._asked(line), *self._reduced(line), self._added(stood, stands))

    def _asked(self, line: Line) -> Iterator[Amount]:
        claimed = self.rules.table[self.item.claim["row"]]
        less = self.value < self.item.claimed
        times = self.item.claim["times"] or 1
        yield Amount(_("本人申报"), row_text(claimed, times), written(self.item.claimed), struck=less)
        if self.recognised is not None:
            found, count = self.rules.table[self.recognised.row], self.recognised.times
            label = _("初审认定") if self.item.place in REVIEWED else _("改按认定")
            yield Amount(label, row_text(found, count), written(self.value))

    def _reduced(self, line: Line) -> Iterator[Amount]:
        less = self.value - line.counted
        if less and line.why is not None:
            articles = [line.why.article] if line.why.article else ()
            yield Amount(_("计入时"), said(line.why), f"−{written(less)}", cite(articles))

    def _added(self, stood: Statement, stands: Statement) -> Amount:
        moved = differences(stood.earned, stands.earned, cause=Cause.CONFIRMED)
        parts = [
            _("%(module)s %(before)s → %(after)s，最低 %(least)s")
            % {
                "module": word(each.module),
                "before": written(stood.earned[each.module]),
                "after": written(stands.earned[each.module]),
                "least": written(self.rules.minima[each.module]),
            }
            for each in moved
        ]
        net = sum(each.amount for each in moved)
        said_of = _("；").join(parts) or _("已有的学分不变")
        return Amount(_("本项净增"), said_of, written(net), total=True)


def row_text(found: Row, times: int) -> str:
    """A row of the table as a reviewer looks it up on paper."""
    printed = _("表%(table)s 第%(row)s行") % {"table": found.table, "row": found.printed_row}
    text = _("%(title)s，%(printed)s") % {"title": read(found).title, "printed": printed}
    return _("%(text)s，%(times)s 次") % {"text": text, "times": times} if times > 1 else text


def finding_rows(
    checked: Sequence[Finding], now: Sequence[Finding], day: date
) -> tuple[tuple[FindingRow, ...], str]:
    """What there is to look at, worst first, and what is met: today's answers before the automatic checks'.

    Most sentences of these rules say what is wrong; of what is met the articles are named, and no more.
    """
    latest: Mapping[str, Finding] = {**{each.rule: each for each in checked}, **{e.rule: e for e in now}}
    ordered = sorted(latest.values(), key=lambda each: ORDER.index(each.verdict))
    met = [each for each in ordered if each.verdict is Verdict.MET]
    told = [each for each in ordered if each.verdict not in {Verdict.MET, Verdict.NOT_APPLICABLE}]
    return tuple(replace(row(each, day), requirement=said(each), fact="") for each in told), _met(met)


def _met(found: Sequence[Finding]) -> str:
    articles = sorted({each.article for each in found if each.article}, key=lambda each: (len(each), each))
    cites = _("、").join(article_words(each, spoken()) for each in articles)
    return _("%(n)s 项核验符合：%(articles)s") % {"n": len(found), "articles": cites} if found else ""
