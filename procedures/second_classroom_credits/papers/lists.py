"""Lists of students on paper: a class before graduation, and what a round publishes (art. 6, 7, 9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import is_confirmed, recognised_of
from procedures.second_classroom_credits.papers.notices import day_words
from procedures.second_classroom_credits.papers.sheet import rules_for
from procedures.second_classroom_credits.rules.graduation import statements_of
from procedures.second_classroom_credits.rulesets import ruleset_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.ruleset import Ruleset
from procedures.second_classroom_credits.scoring.statement import Statement
from workflows.documents import FormPaper, Grid, Lines
from workflows.nodes import Imprint, MatterPaper, ToldMatter
from workflows.rules.surveys import CaseView
from workflows.texts.sentences import word

#: how the papers are known, and what they are called
CLASS_NAME, PUBLICATION_NAME = "class-list", "publication-list"
CLASS_TITLE: Final = "毕业班第二课堂学分审核名单"
PUBLICATION_TITLE: Final = "第二课堂学分取得情况公布表"


@dataclass(frozen=True, slots=True)
class ListRow:
    """Somebody in a list: what stands before the figures, the figures, and what is said behind them."""

    before: tuple[str, ...]
    amounts: tuple[str, ...]
    behind: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """The row from left to right."""
        return (*self.before, *self.amounts, *self.behind)


def verdict(statement: Statement) -> str:
    """Whether somebody may graduate by their credits, or each minimum that is missing with its amount."""
    lacks = "，".join(f"{word(each.name)}差{written(each.missing)}" for each in statement.missing)
    return lacks or "已达到"


def class_rows(people: Iterable[tuple[str, str, Statement | None]]) -> list[ListRow]:
    """A class by number and name: total, modules, verdict; without an edition nothing is reckoned."""
    return [
        ListRow(
            (number, name),
            tuple(written(each.earned) for each in (statement.total, *statement.modules)),
            (verdict(statement),),
        )
        if statement
        else ListRow((number, name), (), ("没有办法可依",))
        for number, name, statement in people
    ]


def class_list(
    imprint: Imprint,
    *,
    name: str,
    on: date,
    enough: int,
    modules: Sequence[str],
    rows: Sequence[ListRow],
    recorded: bool = True,
) -> FormPaper:
    """毕业班审核名单: number and name, total and modules, the verdict with what is missing (art. 7, 9).

    One whose result is not ``recorded`` says so.
    """
    counts = f"{len(rows)}人，已达到{enough}人，未达到{len(rows) - enough}人"
    heads = ("学号", "姓名", "总学分", *(word(each) for each in modules), "结论和缺项")
    return FormPaper(
        **imprint.to_json(),
        title=CLASS_TITLE,
        parts=(
            Lines(((("班级", name), ("日期", day_words(on))), (("人数", counts),))),
            Grid(heads, tuple(row.cells for row in rows), (9, 7, 6, *(7,) * len(modules), 34)),
        ),
        notes=("按最终认定的学分统计。", *(() if recorded else ("审核结果尚未登记，仅供核对。",))),
        signed_by=roles.REGISTRAR.title,
        layout="wide",
    )


def audited_class(told: ToldMatter) -> FormPaper:
    """The result of a class as it was recorded, with the credits behind it as they are (art. 7, 9)."""
    fact, situation = told.fact, told.situation
    assert fact is not None  # noqa: S101 (a paper is printed of an act that stands; narrows the type)
    assert situation is not None  # noqa: S101 (its dossiers are read with it; narrows the type)
    found = statements_of(situation)
    people = [(number, situation.dossiers[number].person.name, each) for number, each in found.items()]
    number = f"{told.imprint.number}-{fact.data['unit']:04d}"
    return class_list(
        replace(told.imprint, number=number),
        name=str(fact.data["class_name"]),
        on=fact.on,
        enough=len(fact.data["eligible"]),
        modules=ruleset_of(situation.edition).modules,
        rows=class_rows(people),
    )


# ── What is published ──


@dataclass(frozen=True, slots=True)
class Published:
    """What a student was recognised in a round, in tenths by module; ``group`` is the class."""

    name: str
    group: str
    amounts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.amounts.values())

    @property
    def figures(self) -> tuple[str, ...]:
        """The amounts as they are written, nothing for none."""
        return tuple(written(each) if each else "" for each in self.amounts.values())


def published_in(views: Iterable[CaseView], rules: Ruleset, homes: Mapping[int, str]) -> list[Published]:
    """What every student was recognised among these items, in the order of classes and numbers (art. 6)."""
    people: dict[int, tuple[str, str]] = {}
    amounts: defaultdict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(rules.modules, 0))
    for view in views:
        recognised = recognised_of(view.facts) if is_confirmed(view.facts) else None
        if recognised is not None:
            people[view.subject] = (view.number, view.name)
            amounts[view.subject][rules_for(view, rules).table[recognised.row].module] += recognised.credits
    order = sorted(people, key=lambda person: (homes.get(person, ""), people[person]))
    return [Published(people[each][1], homes.get(each, ""), amounts[each]) for each in order]


def publication_list(told: ToldMatter) -> FormPaper:
    """学分取得情况公布表: class and name with the credits of each module, and nothing else (art. 6)."""
    situation = told.situation
    assert situation is not None  # noqa: S101 (a paper that surveys has it; narrows the type)
    rules, opened = ruleset_of(situation.edition), situation.facts.latest("open")
    rows = published_in(situation.surveyed, rules, told.homes)
    heads = ("班级", "姓名", *(word(each) for each in rules.modules), "合计")
    cells = tuple((row.group, row.name, *row.figures, written(row.total)) for row in rows)
    year = str(opened.data["year"]) if opened else ""
    return FormPaper(
        **told.imprint.to_json(),
        title=PUBLICATION_TITLE,
        head=told.imprint.issuer,
        parts=(
            Lines(((("学年", year), ("人数", str(len(rows)))),)),
            Grid(heads, cells, (8, 6, *(5,) * len(rules.modules), 5)),
        ),
        notes=("按终审确认的各项学分汇总；同一项目只计最高等规定，在毕业审核时计算。",),
        signed_by=told.imprint.issuer,
    )


CLASS_PAPERS: Final = (
    MatterPaper(
        name=CLASS_NAME,
        title=CLASS_TITLE,
        code="T8",
        cites=("7", "9"),
        by=(roles.REGISTRAR, *roles.WORKING_GROUP),
        of=("audit",),
        each=True,
        about="class_name",
        listed=False,
        dossiers=True,
        write=audited_class,
    ),
)
PUBLICATION: Final = MatterPaper(
    name=PUBLICATION_NAME,
    title=PUBLICATION_TITLE,
    code="T9",
    cites=("6",),
    by=(roles.REGISTRAR, *roles.WORKING_GROUP),
    of=("finalise",),
    surveys=True,
    tree=roles.STUDENTS,
    write=publication_list,
)
