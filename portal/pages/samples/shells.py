"""Shells of the invented 江澜大学: a branch secretary's, a student's, nobody's."""

from __future__ import annotations

from dataclasses import replace

from portal.pages.shell import Banner, Jump, Office, Room, RoomGroup, Shell

FOOT = (
    "依据《学生党员发展实施细则》2026年版，2026年9月1日起施行",
    "纪实校验正常，最近一次 11月12日 03:00",
)
_ROOMS = (
    RoomGroup(
        "党员发展",
        (
            Room("工作台", "#desk", "home-2", "16"),
            Room("办件", "#cases", "layout-kanban", "111"),
            Room("会议", "#meetings", "users"),
            Room("公示", "#notices", "speakerphone", "1"),
        ),
    ),
    RoomGroup(
        "名册",
        (
            Room("个人记录", "#records", "certificate"),
            Room("导入名册", "#roster", "table-import"),
            Room("账号", "#accounts", "key"),
        ),
    ),
    RoomGroup("查阅", (Room("规程与版本", "#editions", "books"),)),
)
SECRETARY = Shell(
    institution="江澜大学",
    unit="化学化工学院",
    seal="江",
    person="周岚",
    me_href="#me",
    office=Office("化工本科生第二党支部", "支部书记，任期至2027年9月"),
    offices=(Office("化工2302团支部", "团支部书记，任期至2027年6月", "2"),),
    office_href="#office",
    rooms=_ROOMS,
    tabs=(*_ROOMS[0].rooms, Room("更多", "#more", "menu-2")),
    find_href="#search",
    today="2026年11月12日　星期四",
    foot=FOOT,
)
STUDENT = Shell(
    institution="江澜大学",
    unit="化学化工学院",
    seal="江",
    person="贺云帆",
    person_note="2301030119",
    me_href="#me",
    rooms=(
        RoomGroup(
            "我的",
            (
                Room("我的进度", "#mine", "progress-check", current=True),
                Room("材料", "#papers", "files"),
                Room("记录", "#records", "history"),
            ),
        ),
    ),
    tabs=(
        Room("我的进度", "#mine", "progress-check", current=True),
        Room("材料", "#papers", "files"),
        Room("记录", "#records", "history"),
        Room("我", "#me", "user"),
    ),
    today="2026年11月12日　星期四",
    foot=("依据《学生党员发展实施细则》2026年版；有疑问找沈一鸣，化工楼 205",),
    solo=True,
)
NOBODY = Shell(
    institution="江澜大学", unit="化学化工学院", seal="江", today="2026年11月12日　星期四", solo=True
)
BANNER = Banner(
    "演示单位",
    "2026-11-12",
    (Jump("后一天", "2026-11-13"), Jump("后一个月", "2026-12-12")),
    "数据都是虚构的，日期可以随意改。",
)


def in_room(shell: Shell, text: str) -> Shell:
    """Return the shell with one room marked as the current one."""

    def marked(rooms: tuple[Room, ...]) -> tuple[Room, ...]:
        return tuple(replace(room, current=room.text == text) for room in rooms)

    groups = tuple(replace(group, rooms=marked(group.rooms)) for group in shell.rooms)
    return replace(shell, rooms=groups, tabs=marked(shell.tabs))
