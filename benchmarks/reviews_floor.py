"""The floor of a review: the rows of one decision on an item, for many items, in plain statements.

The content of the rows is that of a review which the door has written before, so both write the same bytes.
"""

from __future__ import annotations

from itertools import count

from django.db import connection

from benchmarks.floors import (
    ENTRY_ROW,
    HEAD,
    LATEST_ENTRY,
    LATEST_TASK,
    LOCK_CASES,
    OPEN_TASKS,
    ORIGIN,
    TASK_DONE,
    TASK_ROW,
    Plain,
)

CASE = (
    "UPDATE workflows_case SET status = ?, stage = ?, facts = ?, steps = ?, revision = revision + 1 "
    "WHERE id = ?"
)


class ReviewsFloor(Plain):
    """A reviewed item whose rows are written once more for every item of a class."""

    def __init__(self, case: int) -> None:
        super().__init__()
        self.facts, self.steps = self.one(
            "SELECT CAST(facts AS text), CAST(steps AS text) FROM workflows_case WHERE id = ?", case
        )
        self.entry = self.one(LATEST_ENTRY, case)
        self.at = self.entry[7]
        task = self.one("SELECT max(id) FROM viewflow_task")[0]
        self.row = self.one(LATEST_TASK, task)[:-1]

    def acts(self, unit: int) -> None:
        """Lock every item of a class that waits for its review, and write its rows, table by table."""
        self.begin()
        found = self.run(OPEN_TASKS + LOCK_CASES[connection.vendor], unit).fetchall()
        tasks, entries = (self.ids(table, len(found)) for table in ("viewflow_task", "workflows_entry"))
        rows = list(zip(found, tasks, entries, strict=True))
        seq = count(self.one("SELECT seq FROM workflows_chainhead WHERE unit_id = ?", unit)[0] + 1)
        for statement, values in (
            (CASE, [("open", "", self.facts, self.steps, case) for (case, _, _), _, _ in rows]),
            (TASK_ROW, [(new, process, *self.row[1:], "{}") for (_, _, process), new, _ in rows]),
            (TASK_DONE, [("DONE", self.at, old) for (_, old, _), _, _ in rows]),
            (ORIGIN, [(new, old) for (_, old, _), new, _ in rows]),
            (
                ENTRY_ROW,
                [
                    (entry, next(seq), f"case:{case}:bulk", unit, case, *self.entry[2:])
                    for (case, _, _), _, entry in rows
                ],
            ),
            (HEAD, [(next(seq), self.entry[-1], unit)]),
        ):
            self.many(statement, values)
        self.run("COMMIT")
