from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.imports.records import Reading
from portal.imports.remarks import Gravity, Remark
from portal.imports.roster import read_roster
from tests.portal.imports.building import Rows, read

ON = date(2024, 11, 20)


def reading(sheets: dict[str, Rows]) -> Reading:
    return read_roster(read(sheets), on=ON)


def person(**cells: Any) -> Reading:
    """The reading of one row with these cells beside number and name."""
    return reading({"人员名册": [["学号", "姓名", *cells], ["2401030226", "梁思远", *cells.values()]]})


def row_remark(message: str, row: int, column: str, field: str, **params: Any) -> Remark:
    return Remark(message, Gravity.ROW, params, "人员名册", row, column, field)


class TestContradictions:
    def test_dates_in_order_may_be_equal(self) -> None:
        found = person(
            申请入党日期="2024-03-01",
            确定积极分子日期="2024-03-01",
            出生日期="2006-01-03",
            入团日期="2006-01-03",
        )
        assert found.remarks == ()

    @pytest.mark.parametrize(
        ("earlier", "later", "field", "title", "other"),
        [
            ("出生日期", "入学日期", "enrolled_on", "入学日期", "出生日期"),
            ("出生日期", "入团日期", "league_joined_on", "入团日期", "出生日期"),
            ("出生日期", "申请入党日期", "applied_on", "申请入党日期", "出生日期"),
            ("申请入党日期", "转正日期", "full_member_on", "转正日期", "申请入党日期"),
            ("确定积极分子日期", "确定发展对象日期", "candidate_on", "确定发展对象日期", "确定积极分子日期"),
            ("确定发展对象日期", "入党日期", "probationary_on", "入党日期", "确定发展对象日期"),
            ("入党日期", "转正日期", "full_member_on", "转正日期", "入党日期"),
        ],
    )
    def test_a_later_step_cannot_come_first(
        self, earlier: str, later: str, field: str, title: str, other: str
    ) -> None:
        found = person(**{earlier: "2024-03-02", later: "2024-03-01"})
        assert found.people == ()
        assert found.remarks == (
            row_remark(
                "dates_out_of_order",
                2,
                "D",
                field,
                title=title,
                value=date(2024, 3, 1),
                other_title=other,
                other=date(2024, 3, 2),
            ),
        )

    def test_a_stage_that_is_not_reached_has_no_date(self) -> None:
        found = person(发展阶段="积极分子", 确定积极分子日期="2024-03-01", 确定发展对象日期="2024-05-01")
        assert found.remarks == (
            row_remark(
                "stage_not_reached", 2, "E", "candidate_on", title="确定发展对象日期", standing="积极分子"
            ),
        )

    def test_dates_without_a_standing_are_taken(self) -> None:
        assert person(确定积极分子日期="2024-03-01").remarks == ()

    @pytest.mark.parametrize(
        ("status", "column", "value", "field", "shown"),
        [
            ("群众", "团员身份", "团员", "league_standing", "团员"),
            ("共青团员", "团员身份", "非团员", "league_standing", "非团员"),
            ("共青团员", "发展阶段", "预备党员", "party_standing", "预备党员"),
            ("群众", "发展阶段", "正式党员", "party_standing", "正式党员"),
            ("中共预备党员", "发展阶段", "正式党员", "party_standing", "正式党员"),
            ("中共党员", "发展阶段", "无", "party_standing", "无"),
        ],
    )
    def test_the_political_status_and_the_standings_must_agree(
        self, status: str, column: str, value: str, field: str, shown: str
    ) -> None:
        title = "团员身份" if field == "league_standing" else "发展阶段"
        assert person(政治面貌=status, **{column: value}).remarks == (
            row_remark(
                "political_status_contradicts", 2, "D", field, title=title, value=shown, status=status
            ),
        )

    @pytest.mark.parametrize(
        ("cells", "standings", "derived"),
        [
            ({"政治面貌": "群众"}, {"league": "non_member"}, {"league"}),
            ({"政治面貌": "共青团员"}, {"league": "member"}, {"league"}),
            ({"政治面貌": "中共预备党员"}, {"party": "probationary"}, {"party"}),
            ({"政治面貌": "中共党员"}, {"party": "full_member"}, {"party"}),
            (
                {"政治面貌": "共青团员", "发展阶段": "发展对象"},
                {"league": "member", "party": "candidate"},
                {"league"},
            ),
            (
                {"政治面貌": "中共党员", "团员身份": "团员"},
                {"league": "member", "party": "full_member"},
                {"party"},
            ),
            ({"政治面貌": "群众", "团员身份": "否"}, {"league": "non_member"}, set()),
            ({"团员身份": "是", "发展阶段": "无"}, {"league": "member", "party": "none"}, set()),
        ],
    )
    def test_the_political_status_fills_what_the_other_columns_leave_open(
        self, cells: dict[str, str], standings: dict[str, str], derived: set[str]
    ) -> None:
        (row,) = person(**cells).people
        assert row.value.standings == standings
        assert set(row.value.derived) == derived

    def test_units_are_kept_as_written_and_none_is_not_the_same_as_empty(self) -> None:
        (row,) = person(党支部="第一 党支部", 团支部="无", 班级="", 生效日期="2024-09-01").people
        assert row.value.units == {"party": "第一 党支部", "league": None}
        assert row.value.effective_on == date(2024, 9, 1)

    def test_only_a_branch_has_a_committee(self) -> None:
        titles = ["组织编号", "组织名称", "组织类别", "设支委会"]
        found = reading(
            {
                "组织": [
                    titles,
                    ["B", "二班", "班级", "是"],
                    ["C", "三班", "班级", "否"],
                    ["D", "支部", "党支部", "是"],
                ]
            }
        )
        assert [row.value.code for row in found.units] == ["C", "D"]
        assert found.remarks == (
            Remark("committee_only_in_branch", Gravity.ROW, {}, "组织", 2, "D", "has_committee"),
        )

    @pytest.mark.parametrize(
        ("to_on", "accepted"), [("2024-08-31", False), ("2024-09-01", False), ("2024-09-02", True)]
    )
    def test_a_term_ends_after_it_begins(self, to_on: str, accepted: bool) -> None:
        titles = ["学号", "职务", "任职组织", "任职日期", "卸任日期"]
        found = reading({"任职": [titles, ["1", "组织员", "HG", "2024-09-01", to_on]]})
        assert len(found.offices) == accepted
        assert [remark.message for remark in found.remarks] == (
            [] if accepted else ["term_ends_before_start"]
        )
