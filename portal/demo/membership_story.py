"""What happens to a candidate from the form to the approval, each act on its day."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from portal.demo import membership_papers as papers
from portal.demo.candidate_story import CandidateStory
from portal.demo.stage import Stage
from workflows.models import Entry
from workflows.rules.calendars import DAY, add_months
from workflows.rules.recurrences import quarters

#: days that must remain of the quarter in which a duty begins
LEAST_DAYS = 45


class MembershipStory(CandidateStory):
    """An activist of some years ago on the way to the Party."""

    def __init__(self, stage: Stage, name: str) -> None:
        super().__init__(stage, name)
        #: who introduces, by name
        self.introducers: tuple[str, ...] = ()

    def cultivated(self, until: str) -> Self:
        """Every report of a quarter and every opinion of a half-year that falls due until a day."""
        since, last = self.standings["activist"], date.fromisoformat(until)
        for quarter in quarters(since, last, LEAST_DAYS):
            self.reports((quarter.last_on - 5 * DAY).isoformat(), str(quarter))
        months = 6
        while (period := add_months(since, months)) <= last:
            self.opinion(period.isoformat(), period.isoformat())
            months += 6
        return self

    def passed_above(self, day: str) -> Self:
        """The organisation department finds the papers in order."""

        def happening(on: date) -> object:
            officer = self.stage.holder("university_organisation_officer", "JL", on)
            return self._on("organisation_review", officer, on, {"outcome": "approved"})

        self.stage.plan(day, happening)
        return self

    def introduced(self, day: str, *names: str) -> Self:
        """Two full members are named who introduce."""
        self.introducers = names

        def data(_on: date) -> dict[str, Any]:
            return {"introducers": [self.number(name) for name in names], **papers.INTRODUCERS}

        return self._by_secretary("introducers", day, data)

    def formed(self, issued: str, drafted: str, filled: str) -> Self:
        """The form is handed out, drafted, looked at and filled in; both introducers write in it."""
        number = f"志{issued[:4]}{self.paper}"
        self._by_secretary("membership_form", issued, {"number": number, "briefed": True})
        self.himself("form_draft", drafted)
        self._by_secretary("form_draft_review", drafted, {"outcome": "approved"})
        self._by_secretary("form_filling", filled, {"number": number, **papers.FILLED})
        for name, opinion in zip(self.introducers, papers.OPINIONS, strict=True):
            said = {**papers.INTRODUCER, "opinion": opinion}
            self.stage.plan(filled, self._writes(name, said))
        return self

    def resolved(self, day: str) -> Self:
        """The resolution and the report of the ballot, as it was counted."""
        return self._by_secretary(
            "admission_resolution",
            day,
            lambda _on: {**self.counted("admission_meeting"), **papers.RESOLUTION},
        )

    def talked_before(self, day: str) -> Self:
        """An organiser talks before the college committee decides."""
        return self._of_college("organiser_talk", "organiser", day, papers.ORGANISER_TALK)

    def approved(self, day: str, met: str) -> Self:
        """The college committee approves, and says how long the probation lasts."""
        first = date.fromisoformat(met)
        stated = {"probation_from": met, "probation_to": (add_months(first, 12) - DAY).isoformat()}
        return self._of_college(
            "college_approval", "college_committee_secretary", day, {**papers.APPROVAL, **stated}
        )

    def confirmed(self, day: str, met: str, reference: str) -> Self:
        """The university committee approves: a probationary member since the meeting."""
        self.standings["probationary"] = date.fromisoformat(met)

        def happening(on: date) -> object:
            secretary = self.stage.holder("university_committee_secretary", "JL", on)
            return self._on(
                "university_approval", secretary, on, {"outcome": "approved", "reference": reference}
            )

        self.stage.plan(day, happening)
        return self

    @property
    def paper(self) -> str:
        """What numbers of papers end in."""
        return f"{sum(map(ord, self.name)) % 1000:03}"

    def counted(self, ballot: str) -> dict[str, Any]:
        """The numbers of the last ballot as its report states them: hall and written together."""
        entry = Entry.objects.filter(case=self.case, act=ballot).latest("pk")
        said = entry.facts
        return {
            "due": said["entitled"],
            "present": said["present"],
            "written": said["written"],
            **{choice: said[choice] + said[f"written_{choice}"] for choice in ("approve", "oppose")},
            "abstain": said["abstain"] + said["written_abstain"] + said["issued"] - said["returned"],
            "void": said["void"],
            "passed_on": entry.on.isoformat(),
        }

    def _of_college(self, act: str, office: str, day: str, data: dict[str, Any]) -> Self:
        """An act of whoever holds an office of the college."""

        def happening(on: date) -> object:
            return self._on(act, self.stage.holder(office, self.college(on), on), on, data)

        self.stage.plan(day, happening)
        return self

    def _writes(self, name: str, said: dict[str, Any]) -> Any:
        def happening(on: date) -> object:
            return self._on("introducer_opinion", self.stage.people[name], on, said)

        return happening
