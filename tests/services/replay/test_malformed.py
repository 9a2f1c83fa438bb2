"""What is wrong with a case file is said with its line, and with the word that was probably meant."""

from __future__ import annotations

import re

import pytest

from workflows.services.replay.reading import parse_script
from workflows.services.replay.sheet import MalformedError

COLUMN = re.compile(r"^f\.yaml:|(?<=\d):\d+(?=: )")
WHOLE = """\
title: 租地
procedure: lease
since: 2020-01-01
edition: {id: lease-2024, title: 租地规约, procedure: lease, articles: {"1": {title: 租地}}, parameters: {}}
units:
  市: {kind: city}
  东园: {kind: society, in: 市}
people:
  文书: {offices: [{office: clerk, unit: 东园}]}
  老李: {number: m1, belongs: [{unit: 东园, tree: society, as: member}]}
  邻居: {count: 3}
steps:
  - {date: 2024-03-01, actor: 老李, act: lease, case: 老李, state: {stage: 休耕}}
  - {date: 2024-03-02, actor: 文书, act: plough, case: 老李, data: {text: 深},
     expect: {refused: [act.not_open]}}
"""


def problems(text: str) -> list[str]:
    """The problems of a file, each with its line; the column is left out."""
    with pytest.raises(MalformedError) as raised:
        parse_script(text, source="f.yaml")
    return [COLUMN.sub("", problem.say()) for problem in raised.value.problems]


def test_the_whole_file_is_read() -> None:
    script = parse_script(WHOLE, source="f.yaml")
    (variant,) = script.variants
    assert [(step.line, step.act, step.actor) for step in variant.steps] == [
        (13, "lease", "老李"),
        (14, "plough", "文书"),
    ]
    assert [each.number for each in script.people["邻居"]] == ["n3-1", "n3-2", "n3-3"]
    assert (script.people["老李"][0].number, script.people["邻居2"][0].title) == ("m1", "邻居2")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "title: 租地\n",
            "titel: 租地\n",
            ["1: titel 不认识“titel”，是不是“title”？", "1: title 缺少“title”。"],
        ),
        ("since: 2020-01-01", "since: 2020-13-01", ["3: since “2020-13-01”不是日期，请写成 2024-09-10。"]),
        (
            "{date: 2024-03-01, actor",
            "{date: 2024-03-01, time: 24h, actor",
            ['13: steps > 0 > time “24h”不是时间，请写成 "23:59:59"。'],
        ),
        (
            "procedure: lease\n",
            "procedure: leese\n",
            ["2: procedure 没有名为“leese”的程序，是不是“lease”？"],
        ),
        (
            "parameters: {}",
            "parametres: {}",
            ["4: edition > parametres 不认识“parametres”，请对照说明改写或删去。"],
        ),
        ("in: 市", "in: 镇", ["7: units > 东园 > in units 里没有“镇”；上级单位要写在下级前面。"]),
        (
            "kind: city",
            "kin: city",
            ["6: units > 市 > kin 不认识“kin”，是不是“kind”？", "6: units > 市 > kind 缺少“kind”。"],
        ),
        (
            "unit: 东园}",
            "unit: 西园}",
            [
                "9: people > 文书 > offices > 0 > unit units 里没有“西园”，是不是“东园”？"
                "上级单位要写在下级前面。"
            ],
        ),
        (
            "as: member",
            "as: 1",
            ["10: people > 老李 > belongs > 0 > as “as”应当是文字；数字和是否要加引号。"],
        ),
        ("number: m1", "number: n3-1", ["11: people > 邻居 编号“n3-1”有两个人在用。"]),
        (
            "number: m1",
            "number: 李一",
            ["10: people > 老李 > number 编号“李一”只能用字母、数字和连字符，最多40个。"],
        ),
        ("count: 3", "count: 0", ["11: people > 邻居 > count 人数应当是1到500之间的整数。"]),
        ("act: plough", "act: plow", ["14: steps > 1 > act 没有名为“plow”的办理事项，是不是“plough”？"]),
        ("act: plough", "act: 翻根", ["14: steps > 1 > act 没有名为“翻根”的办理事项，是不是“翻耕”？"]),
        ("act: plough", "act: zzz", ["14: steps > 1 > act 没有名为“zzz”的办理事项。"]),
        ("{text: 深}", "{txet: 深}", ["14: steps > 1 > data > txet 表上没有“txet”这一栏，是不是“text”？"]),
        ("actor: 文书", "actor: 文秘", ["14: steps > 1 > actor people 里没有“文秘”，是不是“文书”？"]),
        (", case: 老李, data", ", data", ["14: steps > 1 缺少“case”。"]),
        ("date: 2024-03-02, ", "", ["14: steps > 1 缺少“date”。"]),
        (
            "expect: {refused: [act.not_open]}",
            "expect: dome",
            ["15: steps > 1 > expect expect 后面不能是“dome”，是不是“done”？"],
        ),
        (
            "stage: 休耕",
            "stage: 休根",
            ["13: steps > 0 > state > stage 程序里没有“休根”这个环节，是不是“休耕”？"],
        ),
        (
            "act: lease",
            "act: lease, unit: 东园",
            ["13: steps > 0 > unit “unit”只用于事项，请同时写 matter。"],
        ),
        (
            "act: lease",
            "act: lease, matter: 会",
            [
                "13: steps > 0 > matter 前面没有开启名为“会”的事项；开启时要写 kind 和 unit。",
                "13: steps > 0 > state 不知道是谁的办件；请改用 states 并写明姓名。",
            ],
        ),
        (
            "steps:\n",
            "stepz:\n",
            [
                "12: stepz 不认识“stepz”，是不是“steps”？",
                "1: 没有步骤；请写 steps，或者在 variants 里写。",
            ],
        ),
        (
            "units:\n",
            "units: [\n",
            ["7: YAML 写法有误：expected ',' or ']', but got '<scalar>'。请检查缩进、引号和括号。"],
        ),
    ],
)
def test_a_problem_is_said_with_its_place(old: str, new: str, said: list[str]) -> None:
    assert problems(WHOLE.replace(old, new, 1)) == said


def test_every_problem_is_said_at_once() -> None:
    text = (
        WHOLE.replace("actor: 文书", "actor: 文秘")
        .replace("in: 市", "in: 镇")
        .replace("act: plough", "act: plow")
    )
    assert [said.partition(":")[0] for said in problems(text)] == ["7", "14", "14"]


def test_steps_are_named_before_they_are_meant() -> None:
    text = WHOLE.replace("act: plough", "act: 作废").replace("{text: 深}", "{entry: {step: 租}}")
    assert problems(text) == ["14: steps > 1 > data > entry > step 前面没有名为“租”的步骤。"]
    named = text.replace("act: lease,", "act: lease, name: 租,")
    assert parse_script(named, source="f.yaml").variants[0].steps[1].data == {"entry": {"step": "租"}}
    assert problems(named.replace("act: 作废,", "act: 作废, name: 租,")) == [
        "14: steps > 1 > name 名为“租”的步骤已经有了，请另取一个名称。"
    ]


LAID = """\
title: 租地
procedure: second_classroom_credits
since: 2020-01-01
edition:
  id: mine
  title: 另一读法
  procedure: second_classroom_credits
  parent: xust-second-classroom-2023
  parameters:
    cet.min:
      {rule: CR-X2S2-9, article: annex-2.S002, at_least: 450, unit: point, since: opened, enforcement: block}
adoptions:
  - {unit: 校, edition: xust-second-classroom-2023}
  - {unit: 校, edition: mine, from: 2026-04-15}
units:
  校: {kind: university}
people:
  处: {offices: [{office: registrar, unit: 校}]}
steps:
  - {date: 2026-05-01, actor: 处, act: open, kind: inspection, matter: 检查, unit: 校, data: {year: 2025-26}}
"""


def test_an_edition_of_the_file_is_laid_over_the_parent_that_it_names() -> None:
    script = parse_script(LAID, source="f.yaml")
    editions = {edition.id: edition for edition, _ in script.editions}
    assert editions["mine"]["cet.min"].count == 450
    assert editions["mine"]["tem.min"] == editions["xust-second-classroom-2023"]["tem.min"]
    assert [each.edition for each in script.adoptions] == ["xust-second-classroom-2023", "mine"]
    assert problems(LAID.replace("parent: xust-second-classroom-2023", "parent: xust")) == [
        "8: edition > parent 没有名为“xust”的版本。"
    ]


def test_a_variant_knows_the_cases_that_were_opened_before_it() -> None:
    given = WHOLE.replace("steps:\n", "given:\n").replace(
        "act: lease, case", "act: lease, name: 头一份, case"
    )
    text = given + "variants:\n  甲:\n    - {date: 2024-03-02, actor: 文书, act: plough, case: 头一份}\n"
    (variant,) = parse_script(text, source="f.yaml").variants
    assert variant.steps[0].case == "头一份"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "expect: {refused: [act.not_open]}",
            "expect: refused",
            [
                "15: steps > 1 > expect “refused”后面还要写内容，例如 "
                "expect: {refused: [规则]} 或 expect: {outcome: 结论}。"
            ],
        ),
        (
            "actor: 文书, act: plough",
            "actor: 邻居, act: plough",
            ["14: steps > 1 > actor “邻居”是一组人，请写出其中一人，例如“邻居1”。"],
        ),
        (
            "actor: 老李, act: lease, case: 老李",
            "actor: 老王, act: lease",
            ["13: steps > 0 > actor people 里没有“老王”，是不是“老李”？"],
        ),
        (
            "refused: [act.not_open]",
            "refused: [L-3, act.not_open]",
            ["15: steps > 1 > expect > refused 细则里没有“L-3”这条规则，是不是“L-1”？"],
        ),
    ],
)
def test_an_author_is_told_what_to_write_instead(old: str, new: str, said: list[str]) -> None:
    ruled = WHOLE.replace(
        "parameters: {}", 'parameters: {plot.size: {rule: "L-1", article: "1", at_most: 100}}'
    )
    assert problems(ruled.replace(old, new, 1)) == said


def test_a_rule_of_the_procedure_may_be_expected_though_no_edition_has_it() -> None:
    refused = "data: {year: 2025-26}, expect: {refused: [CR-5-2-1, A-04-1]}}"
    (variant,) = parse_script(LAID.replace("data: {year: 2025-26}}", refused), source="f.yaml").variants
    assert variant.steps[0].expect.refused == frozenset({"CR-5-2-1", "A-04-1"})
