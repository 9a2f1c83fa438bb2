"""docs/case-files.md says what the installed procedures take."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

FAMILIES = ("party_membership", "second_classroom_credits")


def written(*families: str) -> str:
    """What the command writes."""
    out = StringIO()
    call_command("case_file_guide", *families, stdout=out)
    return out.getvalue()


def test_the_guide_is_as_the_command_writes_it() -> None:
    file = Path(settings.BASE_DIR) / "docs" / "case-files.md"
    assert file.read_text(encoding="utf-8") == written(*FAMILIES), (
        f"manage.py case_file_guide {' '.join(FAMILIES)} --output docs/case-files.md"
    )


def test_an_act_is_described_with_its_fields() -> None:
    text = written("toy")
    act = text[text.index("#### `request` 申请") :].partition("\n#### ")[0]
    assert act == (
        "#### `request` 申请\n"
        "\n"
        "By 办理: 本人; may be recorded by 可代录: 文书 (`scan`).\n"
        "May be refused by 可能拒绝的规则: `TOY-6`.\n"
        "\n"
        "| field | 栏目 | value |\n"
        "|---|---|---|\n"
        "| `size` | 面积 | whole number 整数 |\n"
        "| `story` | 说明 | text 文字 (may be left out 可不填) |\n"
    )


def test_an_act_on_a_matter_is_described_with_what_it_says_of_each_case() -> None:
    text = written("toy")
    matter = text[text.index("### `kind: board` 公告") :].partition("\n### ")[0]
    assert "Opens the matter 开启事项: write `kind: board`, `unit` and a name as `matter`." in matter
    inquire = matter[matter.index("#### `inquire` 核实") :].partition("\n#### ")[0]
    assert inquire == (
        "#### `inquire` 核实\n"
        "\n"
        "By 办理: 文书.\n"
        "\n"
        "For each case in `cases` 每个办件:\n"
        "\n"
        "| field | 栏目 | value |\n"
        "|---|---|---|\n"
        "| `objection` | 异议 | whole number 整数 |\n"
        "| `finding` | 结论 | one of 单选: `upheld` 成立, `dismissed` 不成立 |\n"
    )


def test_the_guide_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "guide.md"
    call_command("case_file_guide", "lease", "--output", str(file))
    assert file.read_text(encoding="utf-8") == written("lease")
