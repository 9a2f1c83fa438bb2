"""Forms of the samples: one of each kind of field, as acts have them."""

from __future__ import annotations

from typing import Any

from django import forms


class Report(forms.Form):
    """A quarter's thought report."""

    quarter = forms.ChoiceField(
        label="季度", choices=[("2026-3", "2026年第三季度"), ("2026-2", "2026年第二季度")]
    )
    on = forms.DateField(label="递交日期", initial="2026-11-12")
    scan = forms.FileField(
        label="扫描或照片", required=False, help_text="拖入或选择；PDF、JPG，每份不超过 10 MB。"
    )
    original = forms.BooleanField(label="收到手写原件，存支部档案柜", required=False, initial=True)


class Opinion(forms.Form):
    """A half-year opinion."""

    on = forms.DateField(label="填写日期")
    overall = forms.CharField(label="总体情况", widget=forms.Textarea)


class Talk(forms.Form):
    """The first talk, with a field of each kind."""

    on = forms.DateField(label="谈话日期")
    interviewer = forms.ChoiceField(label="谈话人", choices=[("", "请选择"), ("1", "陈昱"), ("2", "沈一鸣")])
    motive = forms.CharField(label="入党动机", widget=forms.Textarea)
    family = forms.CharField(label="家庭情况", widget=forms.Textarea, required=False)
    way = forms.ChoiceField(
        label="记录方式", choices=[("paper", "纸质补录"), ("online", "当场录入")], widget=forms.RadioSelect
    )
    pages = forms.IntegerField(label="原件页数", required=False, help_text="没有原件就留空。")
    scan = forms.FileField(label="记录扫描件", required=False)


class Application(forms.Form):
    """What is typed once for several applications."""

    on = forms.DateField(label="递交日期", initial="2026-11-12")
    source = forms.ChoiceField(label="来源", choices=[("own", "本人递交"), ("forwarded", "原单位转来")])
    signed = forms.BooleanField(label="已核对本人签名原件", required=True)


class RosterFile(forms.Form):
    """The roster's file."""

    file = forms.FileField(
        label="名册文件", help_text=".xlsx，不超过 10 MB；一个文件可含学生、党员、职务三张表。"
    )


class Confirm(forms.Form):
    """The date of the changes of an import."""

    token = forms.CharField(widget=forms.HiddenInput, initial="sample")
    on = forms.DateField(label="变动从哪天起算", initial="2026-11-12")


class Meeting(forms.Form):
    """What a teller says beside the numbers."""

    act_on = forms.DateField(label="日期", initial="2026-12-10")
    method = forms.ChoiceField(label="表决方式", choices=[("secret", "无记名投票"), ("hands", "举手")])


class MeetingDay(forms.Form):
    """An act on a meeting with nothing but its day."""

    act_on = forms.DateField(label="日期", initial="2026-12-10")


class SignIn(forms.Form):
    """Number and password."""

    username = forms.CharField(label="学号或工号")
    password = forms.CharField(label="密码", widget=forms.PasswordInput)


class NewPassword(forms.Form):
    """One's own password."""

    old = forms.CharField(label="当前密码", widget=forms.PasswordInput)
    new = forms.CharField(label="新密码", widget=forms.PasswordInput, help_text="至少 10 位，不要全是数字。")
    again = forms.CharField(label="再输一次新密码", widget=forms.PasswordInput)


class Why(forms.Form):
    """A written reason."""

    reason = forms.CharField(label="原因", widget=forms.Textarea)


class Posting(forms.Form):
    """A notice taken down or put up again on one channel."""

    channel = forms.ChoiceField(label="渠道", choices=[("paper", "书面"), ("web", "网上")])
    on = forms.DateField(label="日期", initial="2026-11-12")


def refused(form: type[forms.Form], data: dict[str, Any], errors: dict[str, str]) -> forms.Form:
    """Return a bound form with further errors, as after a refused act; what was typed stays in it."""
    bound = form(data)
    bound.full_clean()
    for field, sentence in errors.items():
        bound.add_error(field or None, sentence)
    return bound


class Once(forms.Form):
    """What is said once of several people."""

    quarter = forms.ChoiceField(label="季度", choices=[("2026Q3", "2026年第三季度")])
    act_on = forms.DateField(label="日期", help_text="实际发生的日期。")


def _analysis() -> forms.CharField:
    return forms.CharField(label="分析", required=False, widget=forms.Textarea(attrs={"rows": 1}))


class Each(forms.Form):
    """A tick and a text for each of three people."""

    case_1 = forms.BooleanField(label="林予安（2401030217）", required=False, initial=True)
    case_1__analysis = _analysis()
    case_2 = forms.BooleanField(label="姜书意（2401030218）", required=False, initial=True)
    case_2__analysis = _analysis()
    case_3 = forms.BooleanField(label="邹明远（2401030219）", required=False)
    case_3__analysis = _analysis()
