"""An act on its own page, plain and refused; the registration of applications; a student's hand-in."""

from __future__ import annotations

from dataclasses import replace

from portal.pages.act import ActPage, ChoosingPage, PersonRow, RegisterPage, SeveralPage, SeveralPerson
from portal.pages.parts import Cite, Day, Fact, FindingRow, Findings, Link, Reason, Refusal, Shape, State
from portal.pages.samples.forms import Application, Each, Once, Report, Talk, refused
from portal.pages.student import HandInPage

_TYPED = {"on": "2026-11-12", "interviewer": "1", "motive": "谈得很充分，动机端正。", "way": "paper"}


# The form of the first talk, with the findings of the step beside it.
TALK = ActPage(
    title="登记申请谈话",
    submit="登记谈话",
    href="#talk",
    form=Talk(),
    cite=Cite("第七条", "#article"),
    subject="何嘉木",
    facts=(Fact("学号", "2601030046"), Fact("递交申请", "2026年10月16日"), Fact("已指派", "沈一鸣")),
    hint="登记后即可推优，不再能改日期，只能更正。",
    back=Link("取消", "#case"),
    crumbs=(Link("办件", "#cases"), Link("何嘉木", "#case")),
    findings=Findings(
        title="这一步的要求",
        verdict="11月16日 前可以办；谈话人须由支部指派。",
        totals=(),
        rows=(
            FindingRow(
                State(Shape.SOON),
                "一个月内派人谈话",
                Cite("第七条"),
                "10月16日递交申请。",
                Day("11月16日", note="末日"),
            ),
            FindingRow(State(Shape.MET), "谈话人由支部指派", Cite("第七条"), "10月20日指派沈一鸣。"),
            FindingRow(State(Shape.MET), "申请材料已核对", Cite("第五条"), "10月17日，周岚。"),
        ),
    ),
)


def refused_talk() -> ActPage:
    """Return the same page after a refusal: each unmet finding a sentence, the typed data kept."""
    return replace(
        TALK,
        form=Talk(_TYPED),
        refusal=Refusal(
            "没有办理，3 项未满足",
            (
                Reason("谈话人陈昱未经支部指派。", Cite("第七条", "#article")),
                Reason("谈话记录缺家庭情况、不足之处两栏。", Cite("第七条", "#article"), override="学院党委"),
                Reason(
                    "11月15日递交的补充材料还没核对，核对限三天。",
                    Cite("第五条", "#article"),
                    "2026年11月18日",
                ),
            ),
        ),
    )


def wrong_talk() -> ActPage:
    """Return the same page after input that cannot be: the summary leads to the fields."""
    errors = {"on": "10月10日早于递交申请的10月16日。"}
    return replace(TALK, form=refused(Talk, {**_TYPED, "on": "2026-10-10", "interviewer": ""}, errors))


# The registration of several applications, one of them refused.
REGISTER = RegisterPage(
    title="登记入党申请",
    lede="从名册里选人；日期等一次填好。提出申请须年满十八岁。",
    href="#register",
    submit="登记选中的申请",
    form=Application(),
    people=(
        PersonRow("1", "林予安", "2601030217", "化工2601", "2008年1月生", State(Shape.READY, "可登记"), True),
        PersonRow("2", "姜书意", "2601030218", "化工2601", "2007年12月生", State(Shape.READY, "可登记")),
        PersonRow(
            *("3", "邹明远", "2601030219", "化工2601", "", State(Shape.EARLY)),
            ticked=True,
            refusal="2009年2月3日出生，年满十八岁前不能登记；最早 2027年2月3日。",
        ),
        PersonRow("4", "薛亦安", "2601030220", "化工2601", "已有办件，2026年9月12日", State(Shape.RUNNING)),
    ),
    people_title="化工2601，名册 30 人",
    find_href="#find",
    query="化工2601",
    hint="没选中的人不受影响；有不能登记的，一个都不写入。",
    cite=Cite("第五条", "#article"),
    crumbs=(Link("办件", "#cases"),),
)


# Whom an act on a plan is about, chosen by name.
CHOOSING = ChoosingPage(
    title="列入计划名单",
    lede="勾选要列入的人，再填写每人的情况。",
    href="#enlist",
    people=(
        PersonRow("1", "林予安", "2401030217", "化工2401班，化工本科生第一党支部", ticked=True),
        PersonRow("2", "姜书意", "2401030218", "化工2401班，化工本科生第一党支部"),
        PersonRow(
            *("3", "邹明远", "2401030219", "化工2401班，化工本科生第二党支部"),
            "列入计划时须有有效的积极分子培训结业证。",
        ),
    ),
    people_title="可以选的 3 人",
    cite=Cite("第十三条", "#article"),
    crumbs=(Link("事项", "#matters"), Link("年度发展计划", "#plan")),
)


def several() -> SeveralPage:
    """Return one act for three people, one of whom still lacks something."""
    once, each = Once(), Each()
    return SeveralPage(
        title="季度分析",
        lede="相同的只填一次，各人不同的逐人填。",
        href="#several",
        submit="登记所选各人",
        form=once,
        people=tuple(
            SeveralPerson(each[f"case_{n}"], name, number, note, (each[f"case_{n}__analysis"],))
            for n, name, number, note in (
                (1, "林予安", "2401030217", ""),
                (2, "姜书意", "2401030218", ""),
                (3, "邹明远", "2401030219", "须先建立预备党员考察表；已建：否。"),
            )
        ),
        people_title="3 人",
        hint="一人不合要求，全部不登记，并逐人说明。",
        cite=Cite("第三十四条", "#article"),
        back=Link("重新选人", "#find"),
        crumbs=(Link("办件", "#cases"),),
    )


# A student's hand-in of a report, for the phone.
HAND_IN = HandInPage(
    title="第三季度思想汇报",
    text="手写后拍照或扫描，每页一张；原件交沈一鸣，化工楼 205。",
    href="#hand-in",
    submit="上交",
    form=Report(),
    back=Link("以后再交", "#mine"),
    limits=("照片存成 JPG 或 PNG，扫描件存成 PDF；每个 10 MB 以内。", "照片太大：编辑或截图后再选。"),
)
