"""Procedures: a class of nodes in the order of its regulation, versioned by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, ClassVar

from django.db import connection, transaction
from viewflow.workflow.base import Flow
from viewflow.workflow.fields import get_flow_ref, import_flow_by_ref

from workflows.models import Case
from workflows.nodes.acts import ActType, CaseAct
from workflows.nodes.dossier import DossierPaper
from workflows.nodes.gates import End, Start
from workflows.nodes.graph import ProcedureNode
from workflows.nodes.matters import MatterType
from workflows.nodes.printed import CasePaper, PersonPaper
from workflows.nodes.records import ADMINISTRATOR, allow, let_interpret
from workflows.nodes.roles import SUBJECT, SYSTEM, Office, Role
from workflows.nodes.stage import Scope, Stage
from workflows.rules.facts import Facts
from workflows.rules.parameters import Parameter
from workflows.rules.predicates import Rule
from workflows.rules.problems import EditionProblem
from workflows.rules.regulations import Edition
from workflows.rules.situation import Situation
from workflows.texts.speaking import declare, spoken

LOCK_TIMEOUT = "5s"

_families: dict[str, type[Procedure]] = {}
_records: dict[str, type[MatterType]] = {}
_versions: dict[str, type[Procedure]] = {}


@contextmanager
def case_lock(flow_class: Any, process_pk: int) -> Iterator[None]:
    """Lock the case of a process, the only lock row there is; a time-out raises the database's error."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        Case.objects.select_for_update().filter(process_id=process_pk).first()
        yield


class Procedure(Flow):
    """A procedure. Its class name ends in its version number, because rows keep it for ever.

    ``family`` groups its versions (and names its editions and messages); ``home`` is the kind of unit whose
    journal a case belongs to; ``single`` allows one open case per subject; ``listed`` says that its cases
    stand one by one among those that an office works on: what comes by the thousand has rooms of its own.
    """

    lock_impl = staticmethod(case_lock)
    family: ClassVar[str] = ""
    title: ClassVar[str] = ""
    home: ClassVar[str] = ""
    single: ClassVar[bool] = True
    listed: ClassVar[bool] = True
    #: offices that may correct and void entries, each confirmed by another holder
    keepers: ClassVar[tuple[Office, ...]] = ()
    #: offices that keep the record of the people in their unit
    registrars: ClassVar[tuple[Office, ...]] = ()
    #: offices that may open what was handed in on a case in their reach, beside its keepers and whoever acts
    readers: ClassVar[tuple[Office, ...]] = ()
    #: offices that people hold for it and in which nothing is recorded: those who vote, confirm or are asked
    offices: ClassVar[tuple[Office, ...]] = ()
    #: the papers that a case gathers, in the order of the folder
    dossier: ClassVar[tuple[DossierPaper, ...]] = ()
    #: what its rules read of the details of people, by name, in words for whoever writes them
    details: ClassVar[Mapping[str, str]] = {}
    #: what it counts for somebody by all their cases, by name, in words for whoever expects them
    counted: ClassVar[Mapping[str, str]] = {}
    #: the kind of matter about a person whose facts its rules read of the subject, as ``Situation.record``
    record: ClassVar[type[MatterType] | None] = None
    #: the kind of matter within which its cases are opened; rules read its facts as ``Situation.within``
    within: ClassVar[type[MatterType] | None] = None
    #: the offices that speak for a body which an edition names, where the body itself is no office
    speakers: ClassVar[Mapping[str, tuple[Office, ...]]] = {}
    #: what is printed of a case
    papers: ClassVar[tuple[CasePaper, ...]] = ()
    #: what is printed of all cases of one person
    person_papers: ClassVar[tuple[PersonPaper, ...]] = ()
    #: by parameter, the words for which the procedure has a road; an edition with another one is refused
    readings: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    #: rules that every exception must meet, and the office whose holders of the day stand on its record
    granting: ClassVar[tuple[Rule, ...]] = ()
    responsible: ClassVar[Office | None] = None
    #: offices that may let their unit work by an edition of its own
    interpreters: ClassVar[tuple[Office, ...]] = ()
    ref: ClassVar[str] = ""
    #: where cases are opened, in the order of the text: the usual way first
    starts: ClassVar[tuple[Start, ...]] = ()
    start: ClassVar[Start]
    act_types: ClassVar[dict[str, ActType]] = {}
    case_acts: ClassVar[dict[str, CaseAct]] = {}
    matter_types: ClassVar[dict[str, type[MatterType]]] = {}
    stages: ClassVar[tuple[Stage, ...]] = ()
    #: the trees in which the progress of a case says what its subject is, with the standings of its stages
    gives: ClassVar[Mapping[str, frozenset[str]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        declare(cls, "title")
        if not cls._nodes_by_name:
            return
        cls.ref = get_flow_ref(cls)
        _versions[cls.ref] = cls
        cls.starts = tuple(node for node in _in_order(cls) if isinstance(node, Start))
        cls.start = cls.starts[0]
        _name_declared(cls)
        _set_scopes(cls)
        cls.case_acts = {act.name: act for act in _declared(cls, CaseAct)}
        cls.matter_types = {matter.kind(): matter for matter in _matter_types(cls)}
        cls.act_types = _act_types(cls)
        cls.stages = tuple(node for node in _in_order(cls) if isinstance(node, Stage))
        cls.gives = _given(cls)
        allow(cls.registrars)
        let_interpret(cls.family, cls.interpreters)
        if cls.record is not None:
            _records[cls.record.kind()] = cls.record
        latest = _families.get(cls.family)
        if latest is None or cls.version() >= latest.version():
            _families[cls.family] = cls

    @classmethod
    def version(cls) -> int:
        """The number that the class name ends in. Raises ValueError for a name without one."""
        return int(cls.__name__.rpartition("_")[2])

    @classmethod
    def named(cls, name: str) -> ProcedureNode:
        """The node of this name. Raises KeyError when the procedure has none."""
        return cls._nodes_by_name[name]  # type: ignore[no-any-return]  # viewflow is untyped

    @classmethod
    def speaking_for(cls, body: str) -> tuple[Office, ...]:
        """The offices whose holders may act for a body, or for an office, that an edition names."""
        return cls.speakers.get(body) or (Office(body, body),)

    @classmethod
    def figures(cls, situation: Situation, cases: Iterable[tuple[int, Facts]]) -> Mapping[str, str]:
        """What it counts for somebody, in words that a case file may expect; nothing unless it says so.

        ``situation`` is that of one of the person's cases, ``cases`` the facts of all of them by their ids.
        """
        return {}

    @classmethod
    def opened_by(cls, act: str) -> Start | None:
        """The start whose act this is, or None when the act opens nothing."""
        return next((start for start in cls.starts if start.name == act), None)

    @classmethod
    def kept_from(cls, office: str) -> list[str]:
        """The ends after which an office does not read a case any more, by name."""
        ends = [node for node in cls._nodes_by_name.values() if isinstance(node, End) and node.keepers]
        return sorted(end.name for end in ends if office not in {each.name for each in end.keepers})

    @classmethod
    def all_nodes(cls) -> list[ProcedureNode]:
        """The nodes in the order in which the procedure's text declares them."""
        return _in_order(cls)

    @classmethod
    def open_acts(cls, steps: dict[str, Any]) -> dict[str, tuple[ActType, ProcedureNode]]:
        """The act types that the open nodes offer, by full name, with the node that offers each."""
        return {name: (act, cls.named(node)) for node in steps for name, act in cls.named(node).acts.items()}


def procedure(ref: str) -> type[Procedure]:
    """The class that a case pinned. Raises ImportError when the version no longer exists."""
    return import_flow_by_ref(ref)  # type: ignore[no-any-return]  # viewflow is untyped


def current(family: str) -> type[Procedure] | None:
    """The latest version of a procedure, by which new cases are opened."""
    return _families.get(family)


def versions_of(family: str) -> frozenset[str]:
    """Every version of a procedure, by the words that cases keep."""
    return frozenset(ref for ref, kind in _versions.items() if kind.family == family)


def families() -> dict[str, type[Procedure]]:
    """Every procedure installed, by family."""
    return dict(_families)


def several() -> frozenset[str]:
    """The procedures, by the word that rows keep, of which somebody may have any number of cases at once."""
    return frozenset(ref for ref, kind in _versions.items() if not kind.single)


def homes_of_several() -> frozenset[str]:
    """The kinds of unit whose people may have any number of cases of some procedure at once."""
    return frozenset(kind.home for kind in _families.values() if not kind.single and kind.home)


def unlisted() -> frozenset[str]:
    """The procedures, by the word that rows keep, whose cases stand in no general list."""
    return frozenset(ref for ref, kind in _versions.items() if not kind.listed)


def roadless(edition: Edition) -> Iterator[EditionProblem]:
    """The words of an edition, or of the alternatives it allows, for which its procedure has no road."""
    kind = _families.get(edition.procedure)
    for name, words in kind.readings.items() if kind else ():
        parameter = edition.parameters.get(name)
        for comparator, value in _stated(parameter) if parameter else ():
            if comparator != "equals" or value not in words:
                params = {"value": value, "among": words}
                yield EditionProblem(("parameters", name), "edition.no_road", params)


def _stated(parameter: Parameter) -> Iterator[tuple[str, Any]]:
    """What a parameter asks for, and what a child edition may ask for instead."""
    yield parameter.comparator, parameter.value
    yield from (parameter.options.get("alternative") or {}).items()


def record_of(family: str) -> type[MatterType] | None:
    """The kind of record that the rules of a family read."""
    return _families[family].record if family in _families else None


def record_types() -> dict[str, type[MatterType]]:
    """Every kind of matter that some procedure's rules read of its subjects, by the word that rows keep."""
    return dict(_records)


def office_titles() -> Mapping[str, str]:
    """What each office is called, by the word that terms and entries keep, in the reader's language."""
    return _office_titles(spoken(), tuple(_families.values()))


@lru_cache(maxsize=16)
def _office_titles(language: str, kinds: tuple[type[Procedure], ...]) -> Mapping[str, str]:
    """The same, once for each language: every page asks, and acts name an office by hundreds."""
    found = {role.name: role.title for role in (ADMINISTRATOR, SUBJECT, SYSTEM)}
    for kind in kinds:
        found |= {role.name: role.title for role in _roles(kind)}
    return MappingProxyType(found)


def _roles(kind: type[Procedure]) -> list[Role]:
    """Whoever has a part in a procedure: acts, records, keeps, reads or is asked."""
    acts = [*kind.act_types.values(), *(a for m in kind.matter_types.values() for a in m.acts().values())]
    acting = dict.fromkeys(role for act in acts for role in (*act.by, *act.recorders))
    return [*acting, *kind.keepers, *kind.registrars, *kind.readers, *kind.offices]


@dataclass(frozen=True, slots=True)
class Foreign:
    """What an office has no part in, by the words that rows keep: of that it reads nothing in its reach.

    ``every_listed`` is said of an office that works on no case one by one: every procedure that lists its
    cases is foreign to it.
    """

    procedures: frozenset[str]
    matters: frozenset[str]
    every_listed: bool = False


def foreign_to(office: str) -> Foreign:
    """The procedures in which an office has no part, and the kinds of matter of those alone.

    The administrator, who keeps the roster of everybody, is foreign nowhere.
    """
    return _foreign_to(office, tuple(_versions.items()))


@lru_cache(maxsize=256)
def _foreign_to(office: str, versions: tuple[tuple[str, type[Procedure]], ...]) -> Foreign:
    if office == ADMINISTRATOR.name:
        return Foreign(frozenset(), frozenset())
    parts = {ref: office in {role.name for role in _roles(kind)} for ref, kind in versions}
    theirs = {matter for ref, kind in versions if parts[ref] for matter in kind.matter_types}
    every = {matter for _ref, kind in versions for matter in kind.matter_types}
    foreign = frozenset(ref for ref, has in parts.items() if not has)
    return Foreign(foreign, frozenset(every - theirs), every_listed=parts.keys() <= foreign | unlisted())


def _given(cls: type[Procedure]) -> dict[str, frozenset[str]]:
    giving = (*cls._nodes_by_name.values(), *cls.act_types.values())
    by_stages = [(each.tree, each.standing) for stage in cls.stages for each in stage.gives]
    trees = {each.tree for one in giving for each in one.gives}
    return {tree: frozenset(given for here, given in by_stages if here == tree) for tree in sorted(trees)}


def _declared(cls: type[Procedure], kind: type[Any]) -> list[Any]:
    return [value for name in _names(cls) if isinstance(value := getattr(cls, name), kind)]


def _matter_types(cls: type[Procedure]) -> list[type[MatterType]]:
    found = {getattr(cls, name) for name in _names(cls) if _is_matter(getattr(cls, name))}
    found |= {act.matter for node in cls._nodes_by_name.values() for act in node.acts.values() if act.matter}
    return sorted(found, key=lambda matter: matter.kind())


def _is_matter(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, MatterType)


def _name_declared(cls: type[Procedure]) -> None:
    """Name acts by the attribute they are declared as; TypeError for one that has none."""
    for name in _names(cls):
        value = getattr(cls, name)
        if isinstance(value, ActType):
            value.name = name
    for node in cls._nodes_by_name.values():
        timed = (timer.act for timer in getattr(node, "timers", ()))
        if any(not act.name for act in (*node.acts.values(), *timed)):
            raise TypeError(f"{cls.__name__}.{node.name} offers an act that is no attribute of a chapter")


def _set_scopes(cls: type[Procedure]) -> None:
    inner = {node: node.inner() for node in cls._nodes_by_name.values() if isinstance(node, Scope)}
    for node in cls._nodes_by_name.values():
        around = [scope for scope, nodes in inner.items() if node in nodes]
        node.scopes = tuple(sorted(around, key=lambda scope: len(inner[scope])))
        if node in around or sum(isinstance(scope, Stage) for scope in around) > 1:
            raise TypeError(
                f"{cls.__name__}.{node.name}: an edge goes into a scope, or out of one, past its border"
            )


def _act_types(cls: type[Procedure]) -> dict[str, ActType]:
    acts: dict[str, ActType] = {start.name: start.main for start in cls.starts} | cls.case_acts
    for node in cls._nodes_by_name.values():
        acts.update(node.acts)
        acts.update({timer.act.name: timer.act for timer in getattr(node, "timers", ())})
    return acts


def _in_order(cls: type[Procedure]) -> list[ProcedureNode]:
    return [cls._nodes_by_name[name] for name in _names(cls) if name in cls._nodes_by_name]


def _names(cls: type[Procedure]) -> list[str]:
    """The attributes of the chapters in the order of the text, without what viewflow and this module add."""
    # viewflow writes every node into the class itself, by the alphabet: the chapters before it know better.
    bases = [base for base in (*cls.__mro__[1:], cls) if base not in Procedure.__mro__]
    return list(dict.fromkeys(name for base in bases for name in vars(base) if not name.startswith("_")))
