"""What a round is said to be at, for each thing that may come next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.pages.parts import Shape, State
from portal.rooms.credits.round_state import Next, RoundState


@dataclass(frozen=True, slots=True)
class Words:
    """The state in a word, the next act on its button, and whom it waits for where somebody else does it."""

    shape: Shape
    _word: object
    _act: object = ""
    _waits: object = ""

    @property
    def state(self) -> State:
        """The state as a shape and a word."""
        return State(self.shape, str(self._word))

    @property
    def act(self) -> str:
        """What the button says."""
        return str(self._act)

    @property
    def waits(self) -> str:
        """Who is to act."""
        return str(self._waits)


STATES: Final[Mapping[Next, Words]] = {
    Next.FIRST_REVIEW: Words(Shape.RUNNING, gettext_lazy("初审中"), "", gettext_lazy("等初审人审完。")),
    Next.SUMMARISE: Words(
        Shape.READY, gettext_lazy("待汇总"), gettext_lazy("形成汇总表"), gettext_lazy("等初审人形成汇总表。")
    ),
    Next.RE_REVIEW: Words(Shape.RUNNING, gettext_lazy("复审中"), "", gettext_lazy("等学院认定工作组复审。")),
    Next.SIGN: Words(
        Shape.READY,
        gettext_lazy("待签字"),
        gettext_lazy("登记签字盖章"),
        gettext_lazy("等学院负责人签字盖章。"),
    ),
    Next.SUBMIT: Words(
        Shape.READY, gettext_lazy("待报送"), gettext_lazy("报送教务处"), gettext_lazy("等学院报送教务处。")
    ),
    Next.FINALISE: Words(
        Shape.READY, gettext_lazy("待终审"), gettext_lazy("终审"), gettext_lazy("等教务处终审。")
    ),
    Next.PUBLISH: Words(
        Shape.READY,
        gettext_lazy("待公布"),
        gettext_lazy("登记公布"),
        gettext_lazy("等学院公布学分取得情况。"),
    ),
    Next.ARCHIVE: Words(
        Shape.READY, gettext_lazy("待存档"), gettext_lazy("存档"), gettext_lazy("等学院存档。")
    ),
    Next.APPEALS: Words(Shape.HELD, gettext_lazy("待答复申诉"), "", gettext_lazy("等受理部门答复申诉。")),
    Next.STUDENTS: Words(
        Shape.HELD, gettext_lazy("待学生"), "", gettext_lazy("等学生提交或撤回，逾期的登记逾期。")
    ),
    Next.CLOSE: Words(
        Shape.READY, gettext_lazy("待结束"), gettext_lazy("结束本轮"), gettext_lazy("等学院结束本轮。")
    ),
    Next.NOTHING: Words(Shape.MET, gettext_lazy("已结束")),
}


def sentence_of(state: RoundState) -> str:
    """Where a round stands, in one sentence."""
    counts = {
        Next.FIRST_REVIEW: len(state.unreviewed),
        Next.SUMMARISE: len(state.draft.rows),
        Next.RE_REVIEW: len(state.unreviewed_again),
        Next.SIGN: len(state.frozen.rows),
        Next.SUBMIT: len(state.frozen.rows),
        Next.FINALISE: len(state.undecided),
        Next.PUBLISH: 0,
        Next.ARCHIVE: len(state.unarchived),
        Next.APPEALS: len(state.appealed),
        Next.STUDENTS: len(state.unfinished),
        Next.CLOSE: 0,
        Next.NOTHING: 0,
    }
    return _sentence(state) % {"n": counts[state.next]}


def _sentence(state: RoundState) -> str:
    if not state.situation.surveyed and not state.closed:
        return _("还没有人申报。")
    if state.next is Next.SUMMARISE and state.voided:
        return _("汇总表形成以后有项目变动，原表作废；现有 %(n)s 项，须重新形成汇总表。")
    if state.next is Next.SUMMARISE and state.since:
        return _("上一张汇总表已经审完；又有 %(n)s 项通过初审，可以形成下一张。")
    return {
        Next.FIRST_REVIEW: _("还有 %(n)s 项没有初审，全部初审以后才能形成汇总表。"),
        Next.SUMMARISE: _("初审已经完成，%(n)s 项可以形成汇总表。"),
        Next.RE_REVIEW: _("汇总表已经形成，还有 %(n)s 项没有复审。"),
        Next.SIGN: (
            _("教务处退回了汇总表。核对 %(n)s 项、重新打印以后，再签字盖章。")
            if state.returned
            else _("汇总表 %(n)s 项都已复审，可以签字盖章。")
        ),
        Next.SUBMIT: _("汇总表 %(n)s 项已签字盖章，可以报送教务处。"),
        Next.FINALISE: _("汇总表已报送教务处，还有 %(n)s 项没有终审。"),
        Next.PUBLISH: _("终审已经完成，可以公布学分取得情况。"),
        Next.ARCHIVE: _("学分已经公布，还有 %(n)s 项没有存档。"),
        Next.APPEALS: _("还有 %(n)s 项的申诉没有答复，答复以后才能存档。"),
        Next.STUDENTS: _("还有 %(n)s 项停在学生手里，都有结果以后才能结束本轮。"),
        Next.CLOSE: _("全部项目都已办完，可以结束本轮。"),
        Next.NOTHING: _("本轮已经结束。"),
    }[state.next]
