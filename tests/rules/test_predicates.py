from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from workflows.rules.calendars import Period, waited
from workflows.rules.facts import EACH, Fact, Facts
from workflows.rules.findings import Finding, Verdict
from workflows.rules.predicates import RULEBOOK, Answer, Rule, Rulebook, RuleError, evaluate, excused, rule
from workflows.rules.regulations import Edition, Parameter
from workflows.rules.situation import PersonView, Situation

APPLIED = Fact("application", date(2024, 9, 10), date(2024, 9, 10), entry=1)


def waited_long_enough(situation: Situation, parameter: Parameter) -> Answer:
    """Whether the period since the application has passed."""
    since = situation.facts.on("application")
    if since is None:
        return Answer(ok=False, message="application.missing", applies=False)
    allowed_on = parameter.period.after(since)
    return Answer(
        ok=waited(since, parameter.period, situation.on),
        message="recommendation.waited",
        params={"since": since, "period": parameter.period},
        earliest_on=allowed_on,
    )


def applied(situation: Situation) -> Answer:
    """Whether somebody applied at all."""
    return Answer(ok="application" in situation.facts, message="application.handed_in")


WAITED = Rule("PM-9-4", "wait", waited_long_enough)
APPLICATION = Rule("PM-3-1", None, applied)


@pytest.fixture
def situation(edition: Edition) -> Situation:
    """Return the day before the waiting period has passed."""
    facts = Facts().fold(APPLIED)
    return Situation(on=date(2024, 12, 9), edition=edition, facts=facts, subject=PersonView(1, "1", "林一"))


def changed(situation: Situation, **parameter: Any) -> Situation:
    """The same situation under an edition whose waiting period binds otherwise."""
    edition = situation.edition
    wait = replace(edition["wait"], **parameter)
    return replace(situation, edition=replace(edition, parameters={**edition.parameters, "wait": wait}))


def overridden(
    situation: Situation, *offices: str, rule_id: str = "PM-9-4", on: date | None = None
) -> Situation:
    granted_on = on or situation.on
    facts = situation.facts
    for entry, office in enumerate(offices, start=2):
        data = {"rule": rule_id, "reason_entry": entry}
        facts = facts.fold(Fact("override", granted_on, granted_on, data, entry=entry, office=office), EACH)
    return replace(situation, facts=facts)


def test_a_finding_says_what_when_who_and_where(situation: Situation) -> None:
    assert WAITED(situation) == Finding(
        rule="PM-9-4",
        verdict=Verdict.UNMET,
        message="recommendation.waited",
        params={"since": date(2024, 9, 10), "period": Period(months=3)},
        earliest_on=date(2024, 12, 10),
        override="college_league",
        article="9",
    )


@pytest.mark.parametrize(
    ("on", "verdict"),
    [(date(2024, 12, 9), "unmet"), (date(2024, 12, 10), "met"), (date(2024, 12, 11), "met")],
)
def test_a_rule_turns_on_its_day(situation: Situation, on: date, verdict: str) -> None:
    assert WAITED(replace(situation, on=on)).verdict == verdict


@pytest.mark.parametrize(
    ("enforcement", "verdict"), [("block", "unmet"), ("warn", "warned"), ("record", "recorded")]
)
def test_the_edition_says_how_a_rule_binds(situation: Situation, enforcement: str, verdict: str) -> None:
    assert WAITED(changed(situation, enforcement=enforcement)).verdict == verdict


@pytest.mark.parametrize(
    ("offices", "verdict"), [([], Verdict.UNMET), (["college_league"], Verdict.OVERRIDDEN)]
)
def test_past_its_last_rung_a_warning_refuses_unless_its_office_lets_it_pass(
    situation: Situation, offices: list[str], verdict: Verdict
) -> None:
    ended = Rule("PM-9-4", "wait", lambda s, p: Answer(ok=False, message="recommendation.waited", ends=True))
    assert ended(overridden(changed(situation, enforcement="warn"), *offices)).verdict is verdict


def test_a_rule_may_have_nothing_to_say(situation: Situation) -> None:
    assert WAITED(replace(situation, facts=Facts())).verdict is Verdict.NOT_APPLICABLE


def test_a_rule_without_a_number_binds_without_exception(situation: Situation) -> None:
    finding = APPLICATION(overridden(replace(situation, facts=Facts()), "college_league", rule_id="PM-3-1"))
    assert (finding.verdict, finding.override, finding.article) == (Verdict.UNMET, None, None)


def test_the_article_is_the_one_of_the_edition(situation: Situation) -> None:
    edition = replace(situation.edition, cites={"PM-9-4": "8", "PM-3-1": "28"})
    findings = evaluate([WAITED, APPLICATION], replace(situation, edition=edition))
    assert [finding.article for finding in findings] == ["8", "28"]


@pytest.mark.parametrize(
    ("offices", "verdict"),
    [
        (["college_league"], Verdict.OVERRIDDEN),
        (["branch_secretary"], Verdict.UNMET),
        (["branch_secretary", "college_league"], Verdict.OVERRIDDEN),
        ([], Verdict.UNMET),
    ],
)
def test_only_the_named_office_may_let_a_rule_pass(
    situation: Situation, offices: list[str], verdict: Verdict
) -> None:
    assert WAITED(overridden(situation, *offices)).verdict is verdict


def test_an_override_is_for_one_rule(situation: Situation) -> None:
    assert WAITED(overridden(situation, "college_league", rule_id="PM-9-5")).verdict is Verdict.UNMET


@pytest.mark.parametrize(("day", "verdict"), [(9, Verdict.OVERRIDDEN), (10, Verdict.UNMET)])
def test_an_override_comes_no_later_than_the_act(situation: Situation, day: int, verdict: Verdict) -> None:
    assert WAITED(overridden(situation, "college_league", on=date(2024, 12, day))).verdict is verdict


def test_a_rule_without_an_office_cannot_be_overridden(situation: Situation) -> None:
    assert WAITED(overridden(changed(situation, override=None), "college_league")).verdict is Verdict.UNMET


def test_a_rule_that_is_met_needs_no_override(situation: Situation) -> None:
    on_the_day = replace(situation, on=date(2024, 12, 10))
    assert WAITED(overridden(on_the_day, "college_league")).verdict is Verdict.MET


@pytest.mark.parametrize(
    ("offices", "verdict"),
    [
        (["college_committee"], Verdict.UNMET),
        (["college_committee", "university_org"], Verdict.OVERRIDDEN),
    ],
)
def test_two_offices_must_both_agree(situation: Situation, offices: list[str], verdict: Verdict) -> None:
    both = changed(situation, override="college_committee+university_org")
    assert WAITED(overridden(both, *offices)).verdict is verdict


def test_all_rules_are_judged_in_their_order(situation: Situation) -> None:
    nothing = replace(situation, facts=Facts())
    findings = evaluate([APPLICATION, WAITED, APPLICATION], nothing)
    assert [finding.rule for finding in findings] == ["PM-3-1", "PM-9-4", "PM-3-1"]


def test_an_edition_without_the_parameter_cannot_judge(situation: Situation) -> None:
    lost = Rule("PM-9-4", "wate", waited_long_enough)
    with pytest.raises(
        RuleError, match=r"^rule PM-9-4 cannot be judged: edition base has no parameter wate$"
    ):
        lost(situation)


def test_a_rule_keeps_to_the_messages_it_declares(situation: Situation) -> None:
    declared = Rule("PM-9-4", "wait", waited_long_enough, ("recommendation.waited",))
    assert declared(situation) == WAITED(situation)
    with pytest.raises(RuleError, match=r"answers 'recommendation\.waited', which it does not declare"):
        Rule("PM-9-4", "wait", waited_long_enough, ("other",))(situation)


def test_a_rulebook_lists_its_rules_in_order() -> None:
    book = Rulebook()
    declared = [
        book.rule("PM-9-4", "wait", says=("recommendation.waited",))(waited_long_enough),
        book.rule("PM-3-1")(applied),
    ]
    assert (list(book), len(book)) == (declared, 2)
    assert book["PM-9-4"] == Rule("PM-9-4", "wait", waited_long_enough, ("recommendation.waited",))
    assert (declared[0].name, declared[0].module) == ("waited_long_enough", __name__)
    assert "PM-3-1" in book
    assert "PM-3-2" not in book


def test_two_predicates_cannot_claim_one_rule() -> None:
    book = Rulebook([APPLICATION])
    with pytest.raises(RuleError, match=r"^rule PM-3-1 is both .*\.applied and .*\.waited_long_enough$"):
        book.rule("PM-3-1", "wait")(waited_long_enough)


@pytest.mark.parametrize(("parameter", "wanted"), [(None, 1), ("wait", 2)])
def test_a_predicate_takes_what_its_rule_gives(parameter: str | None, wanted: int) -> None:
    predicate = applied if parameter else waited_long_enough
    with pytest.raises(RuleError, match=f"^the predicate of rule PM-1-1 must take {wanted} argument"):
        Rulebook().rule("PM-1-1", parameter)(predicate)


def test_the_rules_of_a_package_are_those_written_below_it() -> None:
    book = Rulebook([WAITED, APPLICATION])
    assert list(book.under(__name__)) == [WAITED, APPLICATION]
    assert list(book.under(__name__[:-1])) == []
    assert list(book.under("procedures.party_membership")) == []


def test_a_rulebook_names_the_rules_an_edition_does_not_fit(edition: Edition) -> None:
    lost, stolen = Rule("PM-1-1", "wate", waited_long_enough), Rule("PM-1-2", "wait", waited_long_enough)
    assert Rulebook([WAITED, APPLICATION, lost, stolen]).misfits(edition) == (lost, stolen)


def test_rules_declared_without_a_book_are_found_in_the_common_one() -> None:
    assert rule.__self__ is RULEBOOK  # type: ignore[attr-defined]  # a bound method, which mypy calls a callable


def test_an_excused_rule_has_nothing_to_say_and_is_still_that_rule(situation: Situation) -> None:
    (early,) = excused(lambda asked: asked.on < date(2024, 12, 9), WAITED)
    found = [early(replace(situation, on=date(2024, 12, day))).verdict for day in (8, 9, 10)]
    assert found == [Verdict.NOT_APPLICABLE, Verdict.UNMET, Verdict.MET]
    assert (early.id, early.name, early.module) == (WAITED.id, WAITED.name, WAITED.module)
