"""The digest of a notice: the same for the same content, another for any change that shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workflows.documents import NoticePaper, PersonBlock, check_code, digest

NOTICE = NoticePaper(
    institution="江澜大学",
    issuer="甲院",
    title="公示",
    number="公示2026-001",
    intro=("现予公示。",),
    people=(PersonBlock(name="梁思远", aside="男", fields=(("籍贯", "安徽宣城"),)),),
    window="2026年11月28日至12月2日，共5天。",
    channels=("公告栏", "网站"),
    contacts=("联系人何敏。",),
    signed_by="江澜大学",
    signed_on=date(2026, 11, 27),
    check_url="https://example.org/n/1",
)


def test_the_digest_is_fixed() -> None:
    # Printed codes must stay true for years: a change of this value breaks every sheet that hangs.
    assert digest(NOTICE) == "ee57d7597789c72d6495f0ca8082534fc3ceba7c6979f8f96c46ee996e57fca3"
    assert check_code(NOTICE) == "EE57-D759"


def test_an_equal_paper_has_the_same_digest() -> None:
    assert digest(replace(NOTICE)) == digest(NOTICE)


def test_the_address_may_hold_the_code() -> None:
    address = f"https://example.org/n/{NOTICE.check_code}"
    assert replace(NOTICE, check_url=address).check_code == NOTICE.check_code


@pytest.mark.parametrize(
    "changed",
    [
        replace(NOTICE, title="公 示"),
        replace(NOTICE, signed_on=date(2026, 11, 28)),
        replace(NOTICE, intro=("现予", "公示。")),
        replace(NOTICE, channels=("公告栏、网站",)),
        replace(NOTICE, mark="练习"),
        replace(NOTICE, people=()),
        replace(NOTICE, people=(PersonBlock(name="梁思远", aside="女", fields=(("籍贯", "安徽宣城"),)),)),
        replace(NOTICE, people=(PersonBlock(name="梁思远", aside="男", fields=(("籍贯安徽", "宣城"),)),)),
        replace(NOTICE, people=NOTICE.people * 2),
    ],
)
def test_every_change_of_content_changes_the_code(changed: NoticePaper) -> None:
    assert check_code(changed) != check_code(NOTICE)
