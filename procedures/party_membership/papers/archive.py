"""归档目录 (D40, article 42) and 送审材料目录 (D18, article 22): which papers there are, and where."""

from __future__ import annotations

from procedures.party_membership.forms.conversion import ARCHIVE, Archiving
from procedures.party_membership.forms.reviews import PAPERS, STATES
from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import basis, college_of, paragraphs
from workflows.documents import FormPaper, Grid, Lines, Signatures, Words
from workflows.nodes import ToldCase


def archive_list(told: ToldCase) -> FormPaper:
    """The seven kinds of article 42, where they are kept, and the receipt."""
    data = told.said(told.fact)
    filed = data.get("papers") or ()
    rows = tuple(
        (str(n), title, "已归档" if word in filed else "缺", "")
        for n, (word, title) in enumerate(ARCHIVE, start=1)
    )
    return FormPaper(
        **told.imprint.to_json(),
        title="归档目录",
        person=told.name,
        head=f"姓名：{told.name}　学号：{told.situation.subject.number}",
        parts=(
            Grid(("序号", "材料", "情况", "页数"), rows, (1, 5, 2, 2)),
            Lines(
                (
                    (("人事档案", _choice("personal_file", data)), ("保存单位", _choice("holder", data))),
                    (("归档日期", day_words(told.fact.on)), ("移交回执", str(data.get("receipt") or ""))),
                )
            ),
            Signatures(("移交人签名", "接收人签名")),
        ),
        notes=(basis(told.situation),) if basis(told.situation) else (),
        signed_by=college_of(told),
        signed_on=told.fact.on,
    )


def review_bundle(told: ToldCase) -> FormPaper:
    """The ten kinds of article 22, each as an original, a copy, or noted as not existing."""
    data, states = told.said(told.fact), dict(STATES)
    rows = tuple(
        (str(n), title, states.get(str(data.get(word) or ""), "缺"), "")
        for n, (word, title) in enumerate(PAPERS, start=1)
    )
    checks = (("复印件", "已盖核对章" if data.get("stamped") else "没有盖核对章"),)
    leaves = told.fact.day("leaves_on")
    return FormPaper(
        **told.imprint.to_json(),
        title="发展对象送审材料目录",
        person=told.name,
        head=f"姓名：{told.name}　学号：{told.situation.subject.number}",
        parts=(
            Grid(("序号", "材料", "情况", "页数"), rows, (1, 5, 2, 2)),
            Lines((*((*checks, *((("预计离校", day_words(leaves)),) if leaves else ())),),)),
            Words("支部审查结论", paragraphs(told.text(told.fact, "conclusion"))),
            Signatures(("整理人签名", "支部书记签名")),
        ),
        notes=(basis(told.situation),) if basis(told.situation) else (),
        signed_by=told.imprint.issuer,
        signed_on=told.fact.on,
    )


def _choice(name: str, data: object) -> str:
    """A choice of the form in words."""
    choices = Archiving.choice_words(name)
    value = data.get(name) if isinstance(data, dict) else None
    return choices.get(str(value), "")
