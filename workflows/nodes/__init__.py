"""What a procedure is written with. Procedures import from here and from ``workflows.rules``."""

from __future__ import annotations

from viewflow.this_object import this

from workflows.nodes.acts import ActType, CaseAct, Occurs, Projected, StageAct
from workflows.nodes.ballot import Ballot
from workflows.nodes.duty import Duty, Period
from workflows.nodes.gates import Choice, End, Fork, Join, Start
from workflows.nodes.matters import MatterAct, MatterType
from workflows.nodes.papers import Paper, Problem
from workflows.nodes.people_fields import Numbers, Reasons
from workflows.nodes.period_fields import QuarterField
from workflows.nodes.procedure import Procedure
from workflows.nodes.publicity import NoticeType, Publicity, open_objections
from workflows.nodes.recording import RecordAct, RecordType
from workflows.nodes.records import ADMINISTRATOR, CalendarRecord, PersonRecord, UnitRecord
from workflows.nodes.roles import SUBJECT, SYSTEM, Designated, Office
from workflows.nodes.stage import Leave, Stage, SubProcedure
from workflows.nodes.step import Assembly, Review, Step, Wait
from workflows.nodes.timers import Timer

__all__ = [
    "ADMINISTRATOR",
    "SUBJECT",
    "SYSTEM",
    "ActType",
    "Assembly",
    "Ballot",
    "CalendarRecord",
    "CaseAct",
    "Choice",
    "Designated",
    "Duty",
    "End",
    "Fork",
    "Join",
    "Leave",
    "MatterAct",
    "MatterType",
    "NoticeType",
    "Numbers",
    "Occurs",
    "Office",
    "Paper",
    "Period",
    "PersonRecord",
    "Problem",
    "Procedure",
    "Projected",
    "Publicity",
    "QuarterField",
    "Reasons",
    "RecordAct",
    "RecordType",
    "Review",
    "Stage",
    "StageAct",
    "Start",
    "Step",
    "SubProcedure",
    "Timer",
    "UnitRecord",
    "Wait",
    "open_objections",
    "this",
]
