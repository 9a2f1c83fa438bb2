"""The reasons by code as a reviewer chooses them: a sentence for each, which may be written anew."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.pages.credits.review import Canned
from procedures.second_classroom_credits.forms import FirstReview


def sentences() -> dict[str, str]:
    """What is written to the student for each code, in the language that is spoken now."""
    return {
        "AFFILIATION": _("证书上的署名单位不是本校，不予认定。"),
        "AUDIENCE": _("证明显示以观众身份参加，观众不认定学分。"),
        "CONSENT_LATE": _("校外活动没有在活动日之前征得同意。"),
        "DEADLINE": _("超过本学年申报截止时间。"),
        "DISCIPLINE": _("本学年受警告及以上处分，不认定思想道德教育学分。"),
        "DORM_FAIL": _("宿舍年度考核不合格，本学年不认定劳动教育学分。"),
        "ELIGIBILITY": _("不符合这一项的申请条件。"),
        "EVIDENCE_MISSING": _("证明材料不全或看不清，请补交清楚的原件照片。"),
        "HOURS": _("学时不足，未达到这一项的要求。"),
        "INTAKE": _("您的年级不适用本办法。"),
        "NO_ROW": _("评分表里没有这一项，请改选相应的评分项。"),
        "SCORE": _("成绩没有达到这一项的最低要求。"),
    }


def canned(chosen: str) -> tuple[Canned, ...]:
    """Every reason with its sentence, the chosen one marked."""
    said = sentences()
    return tuple(
        Canned(code, words, said.get(code, ""), chosen=code == chosen)
        for code, words in FirstReview.choice_words("ground").items()
    )


def reason_for(code: str, written: str) -> str:
    """What is written; the sentence of the code where nothing is."""
    return written if written.strip() else sentences().get(code, "")
