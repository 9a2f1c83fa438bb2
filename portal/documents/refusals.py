"""Why a paper was not printed, as a message id with parameters and as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_lazy

SENTENCES = {
    "paper.missing_character": gettext_lazy(
        "没有一种字体含有“%(character)s”（%(codepoint)s），位置：%(place)s。请改用通行字形，或由管理员添加字体。"
    ),
    "paper.private_character": gettext_lazy(
        "%(place)s含有自造字（%(codepoint)s），别的电脑上会显示成别的字。请改用统一编码的字。"
    ),
    "paper.unprintable_character": gettext_lazy("%(place)s含有不能打印的控制字符（%(codepoint)s），请删去。"),
    "paper.no_font": gettext_lazy("没有可用的中文字体，不能打印。请管理员运行：%(command)s"),
    "paper.unreadable_font": gettext_lazy("字体文件读不出来：%(path)s。请管理员检查设置 DOC_FONTS。"),
    "paper.took_too_long": gettext_lazy("排版用时太长，已中止，文件没有生成。请减少内容后再试。"),
    "paper.busy": gettext_lazy("正在打印的文件太多，请稍后再试。"),
    "paper.failed": gettext_lazy(
        "排版没有完成，文件没有生成。请稍后再试；仍不行请告诉管理员（%(reason)s）。"
    ),
}

#: The parts of a paper that belong to no person, as the reader knows them.
PLACES = {
    "institution": gettext_lazy("学校名称"),
    "issuer": gettext_lazy("发布单位"),
    "title": gettext_lazy("标题"),
    "number": gettext_lazy("编号"),
    "intro": gettext_lazy("正文"),
    "window": gettext_lazy("公示时间"),
    "channels": gettext_lazy("公示方式"),
    "contacts": gettext_lazy("意见受理"),
    "signed_by": gettext_lazy("落款"),
    "check_url": gettext_lazy("核验网址"),
    "legend": gettext_lazy("说明"),
    "remark": gettext_lazy("附注"),
    "mark": gettext_lazy("标记"),
    "name": gettext_lazy("姓名"),
    "person": gettext_lazy("姓名"),
    "person_number": gettext_lazy("学号"),
    "head": gettext_lazy("抬头"),
    "place": gettext_lazy("地点"),
    "chair": gettext_lazy("主持人"),
    "tellers": gettext_lazy("计票人"),
    "absences": gettext_lazy("缺席原因"),
    "quorum": gettext_lazy("到会核验"),
    "question": gettext_lazy("表决事项"),
    "outcome": gettext_lazy("结论"),
    "verdict": gettext_lazy("结论"),
    "remarks": gettext_lazy("需说明的情况"),
    "notes": gettext_lazy("附注"),
    "parts": gettext_lazy("正文"),
}


class PaperRefused(Exception):
    """The paper is not printed; nothing was written.

    `message` is a key of `SENTENCES`, `params` its parameters (strings and numbers). `str()` is the sentence
    in the active language.
    """

    def __init__(self, message: str, params: Mapping[str, str | int] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.params = dict(params or {})

    def __str__(self) -> str:
        return str(SENTENCES[self.message]) % {**self.params, "place": self._place()}

    def _place(self) -> str:
        field = str(self.params.get("field", ""))
        label = str(PLACES.get(field, field))
        person = self.params.get("person")
        return gettext("%(person)s的“%(label)s”") % {"person": person, "label": label} if person else label
