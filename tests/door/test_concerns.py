"""What an act on a matter brings to its cases, what explains an outcome, and who speaks for a body."""

from __future__ import annotations

from datetime import date

import pytest

from tests.toy import rules
from tests.toy.flows import CHAIR, Allotment_1, Count
from tests.toy.world import Society, do, open_plot, person, society
from workflows.door import Refused
from workflows.models import Entry
from workflows.nodes import SYSTEM, ActType, Step, Timer
from workflows.rules.facts import Fact, Facts
from workflows.rules.findings import Finding, Verdict
from workflows.rules.predicates import Answer, Rule
from workflows.rules.regulations import Edition, Parameter
from workflows.rules.situation import PersonView, Situation
from workflows.services.verifying import verify

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2024, 3, 1)
COUNT = {"issued": 5, "returned": 5, "approve": 3, "oppose": 1, "abstain": 1, "void": 0}


@pytest.fixture
def world() -> Society:
    return society()


def test_a_meeting_elsewhere_concerns_no_case_of_another_unit(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    chair = person("h9", world.other, office="chair")
    meeting = do("convene", chair, "2024-05-01", {"text": "春"}, kind="toy.meeting", unit=world.other.pk)
    with pytest.raises(Refused) as raised:
        do("count", chair, "2024-05-01", matter=meeting.matter, cases={case: COUNT})
    assert [finding.rule for finding in raised.value.unmet] == ["matter.not_concerned"]


def test_what_a_matter_brings_says_by_which_office_it_was_done_and_recorded(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    meeting = do("convene", world.chair, "2024-05-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    do("count", world.chair, "2024-05-01", matter=meeting.matter, cases={case: COUNT})
    brought = Entry.objects.get(case=case, act="hearing")
    assert (brought.acted_by, brought.acted_as, brought.recorded_as) == (world.chair, "chair", "chair")
    assert verify().differences == ()


def test_what_may_happen_is_asked_also_where_the_data_are_bad(world: Society) -> None:
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    meeting = do("convene", world.chair, "2024-04-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    with pytest.raises(Refused) as raised:
        do("count", world.chair, "2024-04-30", matter=meeting.matter, cases={case: {**COUNT, "void": ""}})
    assert [finding.rule for finding in raised.value.unmet] == ["data.required", "TOY-2"]


def test_what_explains_an_outcome_never_refuses(world: Society, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing = Allotment_1.named("hearing").acts["hearing"]
    monkeypatch.setattr(hearing, "explains", (rules.small_enough,))
    case = open_plot(world)
    do("check", world.clerk, "2024-03-02", {"text": "好"}, case=case)
    meeting = do("convene", world.chair, "2024-05-01", {"text": "春"}, kind="toy.meeting", unit=world.unit.pk)
    for teller in (world.chair, world.clerk):
        do("count", teller, "2024-05-01", matter=meeting.matter, cases={case: COUNT})
    sealed, agreed = Entry.objects.filter(case=case, act="hearing").order_by("pk")
    assert [(each["rule"], each["verdict"]) for each in sealed.findings] == [("TOY-2", "met")]
    findings = [(each["rule"], each["verdict"]) for each in agreed.findings]
    assert findings == [("TOY-2", "met"), ("TOY-6", "met")]
    assert Finding("R", Verdict.UNMET, "m").recorded() == Finding("R", Verdict.RECORDED, "m")
    assert Finding("R", Verdict.WARNED, "m").recorded() == Finding("R", Verdict.WARNED, "m")


def test_two_tellers_must_agree_on_all_that_the_paper_keeps() -> None:
    assert Allotment_1.named("hearing")._counted() == set(Count.base_fields)


def test_an_office_speaks_for_the_body_that_the_edition_names(
    world: Society, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [office.name for office in Allotment_1.speaking_for("board")] == ["board"]
    monkeypatch.setattr(Allotment_1, "speakers", {"chair": (CHAIR,), "board": (CHAIR,)})
    case = open_plot(world)
    do("override", world.chair, "2024-03-03", {"rule": "TOY-2", "ground": "急"}, case=case)
    assert Entry.objects.get(act="override").facts["bodies"] == ["chair"]


def asked(*facts: Fact) -> Situation:
    """A situation in which only the facts and the edition matter."""
    wait = Parameter("wait", "B", "1", "equals", value=True, override="board")
    edition = Edition("e", "e", "toy", articles={}, parameters={"wait": wait})
    folded = Facts()
    for fact in facts:
        folded = folded.fold(fact)
    return Situation(DAY, edition, folded, PersonView(1, "1", "林一"))


def test_an_exception_counts_for_the_body_it_was_granted_for() -> None:
    never = Rule("B", "wait", lambda situation, parameter: Answer(ok=False, message="toy.spade"))
    granted = Fact("override", DAY, DAY, {"rule": "B", "bodies": ["board"]}, office="chair")
    assert never(asked(granted)).verdict is Verdict.OVERRIDDEN
    assert never(asked()).verdict is Verdict.UNMET


def test_a_rule_that_holds_may_warn() -> None:
    near = Rule("W", None, lambda situation: Answer(ok=True, message="toy.spade", warns=True))
    finding = near(asked())
    assert (finding.verdict, finding.refuses, finding.needs_reason) == (Verdict.WARNED, False, False)


def test_every_resting_node_arms_timers() -> None:
    timer = Timer(ActType(title="提醒", by=SYSTEM), rules.inspection_due)
    step = Step(title="检查", by=CHAIR).Arms(timer)
    assert step.timers == (timer,)
