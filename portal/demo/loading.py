"""Builds the demo institution in an empty database."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from portal.demo.accounts import DemoAccount, open_accounts
from portal.demo.beginning import begin, plan_imports
from portal.demo.credit_years import plan_credits
from portal.demo.records import plan_records
from portal.demo.stage import Stage
from portal.demo.stories import stories


@transaction.atomic
def load(at: datetime) -> list[DemoAccount]:
    """Create the institution, play everything that has happened in it, open its accounts.

    ``at`` is the real moment, by which accounts are opened; what is played brings its own days.
    """
    stage = Stage()
    keeper = begin(stage, at)
    courses = {story.name: story.course for story in stories(stage)}
    told = stage.planned
    stage.planned = []
    plan_imports(stage, keeper, courses)
    plan_records(stage)
    plan_credits(stage)
    stage.planned += [(on, len(stage.planned) + position, act) for on, position, act in told]
    stage.play()
    return open_accounts(at=at)
