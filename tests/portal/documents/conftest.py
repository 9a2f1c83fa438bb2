"""Two notices, and pools of printing processes with limits that a test can wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import Any

import pytest

from portal.documents.workers import Pool
from workflows.documents import NoticePaper, PersonBlock

NAMES = ("梁思远", "周予安", "沈嘉禾", "陈昱", "陶然", "秦立言", "孟昭宁", "欧阳喆堃")


def nominee(name: str, sex: str = "男") -> PersonBlock:
    return PersonBlock(
        name=name,
        aside=sex,
        name_label="姓名性别",
        fields=(
            ("出生年月", "2005年3月"),
            ("班级", "化工2303班"),
            ("职务", "学习委员"),
            ("申请时间", "2024年10月9日"),
            ("推荐大会", "2024年12月10日"),
        ),
    )


@pytest.fixture
def one() -> NoticePaper:
    """Return a notice of one person, which fits on one page."""
    return NoticePaper(
        institution="江澜大学",
        issuer="化学化工学院",
        title="关于梁思远同学的公示",
        number="公示2024-003",
        intro=("经大会推荐，现将梁思远同学的基本情况公示，听取师生意见。",),
        people=(nominee("梁思远"),),
        window="2024年12月13日至12月17日，共5天；12月12日张贴，张贴日不计。",
        channels=("学院一楼公告栏", "学院网站"),
        contacts=("公示期内每日8:00至18:00可反映情况。联系人何敏，电话（0000）8501 2046，化工楼208室。",),
        signed_by="江澜大学化学化工学院委员会",
        signed_on=date(2024, 12, 12),
        check_url="https://portal.example.org/n/7Q2M8ZK4T1",
        remark="网上公示与本件同时张贴",
    )


@pytest.fixture
def eight(one: NoticePaper) -> NoticePaper:
    """Return a notice of eight people, which takes two pages."""
    people = tuple(nominee(name, sex) for name, sex in zip(NAMES, cycle("男女"), strict=False))
    return replace(one, title="关于梁思远等8名同学的公示", people=people)


@pytest.fixture
def open_pool() -> Iterator[Callable[..., Pool]]:
    """Return a function that opens a pool of its own, closed after the test; it waits for a busy machine."""
    pools: list[Pool] = []

    def opened(**limits: Any) -> Pool:
        pools.append(Pool(**{"seconds": 120.0, "patience": 120.0, **limits}))
        return pools[-1]

    yield opened
    for pool in pools:
        pool.close()
