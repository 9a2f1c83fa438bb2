"""What a procedure is written with. Procedures import from here and from ``workflows.rules``."""

from __future__ import annotations

from viewflow.this_object import this

from workflows.nodes.acts import ActType, CaseAct, Kept, Occurs, Projected, StageAct
from workflows.nodes.ballot import Ballot, Motion
from workflows.nodes.digest_field import Digest
from workflows.nodes.dossier import DossierPaper
from workflows.nodes.duty import Duty, Period
from workflows.nodes.gates import BranchEnd, Choice, End, Fork, Join, Start
from workflows.nodes.matters import MatterAct, MatterType
from workflows.nodes.meeting_acts import (
    Adjourn,
    Attend,
    Convene,
    CountBallot,
    Defer,
    Discuss,
    GiveUp,
    LockRoll,
    Receive,
    SetAside,
)
from workflows.nodes.meeting_papers import (
    AgendaItems,
    Attended,
    Called,
    Counted,
    CountedWithWritten,
    Opinions,
    Reached,
    Rolled,
    Voting,
)
from workflows.nodes.meeting_rules import envelopes, seats
from workflows.nodes.meetings import MeetingType
from workflows.nodes.papers import Paper, Problem
from workflows.nodes.people_fields import ByPerson, Kinds, Moments, Numbers, Reasons
from workflows.nodes.period_fields import QuarterField
from workflows.nodes.printed import (
    CasePaper,
    Imprint,
    MatterPaper,
    PersonPaper,
    Told,
    ToldCase,
    ToldMatter,
    ToldPerson,
    newest_of,
)
from workflows.nodes.procedure import Procedure
from workflows.nodes.publicity import NoticeType, Publicity, open_objections
from workflows.nodes.recording import RecordAct, RecordType
from workflows.nodes.records import ADMINISTRATOR, CalendarRecord, PersonRecord, UnitRecord
from workflows.nodes.roles import SUBJECT, SYSTEM, Designated, Office
from workflows.nodes.row_fields import Rows
from workflows.nodes.stage import Leave, Stage, SubProcedure
from workflows.nodes.step import Assembly, Review, Step, Wait
from workflows.nodes.timers import Timer

__all__ = [
    "ADMINISTRATOR",
    "SUBJECT",
    "SYSTEM",
    "ActType",
    "Adjourn",
    "AgendaItems",
    "Assembly",
    "Attend",
    "Attended",
    "Ballot",
    "BranchEnd",
    "ByPerson",
    "CalendarRecord",
    "Called",
    "CaseAct",
    "CasePaper",
    "Choice",
    "Convene",
    "CountBallot",
    "Counted",
    "CountedWithWritten",
    "Defer",
    "Designated",
    "Digest",
    "Discuss",
    "DossierPaper",
    "Duty",
    "End",
    "Fork",
    "GiveUp",
    "Imprint",
    "Join",
    "Kept",
    "Kinds",
    "Leave",
    "LockRoll",
    "MatterAct",
    "MatterPaper",
    "MatterType",
    "MeetingType",
    "Moments",
    "Motion",
    "NoticeType",
    "Numbers",
    "Occurs",
    "Office",
    "Opinions",
    "Paper",
    "Period",
    "PersonPaper",
    "PersonRecord",
    "Problem",
    "Procedure",
    "Projected",
    "Publicity",
    "QuarterField",
    "Reached",
    "Reasons",
    "Receive",
    "RecordAct",
    "RecordType",
    "Review",
    "Rolled",
    "Rows",
    "SetAside",
    "Stage",
    "StageAct",
    "Start",
    "Step",
    "SubProcedure",
    "Timer",
    "Told",
    "ToldCase",
    "ToldMatter",
    "ToldPerson",
    "UnitRecord",
    "Voting",
    "Wait",
    "envelopes",
    "newest_of",
    "open_objections",
    "seats",
    "this",
]
