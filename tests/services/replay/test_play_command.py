"""manage.py play: what it prints, with which status it ends, and what it leaves alone."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from tests.toy.world import open_plot, society
from workflows.models import Case, Entry

pytestmark = pytest.mark.django_db

CASES = Path(settings.BASE_DIR) / "tests" / "toy" / "cases"
PLOT, OTHERWISE = str(CASES / "plot.yaml"), str(CASES / "otherwise.yaml")


def play(*arguments: str) -> tuple[int, str, str]:
    """The exit status, what was printed, and what was complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("play", *arguments, stdout=out, stderr=err)
    except SystemExit as stopped:
        return int(str(stopped.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_file_that_holds() -> None:
    status, said, complained = play(PLOT)
    lines = said.splitlines()
    assert (status, complained, lines[-1]) == (0, "", "3个案例全部符合。")
    assert lines[0] == f"{PLOT}  从申请到承种 · 成功"
    assert lines[4:6] == [
        "  ✓ 2024-04-30 会长：计票  （被拒绝）",
        "      TOY-2：自2024年3月1日申请起满两个月方可听证。依据第二条。最早2024年5月1日。",
    ]
    assert "  ✓ 2025-05-02 系统办理到期事项：remind" in lines


def test_cases_are_called_by_the_steps_that_opened_them_within_a_matter() -> None:
    status, said, _ = play(str(CASES / "fair.yaml"))
    assert (status, said.splitlines()[-1]) == (0, "1个案例全部符合。")


def test_a_file_that_does_not_hold_names_each_line_that_does_not() -> None:
    status, said, _ = play(OTHERWISE)
    assert (status, said.splitlines()) == (
        1,
        [
            f"{OTHERWISE}  不符合的案例",
            "  ✗ 2024-03-01 老李：租地",
            f"      {OTHERWISE}:12 期限rest：期望2024-04-02，实际2024-04-01。",
            "  ✗ 2024-03-02 文书：翻耕  （被拒绝）",
            f"      {OTHERWISE}:13 结果：期望办成，实际被拒绝（act.not_open）。",
            "      act.not_open：“翻耕”现在不能办。正在等候的环节：休耕期。",
            "  后面1步没有再办。",
            "1个案例中有1个不符合。",
        ],
    )


def test_the_answer_for_programs() -> None:
    status, said, _ = play("--json", OTHERWISE)
    (answer,) = json.loads(said)
    assert (status, answer["file"], answer["holds"], answer["not_played"]) == (1, OTHERWISE, False, 1)
    assert answer["steps"][1] == {
        "line": 13,
        "date": "2024-03-02",
        "actor": "文书",
        "act": "plough",
        "holds": False,
        "refused": ["act.not_open"],
        "said": ["act.not_open：“翻耕”现在不能办。正在等候的环节：休耕期。"],
        "mismatches": [
            {"what": "fate", "of": "", "expected": "办成", "found": "被拒绝（act.not_open）"},
        ],
    }


def test_nothing_of_the_institution_is_touched() -> None:
    open_plot(society())
    before = list(Entry.objects.values_list("pk", "hash")), connection.settings_dict["NAME"]
    assert play(PLOT)[0] == 0
    assert (list(Entry.objects.values_list("pk", "hash")), connection.settings_dict["NAME"]) == before
    assert Case.objects.count() == 1


def test_one_malformed_file_is_named_and_nothing_is_played(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("title: 错\nprocedure: leese\n", encoding="utf-8")
    status, said, complained = play(PLOT, str(wrong))
    assert (status, said) == (2, "")
    assert complained == f"{wrong}:2:1: procedure 没有名为“leese”的程序，是不是“lease”？\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    status, _, complained = play(str(tmp_path / "none.yaml"))
    assert (status, complained) == (
        2,
        f"打不开文件 {tmp_path / 'none.yaml'}：No such file or directory。\n",
    )


@pytest.mark.parametrize("name", ["nowhere", "mysql://root@127.0.0.1/test"])
def test_a_database_that_nobody_knows(name: str) -> None:
    with pytest.raises(CommandError, match=f"不认识数据库“{name}”"):
        play("--database", name, PLOT)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(CommandError, match="连不上数据库服务器"):
        play("--database", "postgres://root@127.0.0.1:1/test", PLOT)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs a PostgreSQL server to play on")
def test_on_postgresql_a_new_database_is_made_and_dropped() -> None:
    def databases() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database ORDER BY 1")
            return [name for (name,) in cursor.fetchall() if name.startswith("play_")]

    before = databases()
    assert play("--database", "default", PLOT)[0] == 0
    assert databases() == before
