from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest

from workflows.rules.calendars import Period
from workflows.rules.findings import Finding, Verdict, refusing

TOO_EARLY = Finding(
    rule="PM-9-4",
    verdict=Verdict.UNMET,
    message="recommendation.too_early",
    params={"since": date(2024, 9, 10), "period": Period(months=3), "share": Fraction(1, 2), "who": ("甲",)},
    earliest_on=date(2024, 12, 10),
    override="college_league",
    article="9",
)


def test_the_journal_keeps_a_finding_as_plain_json() -> None:
    assert TOO_EARLY.to_json() == {
        "rule": "PM-9-4",
        "verdict": "unmet",
        "message": "recommendation.too_early",
        "params": {
            "period": {"period": {"months": 3}},
            "share": {"fraction": "1/2"},
            "since": {"date": "2024-09-10"},
            "who": ["甲"],
        },
        "earliest_on": "2024-12-10",
        "override": "college_league",
        "article": "9",
    }


@pytest.mark.parametrize("finding", [TOO_EARLY, Finding("PM-7-1", Verdict.MET, "file.opened")])
def test_a_finding_is_read_back_as_written(finding: Finding) -> None:
    assert Finding.from_json(json.loads(json.dumps(finding.to_json()))) == finding


def test_an_unknown_verdict_is_refused() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        Finding.from_json({**TOO_EARLY.to_json(), "verdict": "perhaps"})


def test_only_what_is_unmet_refuses_and_all_of_it_is_named() -> None:
    findings = [Finding(f"PM-1-{number}", verdict, "m") for number, verdict in enumerate(Verdict)]
    assert refusing([*findings, TOO_EARLY]) == (findings[1], TOO_EARLY)


@pytest.mark.parametrize(
    ("verdict", "office", "needs"),
    [
        (Verdict.WARNED, "branch_secretary", True),
        (Verdict.WARNED, None, False),
        (Verdict.UNMET, "branch_secretary", False),
    ],
)
def test_a_warning_with_an_office_needs_a_reason(verdict: Verdict, office: str | None, needs: bool) -> None:
    assert Finding("PM-7-2", verdict, "m", override=office).needs_reason is needs
