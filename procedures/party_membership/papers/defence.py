"""The defence of articles 38 and 39: 答辩公告 (D34), 答辩评审表 (D35) and 答辩情况报告 (D36)."""

from __future__ import annotations

from typing import Final

from procedures.party_membership.forms.defence import QUESTIONS, STATEMENT, Session
from procedures.party_membership.papers.person_form import chosen, person_form
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import college_of, paragraphs, people
from procedures.party_membership.rules.defending import GRADES, SESSION, lots
from workflows.documents import FormPaper, Grid, Lines, NoticePaper, Prose, Signatures, Words
from workflows.nodes import ToldCase, ToldMatter
from workflows.rules.facts import Fact

CALL: Final = "defence_call"
GRADE_WORDS: Final = tuple((name, str(Session.base_fields[name].label)) for name in GRADES)
FOR_REFERENCE: Final = "评议结果供支部大会讨论转正时参考。"


def defence_notice(told: ToldMatter) -> NoticePaper:
    """The sheet that hangs before a defence: who was drawn, when and where, and before whom."""
    draw, call = told.facts.latest("draw"), told.facts.latest("announce")
    if draw is None or call is None:
        raise ValueError("a defence is announced after its draw")
    pool, number = draw.data["pool"], draw.data["number"]
    drawn = lots(draw.data["seed"], pool, number)
    return NoticePaper(
        **told.imprint.to_json(),
        title="关于举行预备党员\u200b转正答辩的公告",
        intro=(
            f"{day_words(draw.on)}，{told.imprint.issuer}在{len(pool)}名拟转正的预备党员中随机抽取{len(drawn)}名"
            "参加转正答辩，现将有关事项公告如下。",
        ),
        people=(),
        window="",
        channels=(),
        contacts=(),
        sections=(
            Prose("答辩人", (f"{people(told, drawn)}。",)),
            Prose("时间和地点", (f"{day_words(call.day('held_on'))}，{told.text(call, 'place')}。",)),
            Prose("答辩小组", (f"{people(told, told.said(call).get('panel', ()))}。",)),
        ),
        signed_by=told.imprint.issuer,
        signed_on=call.on,
    )


def defence_assessment(told: ToldCase) -> FormPaper:
    """What one member spoke of and was asked, and how many papers of the panel gave which grade."""
    session = told.fact
    data, call = told.said(session), told.latest(CALL)
    panel = "、".join(told.named(number) for number in told.said(call).get("panel", ()))
    methods = Session.choice_words("method")
    returned = sum(data[name] for name in GRADES)
    return person_form(
        told,
        "预备党员转正答辩评审表",
        Lines(
            (
                (("答辩日期", day_words(session.on)), ("地点", told.text(call, "place"))),
                (("答辩小组", panel),),
                (("陈述内容", chosen(STATEMENT, data.get("statement"))),),
                (("提问内容", chosen(QUESTIONS, data.get("questions"))),),
                (
                    ("列席", f"积极分子{data['activists']}人，师生代表{data['representatives']}人"),
                    ("评议方式", methods.get(data["method"], "")),
                ),
                (("小组人数", f"{data['panel_size']}人"), ("收回评议票", f"{returned}张")),
            )
        ),
        Grid(
            tuple(label for _name, label in GRADE_WORDS),
            (tuple(f"{data[name]}票" for name, _label in GRADE_WORDS),),
            label="评议结果",
        ),
        Words("备注", (FOR_REFERENCE,)),
        Signatures(("答辩小组组长签名", "记录人签名")),
        signed_by=college_of(told),
    )


def defence_report(told: ToldCase) -> FormPaper:
    """What the branch is told of a defence before its meeting."""
    session = told.latest(SESSION)
    return person_form(
        told,
        "预备党员转正\u200b答辩情况报告",
        Lines(
            (
                (("答辩人", told.name), ("学号", told.situation.subject.number)),
                (
                    ("答辩日期", day_words(session.on if session else None)),
                    ("报送日期", day_words(told.fact.on)),
                ),
                (("评议结果", _grades(session)),),
            )
        ),
        Words("答辩情况", paragraphs(told.text(told.fact, "summary"))),
        Words("备注", (FOR_REFERENCE,)),
        Signatures(("答辩小组组长签名",)),
        head=f"报送：{told.imprint.issuer}",
        signed_by=college_of(told),
    )


def _grades(session: Fact | None) -> str:
    return "，".join(f"{label}{session.data[name]}票" for name, label in GRADE_WORDS) if session else ""
