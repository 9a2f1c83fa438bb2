"""The year of probation and the conversion in the demo, each act on its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Self

from portal.demo import membership_papers as papers
from portal.demo.membership_story import LEAST_DAYS, MembershipStory
from workflows.rules.calendars import DAY, add_months
from workflows.rules.recurrences import quarters


class ProbationStory(MembershipStory):
    """A member from the approval to the archive."""

    @property
    def free_on(self) -> date:
        """The first day on which the branch may debate the conversion."""
        return add_months(self.standings["probationary"], 12)

    def welcomed(self, talked: str, announced: str, hangs_until: str) -> Self:
        """Talked with, announced to the members, posted, assigned; the form is opened."""
        month = f"{self.standings['probationary']:%Y-%m}"
        self._by_secretary("new_member_talk", talked, papers.NEW_MEMBER_TALK)
        self._by_secretary("dues", talked, {"month": month})
        self._by_secretary("announcement", announced, {"place": f"{int(announced[5:7])}月党员大会"})
        self._by_secretary("posting", announced, {"scope": "学院公告栏", "until": hangs_until})
        self.by_branch("assignment", talked, lambda: {"place": self.branch(date.fromisoformat(talked)).name})
        return self._by_secretary("probation_form", announced, {"form_number": f"预{self.paper}"})

    def sworn(self, day: str) -> Self:
        """The college committee holds the oath."""
        return self._of_college("oath", "organiser", day, {"place": "校史馆"})

    def accompanied_until(self, until: str, *, analysed: str = "") -> Self:
        """Report, analysis and the introducer's help of each quarter; ``analysed`` ends the analyses."""
        since, last = self.standings["probationary"], date.fromisoformat(until)
        for quarter in quarters(since, last, LEAST_DAYS):
            day, word = (quarter.last_on - 4 * DAY).isoformat(), str(quarter)
            self.himself("probation_report", day, quarter=word, **papers.REPORT)
            helped = {"quarter": word, "content": papers.HELP}
            self.stage.plan(day, self._helps(helped))
            if not analysed or day <= analysed:
                self._by_secretary("probation_analysis", day, {"quarter": word, **papers.ANALYSIS})
        return self

    def taught(self, educated: str, certified: str) -> Self:
        """The hours of education, and the Party school's course for members."""
        self._by_secretary("education", educated, papers.EDUCATION)
        number = f"再培{certified[:4]}-{self.paper}"
        return self._of_college(
            "reeducation", "party_school_officer", certified, {"number": number, **papers.REEDUCATION}
        )

    def asks(self, day: str, viewed: str) -> Self:
        """The member applies for conversion, and the branch forms its view."""
        self.himself("conversion_application", day, **papers.APPLICATION)
        return self._by_secretary("conversion_opinion", viewed, papers.VIEW)

    def proposed(self, day: str) -> Self:
        """The branch committee proposes to convert on time."""
        return self._by_secretary("conversion_proposal", day, {"motions": ["convert"], "months": None})

    def converted(self, resolved: str, approved: str) -> Self:
        """The resolution of the meeting, and the approval of the college committee."""
        self.standings["full_member"] = self.free_on
        self._by_secretary(
            "conversion_resolution",
            resolved,
            lambda _on: {**self.counted("conversion_meeting"), **papers.CONVERTED},
        )
        said = {"outcome": "approved", **papers.COMMITTEE_VOTE}
        return self._of_college("conversion_approval", "college_committee_secretary", approved, said)

    def archived(self, told: str, filed: str) -> Self:
        """The member is told, the members too, and the papers are handed over."""
        said = {"told_on": told, "place": f"{int(told[5:7])}月党员大会"}
        self._by_secretary("conversion_announcement", told, said)
        receipt = f"回{filed[:4]}-{self.paper}"
        return self._of_college("archiving", "organiser", filed, {**papers.ARCHIVED, "receipt": receipt})

    def _helps(self, said: dict[str, str]) -> Callable[[date], object]:
        def happening(on: date) -> object:
            return self._on("introducer_help", self.stage.people[self.introducers[0]], on, said)

        return happening
