"""一人一档: which papers of a case are there, which are missing and whose they are to give, which come later.

What the folder holds is declared by the procedure. Here the journal, the open acts and the duties of one case
are held against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.pages.case import Dossier, Paper, PapersAhead
from portal.pages.days import day_text
from portal.pages.parts import Link, Shape
from portal.rooms.actor import Actor
from portal.rooms.case_files import CaseFiles
from portal.rooms.corrections import later_of, standing, stated
from portal.rooms.forms import may_record
from portal.rooms.jobs import Matters, begins_with, is_awaited, step_href
from portal.rooms.papers.offering import Offered
from portal.rooms.periods import owed_title
from workflows.door import Outlook, Prospect
from workflows.models import Duty as Owed
from workflows.models import Entry
from workflows.nodes import SYSTEM, ActType, CaseAct, DossierPaper, Duty, Stage
from workflows.nodes.graph import ProcedureNode
from workflows.rules.meetings import SEAL
from workflows.texts.speaking import said as declared

#: what is given now, from the worst
MISSING = (Shape.LATE, Shape.MISSING, Shape.SOON, Shape.EARLY, Shape.HELD)


@dataclass(frozen=True, slots=True)
class Standing:
    """An act that stands: its own entry, what was corrected of it, and the entry by which it stands."""

    root: Entry
    later: Sequence[Entry]
    now: Entry


@dataclass(slots=True)
class Folder:
    """What is known of one case for its folder, read once and asked of each paper."""

    actor: Actor
    view: Outlook
    journal: str
    files: CaseFiles
    matters: Matters
    offered: Sequence[Offered]
    recorded: dict[str, list[Standing]] = field(default_factory=dict)
    open: dict[str, Prospect] = field(default_factory=dict)
    owed: dict[str, list[tuple[Owed, Duty]]] = field(default_factory=dict)
    dutiful: frozenset[str] = frozenset()
    ahead: Mapping[str, str] = field(default_factory=dict)

    def cell(self, paper: DossierPaper) -> Paper | None:
        """The cell of one paper; None where this case has and will have nothing to do with it."""
        found = [each for act in (*paper.acts, *paper.also) for each in self.recorded.get(act, ())]
        owing = next((act for act in (*paper.acts, *paper.also) if act in self.owed), "")
        lacking = [act for act in paper.acts if self._lacks(act)]
        if owing:
            return self._owing(paper, owing, found)
        if lacking and not paper.occasional:
            return self._lacking(paper, self.open[lacking[0]], found)
        if found:
            return self._there(paper, found)
        return None if paper.occasional else self._later(paper)

    def _lacks(self, act: str) -> bool:
        """Whether an act stands open that nobody has done, or that a path asks for again.

        What is due by periods or by a day is not lacking while none of them is near.
        """
        step = self.open.get(act)
        if step is None or isinstance(step.act, CaseAct) or act in self.dutiful:
            return False
        if not is_awaited(step, self.actor.on):
            return False
        again = step.path and step.main
        return again or act not in self.recorded

    def _owing(self, paper: DossierPaper, act: str, found: Sequence[Standing]) -> Paper:
        today, rows = self.actor.on, self.owed[act]
        late = [each for each, _duty in rows if each.due_on < today]
        first, duty = rows[0]
        named = late or [each for each, _duty in rows]
        what = _("、").join(owed_title(duty.title, each.period, today) for each in named)
        day = day_text(first.due_on, today=today)
        if late:
            note = _("缺%(what)s；%(day)s已到期，由%(who)s补交。")
        else:
            note = _("%(what)s，%(day)s前，由%(who)s交。")
        step = self.open.get(act)
        return Paper(
            name=declared(paper.title),
            state=_("已收 %(n)s，缺 %(m)s") % {"n": len(found), "m": len(late)} if late else _("临近"),
            note=note % {"what": what, "day": day, "who": _who(duty.act)},
            shape=Shape.LATE if late else Shape.SOON,
            act=self._act(step, f"{duty.field}={first.period}" if duty.field else "") if step else None,
            files=self._files(paper, found),
        )

    def _lacking(self, paper: DossierPaper, step: Prospect, found: Sequence[Standing]) -> Paper:
        today, day = self.actor.on, step.earliest_on
        said = [_("已有 %(n)s 份") % {"n": len(found)}] if found else []
        if not step.unmet:
            last = next((each.on for each in step.reminders if each.late), step.awaited_on)
            said += [_("由%(who)s办") % {"who": _who(step.act)}]
            said += [_("应在%(day)s前") % {"day": day_text(last, today=today)}] if last else []
            shape = Shape.LATE if last and last <= today else Shape.MISSING
        elif day is not None:
            said += [
                _("最早 %(day)s，由%(who)s办") % {"day": day_text(day, today=today), "who": _who(step.act)}
            ]
            shape = Shape.EARLY
        else:
            said += [_("须先补齐前面的要求，再由%(who)s办") % {"who": _who(step.act)}]
            shape = Shape.HELD
        return Paper(
            name=declared(paper.title),
            state=_("缺：%(act)s") % {"act": step.act.title} if len(paper.acts) > 1 else shape.word,
            note=_("；").join(said) + _("。"),
            shape=shape,
            act=None if step.unmet else self._act(step),
            files=self._files(paper, found),
        )

    def _there(self, paper: DossierPaper, found: Sequence[Standing]) -> Paper:
        last = max(found, key=lambda each: (each.now.on, each.now.pk))
        day = day_text(last.now.on, today=self.actor.on)
        note = _("%(n)s 份，最近 %(day)s") % {"n": len(found), "day": day} if len(found) > 1 else day
        rest = [act for act in paper.acts if act not in self.recorded and act in self.ahead]
        scans = any(each.root.files or each.now.files for each in found)
        original = any(self._signed(each) for each in found)
        shape, state = Shape.MET, _("有扫描件") if scans else _("已登记")
        if rest:
            shape, state = Shape.RUNNING, _("在填")
        elif original and not scans:
            shape, state = Shape.NOTE, _("原件待核")
        return Paper(
            name=declared(paper.title),
            state=state,
            note=note,
            shape=shape,
            href=f"{self.journal}#entry-{last.root.pk}",
            files=self._files(paper, found),
        )

    def _later(self, paper: DossierPaper) -> Paper | None:
        """A paper that the road still leads to; the note says in which stage."""
        stage = next((self.ahead[act] for act in paper.acts if act in self.ahead), None)
        return None if stage is None else Paper(declared(paper.title), _("未到"), stage, Shape.AHEAD)

    def _signed(self, found: Standing) -> bool:
        """Whether a signed original belongs to what was recorded."""
        act = self.view.case.procedure.act_types.get(stated(found.now)[0])
        return act is not None and act.scan

    def _files(self, paper: DossierPaper, found: Sequence[Standing]) -> tuple[Link, ...]:
        """What was handed in of a paper, and what is printed of it: two papers may bear one number."""
        scans = [link for each in found for link in self.files.links(each.root, each.later)]
        codes = [each.code for each in self.view.case.procedure.dossier]
        own, alone = {each.root.pk for each in found}, codes.count(paper.code) == 1
        printed = [each for each in self.offered if each.code == paper.code and (alone or each.entry in own)]
        return (*scans, *(Link(each.title, each.href, "printer") for each in printed))

    def _act(self, step: Prospect, query: str = "") -> Link | None:
        """Where somebody who may gives the paper."""
        if not (step.mine or may_record(self.actor, step)):
            return None
        first = begins_with(self.view, step.act)
        if first is not step.act:
            step = self.open.get(first.name, step)
            query = ""
        href = step_href(self.view.case.id, step, self.matters)
        return Link(step.act.title, f"{href}?{query}" if query and "?" not in href else href)


def dossier(
    actor: Actor,
    view: Outlook,
    entries: Sequence[Entry],
    owed: Mapping[str, list[tuple[Owed, Duty]]],
    files: CaseFiles,
    journal: str,
    matters: Matters,
    offered: Sequence[Offered] = (),
) -> Dossier | None:
    """The folder of a case, what is missing first; None where the procedure declares none.

    ``owed`` are the duties that are due or soon will be, by the act that discharges each; ``offered`` the
    papers that can be printed.
    """
    kind = view.case.procedure
    if not kind.dossier:
        return None
    stage = kind.named(view.case.stage) if view.case.stage else None
    folder = Folder(
        *(actor, view, journal, files, matters, offered),
        recorded=_recorded(entries),
        open={each.act.name: each for each in view.prospects},
        owed=dict(owed),
        dutiful=frozenset(duty.act.name for duty in getattr(stage, "duties", ())),
        ahead=_ahead(view),
    )
    cells = [cell for paper in kind.dossier if (cell := folder.cell(paper)) is not None]
    missing = sorted(
        (cell for cell in cells if cell.shape in MISSING), key=lambda cell: MISSING.index(cell.shape)
    )
    there = tuple(cell for cell in cells if cell.shape not in {*MISSING, Shape.AHEAD})
    later = tuple(cell for cell in cells if cell.shape is Shape.AHEAD)
    note = _("%(all)s 类，已有 %(there)s 类，要补 %(missing)s 类，未到 %(later)s 类")
    counts = {"all": len(cells), "there": len(there), "missing": len(missing), "later": len(later)}
    return Dossier(note % counts, tuple(missing), there, tuple(_by_stage(later)))


def _recorded(entries: Sequence[Entry]) -> dict[str, list[Standing]]:
    """What stands of each act, the newest first; a count that one teller sealed is none yet."""
    later, found = later_of(entries), dict[str, list[Standing]]()
    for entry in entries:
        now = standing(entry, later.get(entry.pk, ()))
        if entry.supersedes_id is not None or now is None or (SEAL in entry.facts and not now.outcome):
            continue
        found.setdefault(entry.act, []).append(Standing(entry, later.get(entry.pk, ()), now))
    return found


def _ahead(view: Outlook) -> dict[str, str]:
    """The acts of the nodes that the open ones lead to, each with the stage in which it comes first."""
    kind, found = view.case.procedure, dict[str, str]()
    waiting: list[ProcedureNode] = [kind.named(name) for name in view.case.steps]
    seen = set(waiting)
    while waiting:
        node = waiting.pop(0)
        stage = (
            node if isinstance(node, Stage) else next((s for s in node.scopes if isinstance(s, Stage)), None)
        )
        for name in node.acts:
            found.setdefault(name, stage.label if stage else "")
        path = getattr(node, "path", None)
        for target in (*([path] if path is not None else []), *node.targets.values()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return found


def _by_stage(cells: Iterable[Paper]) -> Iterator[PapersAhead]:
    found: dict[str, list[str]] = {}
    for cell in cells:
        found.setdefault(cell.note, []).append(cell.name)
    for stage, names in found.items():
        yield PapersAhead(stage, tuple(names))


def _who(act: ActType) -> str:
    return _("、").join(role.title for role in act.by if role is not SYSTEM)
