"""The guide to case files: how they are written, and every act of a procedure with its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django import forms

from workflows.nodes import (
    ActType,
    ByPerson,
    Digest,
    Kinds,
    MatterType,
    Moments,
    Numbers,
    Occurs,
    Paper,
    Procedure,
    Reasons,
    Rows,
)
from workflows.nodes.procedure import office_titles
from workflows.nodes.roles import Role
from workflows.services.replay.acts import case_acts, event_paper, kinds

PROSE = Path(__file__).parent / "guide.md"
#: what stands for a value, by the kind of field; the first that fits
KINDS: tuple[tuple[type[forms.Field], str], ...] = (
    (Numbers, "people 多人"),
    (Kinds, "people, each with one of 多人各选一种"),
    (Moments, "people, each with a moment 多人及时间"),
    (Reasons, "people, each with a reason 多人及原因"),
    (Rows, "rows 多行"),
    (Digest, "left out, of the paper as it stands 不写即现在的那一份; else its SHA-256"),
    (forms.MultipleChoiceField, "several of 可多选"),
    (forms.ChoiceField, "one of 单选"),
    (forms.BooleanField, "true, false"),
    (forms.DateField, "date 日期"),
    (forms.DecimalField, 'number in quotes 数字加引号, "2.5"'),
    (forms.IntegerField, "whole number 整数"),
    (forms.JSONField, "group 一组"),
    (forms.Field, "text 文字"),
)


def guide(procedures: Iterable[type[Procedure]]) -> str:
    """The whole guide as Markdown."""
    parts = [PROSE.read_text(encoding="utf-8").rstrip("\n")]
    parts += ["\n".join(_procedure(procedure)) for procedure in procedures]
    return "\n\n".join(parts) + "\n"


def _procedure(procedure: type[Procedure]) -> Iterator[str]:
    yield f"## `{procedure.family}` {procedure.title}"
    yield ""
    openings = _codes(start.name for start in procedure.starts)
    yield f"Opened by 开启: {openings}, in the journal of a `{procedure.home}`."
    yield f"Kinds of unit 单位: {_codes(_unit_kinds(procedure))}."
    yield ""
    yield from _named("Details of people 人员资料", procedure.details)
    yield from _named("What is counted, for `figures` 累计的数", procedure.counted)
    yield from _offices(procedure)
    yield "### Acts on a case 办件上的办理事项"
    for act in case_acts(procedure).values():
        yield from _act(procedure, act, act.paper)
    for name, kind in kinds(procedure).items():
        yield from _matter(procedure, name, kind)


def _named(heading: str, said: Mapping[str, str]) -> Iterator[str]:
    """Words that a file may use, with what each of them means; nothing where there are none."""
    if said:
        yield f"{heading}:"
        yield ""
        yield from (f"- `{name}` {words}" for name, words in said.items())
        yield ""


def _offices(procedure: type[Procedure]) -> Iterator[str]:
    """The offices that the cast of a file may hold."""
    acts = [*procedure.act_types.values(), *(a for k in kinds(procedure).values() for a in k.acts().values())]
    roles = {role.name for act in acts for role in (*act.by, *act.recorders)}
    titles = office_titles()
    named = {
        name: titles[name] for name in sorted(roles) if name in titles and name not in {"subject", "system"}
    }
    yield "| office | 职务 |"
    yield "|---|---|"
    yield from (f"| `{name}` | {title} |" for name, title in named.items() if ":" not in name)
    yield ""


def _unit_kinds(procedure: type[Procedure]) -> list[str]:
    places = [procedure.home, *(act.at for act in procedure.act_types.values())]
    places += [kind.at for kind in procedure.matter_types.values()]
    return list(dict.fromkeys(filter(None, places)))


def _matter(procedure: type[Procedure], name: str, kind: type[MatterType]) -> Iterator[str]:
    yield ""
    yield f"### `kind: {name}` {kind.title}"
    if kind.at:
        yield ""
        yield f"At a `{kind.at}`."
    if kind.keepers:
        yield ""
        yield f"Entries are amended by 更正、作废: {_roles(kind.keepers)} (`correct`, `void`, `erase`)."
    for act in kind.acts().values():
        yield from _act(procedure, act, act.paper, opens=name if act.opens else "")
        fields = list(_fields(event_paper(procedure, kind, act)))
        if fields:
            yield ""
            yield "For each case in `cases` 每个办件:"
            yield ""
            yield from fields


def _act(
    procedure: type[Procedure], act: ActType, paper: type[Paper] | None, opens: str = ""
) -> Iterator[str]:
    yield ""
    yield f"#### `{act.name}` {act.title}"
    yield ""
    yield f"By 办理: {_roles(act.by)}{_recorders(act)}.{_dated(act)}"
    if opens:
        yield f"Opens the matter 开启事项: write `kind: {opens}`, `unit` and a name as `matter`."
    if act.evidence:
        yield f"Needs evidence 要有依据: `{act.evidence}` or `scan`."
    rules = [rule.id for rule in (*act.requires, *act.accepts)]
    if rules:
        yield f"May be refused by 可能拒绝的规则: {_codes(rules)}."
    outcomes = _outcomes(procedure, act)
    if outcomes:
        yield f"Outcomes 结论: {_codes(outcomes)}."
    fields = list(_fields(paper or Paper))
    if fields:
        yield ""
        yield from fields


def _outcomes(procedure: type[Procedure], act: ActType) -> list[str]:
    """The edges by which the node of a main act may be left."""
    for node in procedure.all_nodes():
        if node.acts.get(act.name) is act and node.name == act.name:
            return [name for name in node.targets if name != "done"]
    return []


def _roles(roles: Iterable[Role]) -> str:
    return "、".join(role.title for role in roles)


def _recorders(act: ActType) -> str:
    return f"; may be recorded by 可代录: {_roles(act.recorders)} (`scan`)" if act.recorders else ""


def _dated(act: ActType) -> str:
    return " Dated the day it is recorded 日期即录入日." if act.occurs is Occurs.ONLINE else ""


def _fields(paper: type[Paper]) -> Iterator[str]:
    if paper.base_fields:
        yield "| field | 栏目 | value |"
        yield "|---|---|---|"
    for name, field in paper.base_fields.items():
        need = "" if field.required else " (may be left out 可不填)"
        yield f"| `{name}` | {field.label or ''} | {_value(paper, name, field)}{need} |"


def _value(paper: type[Paper], name: str, field: forms.Field) -> str:
    said = next(said for kind, said in KINDS if isinstance(field, kind))
    if name in paper.people and not isinstance(field, (Numbers, ByPerson)):
        said = "person 一人"
    if name in paper.units:
        said = "unit 单位"
    if isinstance(field, Rows):
        columns = ", ".join(_column(column, each) for column, each in field.columns.items())
        said = f"{said}: {columns}; `times` n rows alike 相同的行数"
    if isinstance(field, Kinds):
        said = f"{said}: {', '.join(f'`{kind}` {label}' for kind, label in field.choices)}"
    if isinstance(field, forms.ChoiceField):
        said = f"{said}: {', '.join(_choices(field))}"
    return said.replace("|", "\\|")


def _column(name: str, field: forms.Field) -> str:
    """A column of a table, with what may be chosen in it."""
    chosen = f" ({', '.join(_choices(field))})" if isinstance(field, forms.ChoiceField) else ""
    return f"`{name}` {field.label}{chosen}"


def _choices(field: forms.ChoiceField) -> list[str]:
    return [f"`{value}` {label}" for value, label in field.choices if value]  # type: ignore[misc, union-attr]  # choices are pairs here


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in dict.fromkeys(words))
