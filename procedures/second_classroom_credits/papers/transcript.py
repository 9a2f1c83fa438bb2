"""The transcript of a student: what was recognised by module, in Chinese and in English (art. 7, 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from procedures.second_classroom_credits import roles
from procedures.second_classroom_credits.items import CONFIRMED, claim_of, holding_of, reviews_of, student_of
from procedures.second_classroom_credits.names import in_language
from procedures.second_classroom_credits.rulesets import ruleset_of, rulesets_of
from procedures.second_classroom_credits.scoring.amounts import written
from procedures.second_classroom_credits.scoring.holdings import Student
from procedures.second_classroom_credits.scoring.lines import Line
from procedures.second_classroom_credits.scoring.minima import SPORT, Standing
from procedures.second_classroom_credits.scoring.statement import Statement, statement_of
from workflows.documents import FormPaper, Grid, Lines, Part
from workflows.nodes import PersonPaper, ToldPerson
from workflows.rules.facts import Fact, Facts
from workflows.texts.sentences import word


@dataclass(frozen=True, slots=True)
class Wording:
    """What stands around the figures, in one language; ``language`` is the catalogue's word for it."""

    language: str
    tag: str
    title: str
    issuer: str
    person: tuple[str, str, str, str]
    until: str
    day: str
    columns: tuple[str, str, str, str]
    module: str
    summary: str
    heads: tuple[str, str, str, str]
    within: str
    met: str
    missing: str
    notes: tuple[str, ...]

    def said(self, day: date) -> str:
        """A day as this language writes it."""
        return self.day.format(year=day.year, month=day.month, day=day.day)

    def named(self, name: str) -> str:
        """A module, a part of one, or the total."""
        said = word(name, self.language)
        return said[:1].upper() + said[1:]


CHINESE: Final = Wording(
    language="zh-hans",
    tag="",
    title="第二课堂学分成绩单",
    issuer="教务处",
    person=("姓名", "学号", "班级", "年级"),
    until="统计截至",
    day="{year}年{month}月{day}日",
    columns=("学年", "项目", "申报内容", "学分"),
    module="{code}　{name}：{earned}学分",
    summary="合计",
    heads=("模块", "已得学分", "最低学分", "结论"),
    within="其中",
    met="达到",
    missing="还差{missing}",
    notes=("学分按最终认定列出；0.0表示已经认定，因同一项目只计最高等规定不重复计。",),
)
ENGLISH: Final = Wording(
    language="en",
    tag="en",
    title="Transcript of \u200bSecond-Classroom Credits",
    issuer="Office of Academic Affairs",
    person=("Name", "Student no.", "Class", "Intake"),
    until="Recorded until",
    day="{year}-{month:02}-{day:02}",
    columns=("Year", "Item", "As declared", "Credits"),
    module="{code}　{name}: {earned} credits",
    summary="Summary",
    heads=("Module", "Earned", "Minimum", "Result"),
    within="of which",
    met="reached",
    missing="{missing} missing",
    notes=(
        "Credits as finally recognised; 0.0 marks an item that was recognised and is not counted again, for"
        " example because only the highest award of a project counts.",
        "Names and what was declared stand as they were recorded.",
    ),
)


def came(facts: Facts) -> Fact | None:
    """The act by which an item was recognised first: the final review, or an upheld appeal (art. 5, 7)."""
    found = [fact for fact in reviews_of(facts, "final_review") if fact.outcome == CONFIRMED]
    found += facts.all("appeal_upheld")
    return min(found, key=lambda fact: fact.entry or 0, default=None)


def _transcript(told: ToldPerson, wording: Wording) -> FormPaper:
    situation, subject = told.situation, told.situation.subject
    rules = ruleset_of(situation.edition)
    known = student_of(subject)
    student = known or Student(rules.edition["ruleset.intake_from"].count)
    judged = rulesets_of(situation.editions)
    statement = statement_of(holding_of(student, situation.record, told.cases.items(), judged), rules)
    home = situation.units.get(roles.STUDENTS)
    values = (subject.name, subject.number, home.name if home else "", str(known.intake) if known else "")
    name, number, group, intake = zip(wording.person, values, strict=True)
    head = Lines(((name, number), (group, intake)))
    return FormPaper(
        institution=told.imprint.institution,
        issuer=wording.issuer,
        title=wording.title,
        number=told.imprint.number,
        mark=told.imprint.mark,
        person=subject.name,
        head=told.imprint.institution,
        parts=(
            head,
            Lines((((wording.until, wording.said(told.fact.on)),),)),
            *_modules(told, statement, wording),
            _summary(statement, wording),
        ),
        notes=wording.notes,
        signed_by=wording.issuer,
        language=wording.tag,
    )


def _modules(told: ToldPerson, statement: Statement, wording: Wording) -> Iterator[Part]:
    """A table for each module that has an item, with what it comes to."""
    for standing in statement.modules:
        lines = [line for line in statement.lines if line.row.module == standing.name]
        if lines:
            label = wording.module.format(
                code=standing.name,
                name=wording.named(standing.name),
                earned=written(standing.earned),
            )
            rows = tuple(_row(told, line, wording) for line in lines)
            yield Grid(wording.columns, rows, weights=(14, 44, 30, 12), label=label)


def _row(told: ToldPerson, line: Line, wording: Wording) -> tuple[str, ...]:
    content = claim_of(told.cases[int(line.item.id)])["content"]
    return str(line.item.year), in_language(line.row, wording.language).title, content, written(line.counted)


def _summary(statement: Statement, wording: Wording) -> Grid:
    rows = [_standing(each, wording, each.name) for each in statement.modules]
    within = [_standing(each, wording, wording.within) for each in statement.sport]
    at = next(at for at, each in enumerate(statement.modules) if each.name == SPORT) + 1
    total = _standing(statement.total, wording)
    return Grid(
        wording.heads, (*rows[:at], *within, *rows[at:], total), weights=(6, 2, 2, 3), label=wording.summary
    )


def _standing(standing: Standing, wording: Wording, before: str = "") -> tuple[str, ...]:
    short = wording.missing.format(missing=written(standing.missing))
    result = short if standing.missing else wording.met
    name = "　".join(filter(None, [before, wording.named(standing.name)]))
    return name, written(standing.earned), written(standing.minimum), result


def in_chinese(told: ToldPerson) -> FormPaper:
    """The transcript in Chinese."""
    return _transcript(told, CHINESE)


def in_english(told: ToldPerson) -> FormPaper:
    """The transcript in English; names of people and places stay as they are recorded."""
    return _transcript(told, ENGLISH)


#: whoever reads the credits of a student prints their transcript
PRINTERS: Final = (roles.REGISTRAR, *roles.WORKING_GROUP)
PERSON_PAPERS: Final = (
    PersonPaper(
        name="transcript-zh",
        title="第二课堂学分成绩单",
        code="T1",
        cites=("7", "9"),
        by=PRINTERS,
        came=came,
        write=in_chinese,
    ),
    PersonPaper(
        name="transcript-en",
        title="第二课堂学分成绩单（英文）",
        code="T2",
        cites=("7", "9"),
        by=PRINTERS,
        came=came,
        write=in_english,
    ),
)
