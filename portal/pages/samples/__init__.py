"""Every room with invented people, for the tests, the gallery and the pictures. 江澜大学 does not exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from portal.pages.samples import (
    acts,
    cases,
    desks,
    flows,
    meetings,
    my_credits,
    notices,
    offices,
    papers,
    records,
    reviews,
    rosters,
    sheets,
    shells,
    students,
)
from portal.pages.shell import Shell

_RAIL, _SOLO, _MINE = shells.SECRETARY, shells.NOBODY, shells.STUDENT


@dataclass(frozen=True, slots=True)
class Sample:
    """A room to look at: its title in the gallery, its template, its shell, and what makes its page.

    A page is made when it is asked for: a refused form is bound, and must not be shared.
    """

    title: str
    template: str
    shell: Shell
    page: Callable[[], object]


def _room(title: str, template: str, room: str, page: Callable[[], object]) -> Sample:
    return Sample(title, f"portal/{template}.html", shells.in_room(_RAIL, room), page)


SAMPLES: dict[str, Sample] = {
    "desk": _room("工作台", "desk", "工作台", lambda: desks.FULL),
    "desk-empty": _room("工作台，空", "desk", "工作台", lambda: desks.EMPTY),
    "desk-demo": Sample(
        *("工作台，演示单位", "portal/desk.html"),
        *(replace(shells.in_room(_RAIL, "工作台"), banner=shells.BANNER), lambda: desks.FULL),
    ),
    "cases": _room("办件", "cases", "办件", lambda: cases.STAGE_LIST),
    "case": _room("一份办件", "case", "办件", lambda: cases.OPEN),
    "case-refused": _room("一份办件，被拒绝", "case", "办件", cases.refused_case),
    "case-closed": _room("一份办件，已结束", "case", "办件", lambda: cases.CLOSED),
    "flow": _room("一份办件，流程图", "flow", "办件", lambda: flows.HERE),
    "journal": _room("全程纪实", "journal", "办件", lambda: cases.WHOLE_JOURNAL),
    "act": _room("办理一步", "act", "办件", lambda: acts.TALK),
    "act-refused": _room("办理一步，被拒绝", "act", "办件", acts.refused_talk),
    "act-wrong": _room("办理一步，填错", "act", "办件", acts.wrong_talk),
    "register": _room("登记申请", "register", "办件", lambda: acts.REGISTER),
    "several": _room("一次办多人", "several", "办件", acts.several),
    "choosing": _room("选择涉及的人", "choosing", "事项", lambda: acts.CHOOSING),
    "done": _room("办好了", "done", "办件", lambda: offices.DONE),
    "again": _room("再提交一次", "again", "办件", lambda: offices.AGAIN),
    "confirm": _room("请确认", "confirm", "公示", lambda: offices.CONFIRM),
    "meeting": _room("会议，计票", "meeting", "会议", lambda: meetings.COUNTING),
    "meeting-refused": _room("会议，计票被拒绝", "meeting", "会议", lambda: meetings.CONTRADICTING),
    "meeting-roll": _room("会议，名册", "meeting", "会议", lambda: meetings.ROLLING),
    "meeting-short": _room("会议，人数不够", "meeting", "会议", lambda: meetings.SHORT),
    "meeting-counted": _room("会议，都有结果", "meeting", "会议", lambda: meetings.COUNTED),
    "notices": _room("公示", "list", "公示", lambda: desks.NOTICES),
    "notice-office": _room("一份公示，主办单位", "notice_office", "公示", lambda: notices.OFFICE),
    "notice": Sample("一份公示，公开页", "portal/notice.html", _SOLO, lambda: notices.PUBLIC),
    "notice-gone": Sample("公示期满", "portal/error.html", _SOLO, lambda: offices.GONE),
    "paper-check": Sample("核验一份文书", "portal/check_paper.html", _SOLO, lambda: papers.SAME),
    "paper-changed": Sample("核验，已被更正", "portal/check_paper.html", _SOLO, lambda: papers.CHANGED),
    "records": _room("个人记录", "records", "个人记录", lambda: records.LIST),
    "records-empty": _room("个人记录，没有人", "records", "个人记录", lambda: records.NOBODY),
    "record": _room("一个人的记录", "record", "个人记录", lambda: records.ONE),
    "record-own": Sample("我的个人记录", "portal/record.html", _MINE, lambda: records.OWN),
    "record-none": Sample("我的个人记录，还没有", "portal/record.html", _MINE, lambda: records.NOTHING),
    "roster": _room("导入名册", "roster", "导入名册", lambda: rosters.UPLOAD),
    "roster-refused": _room("导入名册，文件不对", "roster", "导入名册", lambda: rosters.WRONG_FILE),
    "roster-result": _room("导入名册，试读", "roster_result", "导入名册", lambda: rosters.DRY_RUN),
    "review": _room("学分初审", "credits/review", "", lambda: reviews.FIRST),
    "review-refused": _room("学分初审，被拒绝", "credits/review", "", reviews.refused),
    "review-empty": _room("学分初审，审完了", "credits/review", "", lambda: reviews.EMPTY),
    "review-held": _room("学分复审，还不能办", "credits/review", "", lambda: reviews.HELD),
    "credits-rounds": _room("申报轮次", "credits/rounds", "", lambda: sheets.ROUNDS),
    "credits-rounds-none": _room("申报轮次，还没有", "credits/rounds", "", lambda: sheets.NO_ROUNDS),
    "credits-round": _room("一轮申报", "credits/round", "", lambda: sheets.ROUND),
    "credits-publication": _room("公布表", "credits/publication", "", lambda: sheets.PUBLICATION),
    "credits-classes": _room("毕业审核，各班", "credits/classes", "", lambda: sheets.CLASSES),
    "credits-classes-none": _room("毕业审核，没有班", "credits/classes", "", lambda: sheets.NO_CLASSES),
    "credits-class": _room("毕业审核，一个班", "credits/class", "", lambda: sheets.ONE_CLASS),
    "credits-audit": _room("登记审核结果", "credits/audit", "", lambda: sheets.AUDIT),
    "credits-statement": _room("学分明细", "credits/statement", "", lambda: sheets.STATEMENT),
    "search": _room("查找", "search", "", lambda: cases.FOUND),
    "search-empty": _room("查找，没有", "search", "", lambda: cases.NOT_FOUND),
    "student": Sample("我的进度", "portal/student.html", _MINE, lambda: students.OVERDUE),
    "student-new": Sample("我的进度，刚申请", "portal/student.html", _MINE, lambda: students.NEW),
    "credits": Sample("我的学分", "portal/credits/mine.html", _MINE, lambda: my_credits.MINE),
    "credits-new": Sample("我的学分，新生", "portal/credits/mine.html", _MINE, lambda: my_credits.NEW),
    "credits-row": Sample("申报，选一行", "portal/credits/choose.html", _MINE, lambda: my_credits.FOUND),
    "credits-closed": Sample("申报，已截止", "portal/credits/choose.html", _MINE, lambda: my_credits.CLOSED),
    "credits-declare": Sample(
        "申报，被拒绝", "portal/credits/declare.html", _MINE, my_credits.refused_declaration
    ),
    "credits-item": Sample("一项申报", "portal/credits/item.html", _MINE, lambda: my_credits.ITEM),
    "credits-appeal": Sample("申诉", "portal/credits/acting.html", _MINE, lambda: my_credits.APPEAL),
    "hand-in": Sample("上交材料", "portal/hand_in.html", _MINE, lambda: acts.HAND_IN),
    "more": _room("更多", "more", "", lambda: None),
    "accounts": _room("账号", "accounts/account_list", "账号", lambda: offices.ACCOUNTS),
    "account-new": _room("开通账号", "accounts/account_new", "账号", lambda: offices.NEW_ACCOUNTS),
    "slips": _room("密码条", "accounts/password_slip", "账号", lambda: offices.SLIPS),
    "me": _room("设置与退出", "accounts/me", "", lambda: offices.ME),
    "login": Sample("登录", "portal/accounts/login.html", _SOLO, lambda: offices.LOGIN),
    "login-refused": Sample("登录，密码不对", "portal/accounts/login.html", _SOLO, offices.wrong_login),
    "password": Sample(
        "修改密码", "portal/accounts/password_change.html", _SOLO, lambda: offices.FIRST_PASSWORD
    ),
    "error-403": _room("不归您办", "error", "办件", lambda: offices.FORBIDDEN),
    "error-409": _room("已经办了", "error", "办件", lambda: offices.CONFLICT),
}
