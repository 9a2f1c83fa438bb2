"""The page that confirms a printed paper, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pages.days import day_text
from portal.pages.papers import CheckPage
from portal.pages.parts import Fact, Shape, State
from portal.rooms.papers.checking import Checked, Holds

SHAPES: Final = {Holds.SAME: Shape.MET, Holds.CHANGED: Shape.NOTE, Holds.GONE: Shape.UNMET}
WORDS: Final = {
    Holds.SAME: gettext_lazy("与记录一致"),
    Holds.CHANGED: gettext_lazy("已被更正"),
    Holds.GONE: gettext_lazy("已经作废"),
}
SENTENCES: Final = {
    Holds.SAME: gettext_lazy("打印以后，这份文书所依据的记录没有变过。"),
    Holds.CHANGED: gettext_lazy("打印以后，记录有过更正或删除，这一张不再作准。请向出具的组织要新的一份。"),
    Holds.GONE: gettext_lazy("打印以后，所依据的记录已经作废，这一张不再作准。请向出具的组织核实。"),
}


def check_page(found: Checked) -> CheckPage:
    """What is said of a paper that was printed here."""
    return CheckPage(
        title=found.title,
        state=State(SHAPES[found.holds], str(WORDS[found.holds])),
        sentence=str(SENTENCES[found.holds]),
        facts=tuple(_facts(found)),
        code=found.code,
        hint=_("请与纸上页脚的校验码核对；不同的，纸上的内容不是从这里打印的。"),
        foot=_("本页只说文书的种类、编号、单位和日期，不显示其中的人和内容。"),
    )


def _facts(found: Checked) -> Iterator[Fact]:
    yield Fact(_("编号"), found.number)
    yield Fact(_("单位"), found.issuer)
    yield Fact(_("日期"), day_text(found.on))
    if found.period:
        yield Fact(_("公示时间"), found.period)
