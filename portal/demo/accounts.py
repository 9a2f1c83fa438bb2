"""One account for each role of the demo, with what to try in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import Permission

from portal.accounts import services
from portal.models import Account
from workflows.models import Person

#: role, name of whoever holds it, what to try
ROLES = (
    ("党支部书记", "周岚", "接收大会：陆怀瑾、姚静姝、范书言；沈嘉禾的转正大会；与崔明朗谈话；为方亦舒送审"),
    ("组织委员", "梁思远", "本支部名册导入；审查申请；支部大会上的计票人"),
    ("团支书", "李向晚", "为倪采薇开推优大会：名册、到会、两人计票"),
    ("院团委书记", "梅清和", "正在张贴的推优公示；核实一条异议；打印公示"),
    ("组织员", "韩令仪", "为黄知非备案；白锦初的发展公示；2027年计划；邵可欣的答辩；全院名册导入"),
    ("学院党委书记", "程远山", "全院办件；暂缓与恢复；审批；已归档的潘予墨"),
    ("分党校负责人", "孟以宁", "登记积极分子培训；支部大会上的计票人"),
    ("培养联系人", "温若水", "为柏舟写半年考察意见"),
    ("谈话人", "姜予宁", "与施砚秋首次谈话（材料学院）"),
    ("预备党员", "沈嘉禾", "自己的进度：转正大会之前；预备期的各季度汇报"),
    ("发展对象", "陆怀瑾", "自己的进度：接收大会之前"),
    ("积极分子", "常念安", "自己的进度；补交第三季度思想汇报"),
    ("申请人", "侯一鸣", "自己的进度：哪一天起可以推优"),
    ("计票人", "蒋思齐", "自己的进度；推优大会上的第二名计票人"),
    ("团员", "马书航", "还没有申请；登记之后看自己的进度"),
    ("另一支部书记", "钟望舒", "化工二支部；汤一清的座谈会没有通过，可以再开"),
    ("另一学院组织员", "邵文舟", "材料学院；江映雪暂缓发展；看不到化工学院"),
    ("校党委书记", "沈怀谨", "审批韦清扬"),
    ("校党委组织部", "陆静仪", "收年度计划、审查发展对象"),
    ("学分：学生", "丁亦凡", "手机上看五个模块各有多少、还缺什么；申报一项，传证书照片"),
    ("学分：毕业班", "夏知遥", "“我的学分”里补正退回的一项，为另一项提交证明材料"),
    ("学分：申诉人", "冯予白", "“我的学分”里不予认定的一项已向校团委申诉"),
    ("学分：新生", "许南乔", "第一次申报"),
    ("学分：辅导员", "苏砚青", "初审化工学院的申报；同一证书；一份存疑的证书；登记处分、宿舍、志愿次数"),
    ("学分：教务科研办", "罗雨眠", "初审科技竞赛；形成汇总表"),
    ("学分：教学副院长", "高闻笛", "复审汇总表上的各项；组织申报"),
    ("学分：学院院长", "许景行", "认定工作组组长：汇总表签字盖章"),
    ("学分：图书馆", "邹小满", "用工单位：考核勤工助学"),
    ("学分：教务处", "顾清源", "终审材料学院的汇总表；毕业班红绿名单；成绩证明"),
    ("学分：学工部", "林疏桐", "处分登记；认定或排除材料伪造"),
    ("学分：校团委", "江照晚", "答复一件申诉"),
    ("学分：资助中心", "薛明远", "考核勤工助学"),
    ("管理员", "安知行", "全校名册与账号"),
)
MANAGES = "管理员"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A sign-in that is printed at each start of the demo."""

    role: str
    name: str
    username: str
    password: str
    hint: str


def open_accounts(*, at: datetime) -> list[DemoAccount]:
    """Open the accounts; their passwords are printed for everybody, so nobody has to change one first."""
    people = {
        person.name: person for person in Person.objects.filter(name__in=[name for _, name, _ in ROLES])
    }
    wanted = [services.NewAccount(people[name].number, name) for _role, name, _hint in ROLES]
    opened = services.open_accounts(wanted, at=at, is_demo=True)
    found = []
    for (role, name, hint), (account, slip) in zip(ROLES, opened, strict=True):
        person = people[name]
        person.account = account
        person.save(update_fields=["account"])
        if role == MANAGES:
            account.user_permissions.add(
                Permission.objects.get(content_type__app_label="portal", codename="manage_accounts")
            )
        found.append(DemoAccount(role, name, account.username, slip.password, hint))
    Account.objects.filter(is_demo=True).update(must_change_password=False)
    return found


def table(accounts: Iterable[DemoAccount]) -> str:
    """The accounts as lines of a terminal, columns under one another."""
    heads = DemoAccount("身份", "姓名", "账号", "密码", "可以试")
    rows = [heads, *accounts]
    lines = ["", "  演示账号（数据都是虚构的；密码只属于这台机器上的这一份演示）", ""]
    for row in rows:
        cells = (row.role, row.name, row.username, row.password)
        widths = (16, 10, 12, 16)
        padded = "".join(_padded(cell, width) for cell, width in zip(cells, widths, strict=True))
        lines.append(f"  {padded}{row.hint}")
    return "\n".join(lines) + "\n"


def _padded(text: str, width: int) -> str:
    """A Chinese character is as wide as two letters."""
    wide = sum(unicodedata.east_asian_width(character) in {"W", "F"} for character in text)
    return text + " " * max(1, width - len(text) - wide)
