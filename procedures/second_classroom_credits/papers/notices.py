"""Notices to a student and of an inspection: returned, not recognised, an appeal answered, a circular."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from procedures.second_classroom_credits import forms, roles
from procedures.second_classroom_credits.forms.reviewing import REJECTED, RETURNED
from procedures.second_classroom_credits.items import claim_of
from procedures.second_classroom_credits.rulesets import ruleset_of
from procedures.second_classroom_credits.scoring.table import Row
from workflows.documents import FormPaper, Grid, Lines, Part, Prose, Words
from workflows.nodes import CasePaper, MatterPaper, ToldCase, ToldMatter
from workflows.rules.facts import Fact
from workflows.rules.situation import Situation

#: what an answer to an appeal is called, by its act
ANSWERS: Final = {
    "appeal_upheld": "申诉成立",
    "appeal_dismissed": "申诉不成立，维持原结论",
    "appeal_sent_back": "发回初审",
}
#: who hands a notice out
READERS: Final = (roles.REGISTRAR, *roles.WORKING_GROUP)


def day_words(day: date) -> str:
    """A day on paper: 2026年5月7日."""
    return f"{day.year}年{day.month}月{day.day}日"


def returned(_s: Situation, fact: Fact) -> bool:
    """A first review that sent the item back to its student."""
    return fact.outcome == RETURNED


def rejected(_s: Situation, fact: Fact) -> bool:
    """A review, first or last, that did not recognise the item."""
    return fact.outcome == REJECTED


def return_notice(told: ToldCase) -> FormPaper:
    """退回补正: why, and until when it is corrected (art. 7; how long is a reading of the edition)."""
    s = told.situation
    due = s.edition["return.days"].period.after(told.fact.on, s.calendar)
    asked = f"请于{day_words(due)}前登录系统补正并重新提交；首次提交的时间保留。"
    reason = Words("退回理由", (told.text(told.fact, "why"),))
    return _notice(told, "退回补正通知书", (reason, Prose("", (asked,))))


def rejection_notice(told: ToldCase) -> FormPaper:
    """不予认定: the code, the reason, and to whom an appeal goes (art. 5, 7)."""
    s = told.situation
    review = forms.FinalReview if told.fact.name == "final_review" else forms.FirstReview
    code = review.choice_words("ground").get(str(told.fact.data.get("ground")), "")
    due = s.edition["appeal.window_days"].period.after(told.fact.on, s.calendar)
    bodies = forms.Appeal.choice_words("body")
    own = "registrar" if told.fact.name == "final_review" else ""
    where = "、".join(name for body, name in bodies.items() if body != own)
    asked = f"对结论有异议的，可于{day_words(due)}前在系统中向{where}之一申诉。"
    parts: tuple[Part, ...] = (
        Lines(((("原因", code),),)),
        Words("理由", (told.text(told.fact, "why"),)),
        Prose("", (asked,)),
    )
    return _notice(told, "不予认定通知书", parts)


def appeal_answer(told: ToldCase) -> FormPaper:
    """申诉答复书: what was appealed to whom, and the answer with its reason (art. 5)."""
    lodged = told.latest("appeal")
    body = forms.Appeal.choice_words("body").get(str(lodged.data["body"]) if lodged else "", "")
    recognised = told.fact.data.get("credits")
    parts: list[Part] = [
        Lines(((("申诉日期", day_words(lodged.on) if lodged else ""), ("受理部门", body)),)),
        Words("申诉理由", (told.text(lodged, "grounds"),)),
        Lines(((("答复", ANSWERS[told.fact.name]),),)),
        Words("答复理由", (told.text(told.fact, "why"),)),
    ]
    if recognised:
        parts.append(Lines(((("认定学分", str(recognised)),),)))
    return _notice(told, "申诉答复书", tuple(parts), signed_by=body)


def _notice(told: ToldCase, title: str, parts: tuple[Part, ...], signed_by: str = "") -> FormPaper:
    college = told.situation.units.get(roles.COLLEGE)
    by = roles.REGISTRAR.title if told.fact.name == "final_review" else college.name if college else ""
    return FormPaper(
        **told.imprint.to_json(),
        title=title,
        person=told.name,
        parts=(*_item(told), *parts),
        signed_by=signed_by or by,
        signed_on=told.fact.on,
    )


def _item(told: ToldCase) -> Iterator[Part]:
    """Whose item it is and what was claimed."""
    claim, row = claim_of(told.situation.facts), _row(told)
    yield Lines(((("姓名", told.name), ("学号", told.situation.subject.number)),))
    yield Lines(((("学年", claim["year"]), ("申请学分", claim["claimed"])),))
    yield Lines(((("项目", row.title if row else claim["row"]),), (("申报内容", claim["content"]),)))


def _row(told: ToldCase) -> Row | None:
    return ruleset_of(told.situation.edition).table.rows.get(claim_of(told.situation.facts)["row"])


def inspection_record(told: ToldMatter) -> FormPaper:
    """监督检查情况 of a year, unit by unit (art. 12)."""
    rows = tuple(
        (
            day_words(fact.on),
            fact.data["unit_name"],
            told.text(fact, "found"),
            "是" if fact.data["careless"] else "否",
        )
        for fact in told.facts.all("find")
    )
    grid = Grid(("检查日期", "被检查单位", "检查发现", "审核不负责"), rows, (3, 3, 8, 2))
    return FormPaper(
        **told.imprint.to_json(),
        title="第二课堂学分监督检查情况",
        parts=(Lines(((("学年", _year(told)),),)), grid),
        signed_by=roles.REGISTRAR.title,
    )


def circular(told: ToldMatter) -> FormPaper:
    """通报批评 of a unit that reviewed carelessly (art. 12)."""
    fact = told.fact
    assert fact is not None  # noqa: S101 (a paper is printed of an act that stands; narrows the type)
    text = told.text(fact, "text").splitlines() or [""]
    return FormPaper(
        **told.imprint.to_json(),
        title="关于第二课堂学分审核工作的\u200b通报",
        head=f"被通报单位：{fact.data['unit_name']}",
        parts=(Prose("", tuple(line for line in text if line.strip())),),
        signed_by=roles.REGISTRAR.title,
        signed_on=fact.on,
    )


def _year(told: ToldMatter) -> str:
    opened = told.facts.latest("open")
    return str(opened.data["year"]) if opened else ""


CASE_PAPERS: Final = (
    CasePaper(
        name="return-notice",
        title="退回补正通知书",
        code="T3",
        cites=("7",),
        by=READERS,
        of=("first_review",),
        when=returned,
        write=return_notice,
    ),
    CasePaper(
        name="rejection-notice",
        title="不予认定通知书",
        code="T4",
        cites=("5", "7"),
        by=READERS,
        of=("first_review", "final_review"),
        when=rejected,
        write=rejection_notice,
    ),
    CasePaper(
        name="appeal-answer",
        title="申诉答复书",
        code="T5",
        cites=("5",),
        by=(*roles.APPEAL_BODIES, *roles.WORKING_GROUP),
        of=tuple(ANSWERS),
        write=appeal_answer,
    ),
)
INSPECTION_PAPERS: Final = (
    MatterPaper(
        name="inspection-record",
        title="监督检查情况",
        code="T6",
        cites=("12",),
        by=(roles.REGISTRAR,),
        of=("find",),
        write=inspection_record,
    ),
    MatterPaper(
        name="circular",
        title="通报批评",
        code="T7",
        cites=("12",),
        by=(roles.REGISTRAR,),
        of=("criticise",),
        each=True,
        about="unit_name",
        write=circular,
    ),
)
