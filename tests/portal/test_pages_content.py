"""What single rooms must show, and what they must not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.template.loader import render_to_string

from portal.pages.accounts import AccountRow, AccountsPage
from portal.pages.case import OpenAct
from portal.pages.desk import JobGroup
from portal.pages.notice import NoticePerson
from portal.pages.parts import Cite, Fact, Reason, Refusal, Shape, State
from portal.pages.samples import acts, cases, desks, meetings, notices, shells
from portal.pages.shell import Banner, Shell
from tests.portal.markup import Page

BARE = Shell(institution="江澜大学", seal="江", solo=True)


def rendered(template: str, page: Any, shell: Shell = BARE) -> Page:
    return Page(render_to_string(f"portal/{template}.html", {"page": page, "shell": shell}))


class Sheet(forms.Form):
    """One field of each kind."""

    on = forms.DateField(label="日期")
    text = forms.CharField(label="说明", required=False, widget=forms.Textarea, help_text="写清原因。")
    scan = forms.FileField(label="扫描件", required=False)
    ok = forms.BooleanField(label="已核对", required=False)
    kind = forms.ChoiceField(label="方式", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect)
    key = forms.CharField(widget=forms.HiddenInput)


def form_page(form: forms.Form) -> Page:
    return rendered("act", replace(acts.TALK, form=form, findings=None))


def test_a_group_without_rows_and_without_a_sentence_is_left_out() -> None:
    groups = (
        JobGroup("none", Shape.LATE, "逾期", ()),
        JobGroup("said", Shape.SOON, "7 天内", (), none="没有。"),
    )
    page = rendered("desk", replace(desks.FULL, groups=(*groups, desks.READY)))
    assert [group.attrs["aria-labelledby"] for group in page.with_class("group")] == [
        "group-said",
        "group-ready",
    ]


def test_a_row_of_the_desk_answers_who_what_why_by_when_and_offers_one_act() -> None:
    row = rendered("desk", desks.FULL).with_class("job")[0].text.split()
    assert row == [
        *("高子晗", "2401030122", "第三季度思想汇报", "第十一条", "入党积极分子"),
        *("每季度交一次；7至9月一份未收到。", "9月30日", "法定逾", "43", "天", "登记汇报"),
    ]


def test_the_banner_and_its_clock_stand_only_in_a_demonstration() -> None:
    assert rendered("desk", desks.FULL).with_class("banner") == []
    shell = replace(shells.SECRETARY, banner=Banner("演示单位。", "2026-11-12"))
    boxes = {box.attrs.get("name"): box for box in rendered("desk", desks.FULL, shell).all("input")}
    assert (boxes["day"].attrs["type"], boxes["day"].attrs["value"]) == ("date", "2026-11-12")


def test_only_the_rooms_and_offices_given_are_shown() -> None:
    page = rendered("desk", desks.FULL, shells.in_room(shells.SECRETARY, "公示"))
    rail = page.with_class("rooms")[0]
    assert rail.text.split()[:2] == ["党员发展", "工作台"]
    current = [link.text.split()[0] for link in page.all("a") if link.attrs.get("aria-current") == "page"]
    assert current == ["公示", "公示"]
    assert [
        button.attrs["value"] for button in page.all("button") if button.attrs.get("name") == "office"
    ] == ["2"]


def test_a_held_act_gives_its_reasons_and_no_form() -> None:
    act = OpenAct(
        "x", "列为发展对象", "#x", "提交", held=(Reason("差一份。", Cite("第十一条"), "2026年11月20日"),)
    )
    page = rendered("case", replace(cases.OPEN, acts=(act,)))
    fold = page.with_class("act")[0]
    assert fold.text.split() == ["列为发展对象", "差一份。", "第十一条", "最早", "2026年11月20日", "提交"]
    assert page.all("form") == []


def test_a_corrected_value_is_struck_and_names_who_proposed_and_confirmed() -> None:
    page = rendered("journal", cases.WHOLE_JOURNAL)
    change = " ".join(page.with_class("change")[0].text.split())
    assert change == "更正：日期 10月20日 改为 10月21日，以签到表为准；周岚提出，沈一鸣确认。"
    assert [struck.text for struck in page.all("del")][:2] == ["10月20日", "收到第三季度思想汇报。"]


def test_a_refusal_lists_every_reason_and_keeps_what_was_typed() -> None:
    form = Sheet({"on": "2026-11-12", "text": "写过的话", "kind": "b"}, prefix=None)
    reasons = (Reason("一。", Cite("第七条")), Reason("二。", None, "2027年1月16日", "学院党委"))
    page = rendered(
        "act", replace(acts.TALK, form=form, findings=None, refusal=Refusal("没有办理，2 项未满足", reasons))
    )
    box = page.with_class("refusal")[0]
    assert box.attrs["role"] == "alert"
    assert box.text.split()[:6] == ["没有办理，2", "项未满足", "一。", "第七条", "二。", "最早"]
    assert "可由学院党委准予例外" in box.text
    assert [area.text.strip() for area in page.all("textarea")] == ["写过的话"]


def test_a_form_is_rendered_with_labels_help_and_the_right_controls() -> None:
    page = form_page(Sheet())
    boxes = {box.attrs["name"]: box.attrs for box in page.all("input") if "name" in box.attrs}
    assert {name: boxes[name]["type"] for name in ("on", "scan", "ok", "kind", "key")} == {
        "on": "date",
        "scan": "file",
        "ok": "checkbox",
        "kind": "radio",
        "key": "hidden",
    }
    [area] = page.all("textarea")
    assert (area.attrs["rows"], area.attrs["aria-describedby"]) == ("3", "id_text_helptext")
    assert [legend.text for legend in page.all("legend")] == ["方式*"]
    assert page.all("form")[0].attrs["enctype"] == "multipart/form-data"


def test_the_summary_of_errors_leads_to_each_field() -> None:
    page = form_page(Sheet({"on": "2026-02-30", "kind": "c"}))
    summary = page.with_class("refusal")[0]
    assert summary.text.split()[:2] == ["没有提交，3", "处要改"]
    links = [link.attrs["href"] for link in page.all("a") if link.attrs["href"].startswith("#id_")]
    assert links == ["#id_on", "#id_kind"]
    [day] = [box for box in page.all("input") if box.attrs.get("name") == "on"]
    assert (day.attrs["aria-invalid"], day.attrs["aria-describedby"]) == ("true", "id_on_error")


def test_what_people_typed_is_never_markup() -> None:
    page = rendered("case", replace(cases.OPEN, name="<script>alert(1)</script>"))
    assert page.all("h1")[0].text == "<script>alert(1)</script>"
    assert len(page.all("script")) == 1


def test_the_public_notice_shows_only_the_fields_it_is_given() -> None:
    person = NoticePerson(
        (Fact("姓名", "韩知远"), Fact("性别", "男"), Fact("出生年月", "2006年3月")), (Fact("奖惩", "无"),)
    )
    page = rendered("notice", replace(notices.PUBLIC, people=(person,)))
    table = page.with_class("nominee")[0]
    assert table.text.split() == [
        "韩知远",
        "姓名",
        "韩知远",
        "性别",
        "男",
        "出生年月",
        "2006年3月",
        "奖惩",
        "无",
    ]
    spans = [cell.attrs.get("colspan", "") for cell in page.all("td")]
    assert spans == ["", "", "3", "3"]
    assert page.with_class("rail") == []


def test_numbers_of_a_ballot_are_named_and_tied_to_their_sums() -> None:
    page = rendered("meeting", meetings.CONTRADICTING)
    boxes = [box for box in page.all("input") if box.attrs.get("name") == "case_2__returned"]
    assert [(box.attrs["value"], box.attrs["data-role"]) for box in boxes] == [("15", "returned")]
    bad = [check.text.split() for check in page.with_class("check-bad")]
    assert bad == [["收回", "15，多于发出", "14，本轮作废，须重新投票"]]


def test_of_the_other_teller_it_is_said_only_that_a_count_lies_sealed() -> None:
    page = rendered("meeting", meetings.COUNTING)
    assert [cell.text.strip() for cell in page.with_class("sealed")] == ["已封"] * 9
    assert [box.attrs["value"] for box in page.all("input") if box.attrs.get("data-role")] == [""] * 9


def test_nothing_is_typed_where_everybody_has_a_result() -> None:
    page = rendered("meeting", meetings.COUNTED)
    assert [box for box in page.all("input") if box.attrs.get("data-role")] == []
    assert len(page.with_class("closing")) == 1


def test_an_account_offers_only_the_acts_it_is_given() -> None:
    rows = (AccountRow("周岚", "T1", "", "", State(Shape.MET, "在用"), reopen_href="/reopen/"),)
    page = rendered("accounts/account_list", AccountsPage("账号", "1 个", rows))
    assert [form.attrs["action"] for form in page.all("form") if "action" in form.attrs] == ["/reopen/"]
