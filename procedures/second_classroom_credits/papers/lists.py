"""Lists of students on paper: a class before graduation, and what a round publishes (art. 6, 7, 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from procedures.second_classroom_credits import roles
from workflows.documents import FormPaper, Grid, Lines
from workflows.nodes import Imprint
from workflows.texts.sentences import word


@dataclass(frozen=True, slots=True)
class ListRow:
    """Somebody in a list: what stands before the figures, the figures, and what is said behind them."""

    before: tuple[str, ...]
    amounts: tuple[str, ...]
    behind: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """The row from left to right."""
        return (*self.before, *self.amounts, *self.behind)


def class_list(
    imprint: Imprint, *, on: date, enough: int, modules: Sequence[str], rows: Sequence[ListRow]
) -> FormPaper:
    """毕业班审核名单: number and name, total and modules, the verdict with what is missing (art. 7, 9)."""
    counts = f"{len(rows)}人，已达到{enough}人，未达到{len(rows) - enough}人"
    day = f"{on.year}年{on.month}月{on.day}日"
    heads = ("学号", "姓名", "总学分", *(word(each) for each in modules), "结论和缺项")
    return FormPaper(
        **imprint.to_json(),
        title="毕业班第二课堂学分审核名单",
        parts=(
            Lines(((("班级", imprint.issuer), ("日期", day)), (("人数", counts),))),
            Grid(heads, tuple(row.cells for row in rows), (9, 7, 6, *(7,) * len(modules), 34)),
        ),
        notes=("按最终认定的学分统计。",),
        signed_by=roles.REGISTRAR.title,
        layout="wide",
    )


def publication_list(
    imprint: Imprint, *, year: str, modules: Sequence[str], rows: Sequence[ListRow]
) -> FormPaper:
    """学分取得情况公布表: class and name with the credits of each module, and nothing else (art. 6)."""
    heads = ("班级", "姓名", *(word(each) for each in modules), "合计")
    return FormPaper(
        **imprint.to_json(),
        title="第二课堂学分取得情况公布表",
        head=imprint.issuer,
        parts=(
            Lines(((("学年", year), ("人数", str(len(rows)))),)),
            Grid(heads, tuple(row.cells for row in rows), (8, 6, *(5,) * len(modules), 5)),
        ),
        notes=("按终审确认的各项学分汇总；同一项目只计最高等规定，在毕业审核时计算。",),
        signed_by=imprint.issuer,
    )
