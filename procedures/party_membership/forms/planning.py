"""Papers of the yearly plan (D13): the draft, the names on it, its report, receipt and adjustment."""

from __future__ import annotations

from django import forms

from procedures.party_membership.forms.fields import count, words
from workflows.nodes import Paper

ROUTES = (
    ("A", "路径一：综测前列、奖学金、荣誉或竞赛"),
    ("B", "路径二：主要学生干部"),
    ("exception", "第二十一条的特例，组织部已复审通过"),
)
EXCEPTED = (("PM-15-4", "六月以外调整"), ("PM-15-5", "调整幅度超过规定"))


def plan_year() -> forms.IntegerField:
    """The calendar year that a plan is of."""
    return forms.IntegerField(label="计划年度", min_value=2000, max_value=2999)


class PlanDraft(Paper):
    """A plan is begun for a year."""

    code, title = "D13", "编制年度计划"
    year = plan_year()


class PlanNames(Paper):
    """Names go on the list of a plan, or off it."""

    code, title = "D13", "计划名单"
    year = plan_year()


class PlanListing(Paper):
    """One name on the list: by which route, and what cannot be counted."""

    code, title = "D13", "列入年度计划"
    private = frozenset({"ground"})
    year = plan_year()
    route = forms.ChoiceField(
        label="路径", choices=(("", "研究生不填"), *ROUTES), required=False, help_text="本科生必选。"
    )
    active = forms.BooleanField(
        label="积极参加党团活动和实践活动，已核验", required=False, help_text="路径一必须核验。"
    )
    ground = words("联系人不同意时，支委会的说明", longest=1000)


class PlanRemoval(Paper):
    """One name is struck off the list."""

    code, title = "D13", "从年度计划中去掉"
    private = frozenset({"ground"})
    year = plan_year()
    ground = words("去掉的原因", longest=1000, required=True)


class PlanReport(Paper):
    """上报: the total with which the plan goes to the university's organisation department."""

    code, title = "D13", "上报年度计划"
    total = count("计划总人数")


class PlanReceipt(Paper):
    """收到: the organisation department's receipt."""

    code, title = "D13", "年度计划收件"
    receipt = forms.CharField(label="收件编号", max_length=60)


class PlanAdjustment(Paper):
    """调整: names go on or off a reported plan, and the total it has from now on."""

    code, title = "D13", "调整年度计划"
    private = frozenset({"ground"})
    year = plan_year()
    total = count("调整后的总人数")
    ground = words("调整原因", longest=1000, required=True)


class PlanException(Paper):
    """例外: the organisation department lets an adjustment pass that article 15 would refuse."""

    code, title = "D13", "调整的例外"
    private = frozenset({"ground"})
    rule = forms.ChoiceField(label="放行哪一条", choices=EXCEPTED)
    ground = words("书面理由", longest=1000, required=True)
    bodies = forms.MultipleChoiceField(
        label="同意的组织",
        choices=(("university_org", "校党委组织部"),),
        widget=forms.CheckboxSelectMultiple,
        initial=["university_org"],
    )


class DevelopmentMeeting(Paper):
    """发展党员工作例会 of a branch."""

    title = "发展党员工作例会"
    private = frozenset({"summary"})
    present = count("到会人数")
    summary = words("研究的事项和意见", required=True)
