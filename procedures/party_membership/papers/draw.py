"""答辩抽签记录 (D34, article 39): who could be drawn, the seed that was read out before, and whom it drew."""

from __future__ import annotations

from collections.abc import Iterator

from procedures.party_membership.papers.posted import day_words
from procedures.party_membership.papers.words import basis, people
from procedures.party_membership.rules.defending import lots
from workflows.documents import FormPaper, Lines, Prose, Signatures, Words
from workflows.nodes import ToldMatter

METHOD = (
    "把抽签种子、换行符和各人的学号依次相接，求 SHA-256 散列值，按散列值从小到大排列，取前若干名；"
    "任何人都可以照此复核。"
)


def draw_record(told: ToldMatter) -> FormPaper:
    """The draw, so that anybody can repeat it, and the announcement where it was made."""
    draw = told.facts.latest("draw")
    data = told.said(draw)
    pool, number, seed = data.get("pool", ()), data.get("number", 0), str(data.get("seed", ""))
    drawn = lots(seed, pool, number)
    again = str(data.get("redrawn_because") or "")
    return FormPaper(
        **told.imprint.to_json(),
        title="预备党员转正答辩\u200b抽签记录",
        head=f"主办单位：{told.imprint.issuer}",
        parts=(
            Lines(
                (
                    (("抽签日期", day_words(draw.on if draw else None)), ("抽签种子", seed)),
                    (("参加抽签", f"{len(pool)}人"), ("抽取", f"{number}人")),
                )
            ),
            Words("参加抽签的人", ("、".join(f"{told.named(each)}（{each}）" for each in pool),)),
            Words("抽中的人", (people(told, drawn),)),
            *((Words("重抽的原因", (again,)),) if again else ()),
            *_announced(told),
            Signatures(("主持人签名", "监督人签名")),
            Prose("抽签方法", (METHOD,)),
        ),
        notes=(basis(told.cases[0].situation),) if told.cases else (),
        signed_by=told.imprint.issuer,
        signed_on=draw.on if draw else None,
    )


def _announced(told: ToldMatter) -> Iterator[Lines]:
    """When, where and before whom those who were drawn defend, once it was announced."""
    call = told.facts.latest("announce")
    if call is not None:
        yield Lines(
            (
                (("公告日期", day_words(call.on)), ("答辩日期", day_words(call.day("held_on")))),
                (("地点", told.text(call, "place")),),
                (("答辩小组", people(told, told.said(call).get("panel", ()))),),
            )
        )
