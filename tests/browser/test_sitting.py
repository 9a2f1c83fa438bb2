"""One sitting: a student goes from application to activist through pages only, on the practice clock."""

from __future__ import annotations

import subprocess
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command

from tests.browser.conftest import TakeSeat
from tests.browser.seats import SCAN, Seat

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TALK = ("motive", "thought_work_study", "experience", "family", "merits", "shortcomings", "direction")


class Hands(NamedTuple):
    """Whoever takes part, each at a browser of their own."""

    secretary: Seat
    league_secretary: Seat
    teller: Seat
    college_league: Seat
    organiser: Seat


#: who takes part, and whether scripts run in their browser
NAMES = {"周岚": False, "李向晚": True, "蒋思齐": False, "梅清和": False, "韩令仪": True}


def test_a_student_is_led_from_application_to_activist(seat: TakeSeat, tmp_path: Path) -> None:
    hands = Hands(*(seat(name, java_script_enabled=scripts) for name, scripts in NAMES.items()))
    the_example_roster_is_sent_back(hands.secretary, tmp_path)
    case = an_application_is_registered(hands.secretary)
    the_branch_checks_and_talks(hands.secretary, case)
    the_league_votes(hands)
    notice = the_notice_hangs(hands.college_league, case)
    the_notice_is_printed(hands.college_league, tmp_path)
    nobody_objects_until_it_is_over(hands.college_league, notice)
    the_committee_decides(hands.secretary, case)
    the_college_files(hands.organiser, case)
    said = StringIO()
    call_command("verify_journal", stdout=said)
    assert "纪实完整" in said.getvalue()


def the_example_roster_is_sent_back(secretary: Seat, folder: Path) -> None:
    secretary.goes("/roster/")
    example = secretary.saves("示例名册", folder / "example.xlsx")
    secretary.main.locator("[name=file]").set_input_files(example)
    secretary.presses("试读，不写入")
    verdict = secretary.main.locator("#verdict").inner_text()
    assert verdict.split("；")[1] == "新增2人，变动1人，1行有误未采用"
    secretary.presses("登记 3 人的变动")
    assert secretary.main.locator("h1").inner_text() == "名册导入，已登记"


def an_application_is_registered(secretary: Seat) -> str:
    secretary.goes("/")
    secretary.follows("登记递交入党申请书")
    secretary.ticks("马书航")
    secretary.presses("登记所选各人")
    assert secretary.refused == ["代为录入“递交入党申请书”须附签名原件的扫描件。 第三条"]
    secretary.main.locator("[name=act_scan]").set_input_files(SCAN)
    secretary.presses("登记所选各人")
    assert (secretary.told, secretary.main.locator("h1").inner_text()) == (["已登记 1 人。"], "马书航")
    return secretary.path


def the_branch_checks_and_talks(secretary: Seat, case: str) -> None:
    secretary.moves_to("2026-11-16")
    checked = {"outcome": "approved", "checked_by": "00310271", "conclusion": "符合第三条"}
    secretary.does("check", "支部审查与建档", **checked, file_number="2026-15")
    secretary.moves_to("2026-11-20")
    secretary.does("interviewer", "指派谈话人", interviewer="00310271")
    secretary.does("first_talk", "首次谈话", **dict.fromkeys(TALK, "谈了，见谈话记录。"))
    assert secretary.told == ["已登记：马书航，首次谈话。"]
    secretary.moves_to("2027-02-11")
    secretary.page.locator("#act-attestation summary").click()
    secretary.ticks("政治立场", "对党的认识与意愿", "作风与威信")
    attested = {"ground": "班级评议和辅导员意见", "sanctions": "0", "term_rank": "9", "term_size": "60"}
    secretary.does("attestation", "推优人选核验", **attested)
    assert (secretary.told, secretary.path) == (["已登记：马书航，推优人选核验。"], case)


def the_league_votes(hands: Hands) -> None:
    """Called a day too early, which the call says, nothing can be counted; that of the day itself carries."""
    league, teller = hands.league_secretary, hands.teller
    league.goes("/meetings/")
    league.follows("召开推优大会")
    assert not league.main.get_by_label("马书航（").is_checked()
    assert "最早 2月12日。递交申请满3个月才能推优" in league.main.inner_text()
    a_meeting_is_called(league)
    votes_are_counted(league)
    assert league.refused == [
        "递交申请满3个月才能推优；2026年11月12日递交，最早2027年2月12日。 第九条 可由院团委准予例外"
    ]
    league.follows("散会")
    league.presses("散会")
    league.moves_to("2027-02-12")
    meeting = a_meeting_is_called(league)
    votes_are_counted(league, against=2)
    came = there(league)
    assert league.refused == [f"赞成、不赞成、弃权和废票合计{came + 1}，收回{came}票，两个数应当相等。"]
    votes_are_counted(league)
    assert league.told == ["马书航：已封存。另一名计票人也封存之后，系统才核对两份。"]
    teller.goes(meeting)
    votes_are_counted(teller)
    assert teller.told == ["马书航：两份一致，通过。"]


def a_meeting_is_called(league: Seat) -> str:
    league.goes("/meetings/")
    league.follows("召开推优大会")
    league.ticks_only("马书航", "[name^=case_][type=checkbox]")
    league.types(place="化工楼201", chair="2501030103")
    for number in ("2501030101", "2501030103"):
        league.main.locator(f"[name=tellers][value='{number}']").check()
    league.presses("召开推优大会")
    meeting = league.path
    league.presses("确定应到会名册")
    league.presses("登记到会")
    assert league.told == ["到会情况已登记。"]
    return meeting


def there(seat: Seat) -> int:
    """How many came to the meeting."""
    return seat.main.locator(".roll li").count()


def votes_are_counted(teller: Seat, against: int = 1) -> None:
    """All but one are in favour; the sums hold unless more than one is said to be against."""
    came = there(teller)
    votes = {"issued": came, "returned": came, "approve": came - 1, "oppose": against, "abstain": 0}
    for role, number in {**votes, "void": 0, "rated": came, "qualified": came - 1}.items():
        teller.main.locator(f"[data-role={role}]").fill(str(number))
    teller.presses("封存我的计票")


def the_notice_hangs(league: Seat, case: str) -> str:
    league.moves_to("2027-02-16")
    league.goes(case)
    league.does("recommendation_review", "院团委审核名单", outcome="approved", opinion="得票符合要求")
    league.moves_to("2027-02-17")
    league.goes("/notices/")
    league.follows("张贴公示")
    league.types(contact="院团委，化工楼205")
    league.ticks("书面", "网上")
    league.ticks_only("马书航", "[name^=case_][type=checkbox]")
    number = case.strip("/").rpartition("/")[2]
    league.types(**{f"case_{number}__basic_info": "男，汉族，化学工程与工艺，2025级"})
    league.presses("张贴公示")
    assert league.told == ["已登记：张贴公示。"]
    return league.path


def the_notice_is_printed(league: Seat, folder: Path) -> None:
    paper = league.saves("推优公示", folder / "notice.pdf")
    text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout  # noqa: S603, S607 (the tool by its name, on a file of ours)
    read = "".join(text.split())
    for part in ("关于马书航同学推优人选的公示", "2027年2月18日至2027年2月22日，共5天", "院团委，化工楼205"):
        assert part in read


def nobody_objects_until_it_is_over(league: Seat, notice: str) -> None:
    """Until the day after its last one, the page says from when the notice may be ended."""
    over = "公示须满5天；2027年2月17日张贴，2027年2月22日是最后一天，2027年2月23日起可办下一步。"
    held = league.page.locator("#act-close")
    assert "最早 2月23日" in held.locator("summary").inner_text()
    held.locator("summary").click()
    assert " ".join(held.locator(".held").inner_text().split()) == f"{over} 第八条 可由院团委准予例外"
    league.goes(f"{notice}acts/close/")
    league.presses("结束公示")
    assert league.refused == [f"{over} 第八条 可由院团委准予例外"]
    league.moves_to("2027-02-23")
    league.goes(notice)
    league.follows("结束公示")
    league.presses("结束公示")
    assert (league.told, league.path) == (["已登记：结束公示。"], notice)


def the_committee_decides(secretary: Seat, case: str) -> None:
    secretary.moves_to("2027-02-24")
    secretary.goes(case)
    decided = {"entitled": "5", "present": "5", "approve": "5", "oppose": "0", "abstain": "0"}
    secretary.does("activist_decision", "研究确定积极分子", **decided, act_on="2027-02-22")
    assert secretary.refused == [
        "推荐名单由院团委确定，公示期满且没有未结异议才生效；生效日期：2027年2月23日。 第八条"
    ]
    secretary.types(act_on="2027-02-24")
    secretary.presses("研究确定积极分子")
    assert secretary.told == ["已登记：马书航，研究确定积极分子。"]


def the_college_files(organiser: Seat, case: str) -> None:
    organiser.moves_to("2027-02-26")
    organiser.goes(case)
    filed = {"outcome": "approved", "receipt": "学院备2027-3", "checked_by": "00310236"}
    organiser.does("filing", "学院党委备案", **filed, conclusion="材料齐全，符合条件")
    assert organiser.told == ["已登记：马书航，学院党委备案。"]
    now = organiser.main.locator(".line [aria-current=step]").inner_text()
    assert now.split() == ["入党积极分子", "2027年2月24日起，已2天"]
