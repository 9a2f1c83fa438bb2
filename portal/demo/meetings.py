"""What several cases share in the demo: a meeting of a League branch and the notice of its nominees."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from portal.demo import papers
from portal.demo.stage import Stage
from portal.demo.story import FAMILY, Story
from workflows.models import Person, Unit


class Meeting:
    """推优大会 of one class: everybody votes, two members who are no nominees count."""

    def __init__(self, stage: Stage, day: str, *nominees: Story, lost: tuple[Story, ...] = ()) -> None:
        self.stage = stage
        self.nominees = nominees
        self.lost = lost
        stage.plan(day, self._hold)

    def _hold(self, on: date) -> None:
        stage = self.stage
        branch = stage.unit_of(self.nominees[0].person, "league", on)
        secretary = stage.holder("league_secretary", branch, on)
        members = stage.members_of(branch, on)
        tellers = self._tellers(members)
        call = {
            "place": "化工楼 301",
            "chair": secretary.number,
            "tellers": [each.number for each in tellers],
        }
        called = stage.do("convene", secretary, on, call, kind=f"{FAMILY}.league_meeting", unit=branch.pk)
        matter = called.matter or 0
        roll = {"entitled": [member.number for member in members], "excluded": {}}
        stage.do("lock_roll", secretary, on, roll, matter=matter)
        stage.do("attend", secretary, on, {"absent": {}}, matter=matter)
        cases = {story.case: self._count(story, len(members)) for story in self.nominees}
        for teller in tellers:
            stage.do("count", teller, on, {"method": "secret"}, matter=matter, cases=cases)
        stage.do("adjourn", secretary, on, {}, matter=matter)

    def _tellers(self, members: list[Person]) -> list[Person]:
        named = {story.person.pk for story in self.nominees}
        return [member for member in members if member.pk not in named][:2]

    def _count(self, story: Story, present: int) -> dict[str, int]:
        approve = present // 2 if story in self.lost else present - 1
        return {
            "issued": present,
            "returned": present,
            "approve": approve,
            "oppose": present - approve - 1,
            "abstain": 1,
            "void": 0,
            "rated": present,
            "qualified": present,
        }


class Notice:
    """推优公示 of nominees that the college League committee has reviewed."""

    def __init__(self, stage: Stage, reviewed: str, posted: str, *nominees: Story) -> None:
        self.stage = stage
        self.nominees = nominees
        self.matter = 0
        stage.plan(reviewed, self._review)
        stage.plan(posted, self._post)

    def closed(self, day: str) -> Notice:
        """The notice is taken down after its days, nothing having been said against anybody."""
        return self._plan("close", day, {story: {} for story in self.nominees})

    def objected(self, day: str, story: Story) -> Notice:
        """Somebody says something against one nominee."""
        said = {"objector": "一名同学，当面反映", "text": "反映该同学上学期有两次夜不归宿。"}
        return self._plan("object", day, {story: said})

    def _plan(self, act: str, day: str, about: dict[Story, dict[str, Any]]) -> Notice:
        self.stage.plan(day, partial(self._act, act=act, about=about))
        return self

    def _league(self, on: date) -> Unit:
        above = self.stage.unit_of(self.nominees[0].person, "league", on).parent
        return self.stage.units[above.code] if above else Unit()

    def _review(self, on: date) -> None:
        secretary = self.stage.holder("college_league_secretary", self._league(on), on)
        for story in self.nominees:
            approved = {"outcome": "approved", "opinion": "得票和测评符合要求，列入拟推荐名单。"}
            self.stage.do("recommendation_review", secretary, on, approved, case=story.case)

    def _post(self, on: date) -> None:
        league = self._league(on)
        shown = {"contact": papers.CONTACT, "channels": ["paper", "web"]}
        receipt = self.stage.do(
            "post",
            self.stage.holder("college_league_secretary", league, on),
            on,
            shown,
            kind=f"{FAMILY}.recommendation_notice",
            unit=league.pk,
            cases={story.case: {"basic_info": _basic(story)} for story in self.nominees},
        )
        self.matter = receipt.matter or 0

    def _act(self, on: date, act: str, about: dict[Story, dict[str, Any]]) -> object:
        by = self.stage.holder("college_league_secretary", self._league(on), on)
        cases = {story.case: data for story, data in about.items()}
        return self.stage.do(act, by, on, {}, matter=self.matter, cases=cases)


def _basic(story: Story) -> str:
    details = story.person.details
    sex = {"male": "男", "female": "女"}.get(details.get("sex", ""), "")
    return "，".join(
        filter(None, [sex, details.get("ethnicity"), details.get("major"), details.get("grade")])
    )
