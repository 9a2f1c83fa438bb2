"""Statements that travel together, in libpq's pipeline mode: all are sent at once, then all results are read.

The driver has such a mode too, but sends statement by statement and waits for BEGIN; with the short
statements of an act that costs more than they do. So this speaks to libpq itself, and leaves to the driver
what it is best at: values, rows and errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from functools import partial
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from psycopg import Connection, generators
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

from workflows.store.orders import Order, Question, Row

#: the place of a value that travels as text or, with ``b``, in binary
PLACE = re.compile("%([sb])")
FORMATS = {"s": PyFormat.AUTO, "b": PyFormat.BINARY}
FINE = {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK}

#: hands one message over to libpq
Message = Callable[[], None]


class Statement:
    """A statement on one connection: how its values and rows convert, and the names of its plans there."""

    def __init__(self, raw: Connection[Any], text: str) -> None:
        kinds = PLACE.findall(text)
        numbers = iter(range(1, len(kinds) + 1))
        self.text = PLACE.sub(lambda _: f"${next(numbers)}", text).encode()
        self.formats = [FORMATS[kind] for kind in kinds]
        self.values = Transformer(raw)
        self.columns = Transformer(raw)
        #: plans by the types of the values, since a small number is of another type than a large one
        self.plans: dict[tuple[int, ...], bytes] = {}

    def rows(self, result: PGresult) -> list[Row]:
        """The rows of a result."""
        self.columns.set_pgresult(result)
        return self.columns.load_rows(0, result.ntuples, tuple)


class Pipeline:
    """The pipelined statements of one connection, whose plans the server keeps."""

    def __init__(self, raw: Connection[Any]) -> None:
        self.raw = raw
        self._statements: dict[str, Statement] = {}
        self._names = count(1)
        #: plans asked for in the batch under way
        self._asked: dict[tuple[str, tuple[int, ...]], bytes] = {}

    def rows(self, questions: Sequence[Question]) -> list[list[Row]]:
        """The rows that each question is answered with."""
        results = self._results([partial(self._planned, text, values) for text, values in questions])
        return [
            self._statements[text].rows(result) for (text, _), result in zip(questions, results, strict=True)
        ]

    def changed(self, orders: Sequence[Order]) -> list[int]:
        """How many rows each order changed."""
        calls = [
            partial(self._unplanned if order.plan_each_time else self._planned, order.statement, values)
            for order in orders
            for values in order.values
        ]
        results = iter(self._results(calls))
        return [sum(next(results).command_tuples or 0 for _ in order.values) for order in orders]

    def _results(self, calls: Sequence[Callable[[], list[Message]]]) -> list[PGresult]:
        """The result of each call's last message. Raises the driver's error for the first that failed."""
        self._asked.clear()
        messages = [call() for call in calls]
        results = iter(self._exchanged([message for each in messages for message in each]))
        found = [[next(results) for _ in each][-1] for each in messages]
        for (text, types), plan in self._asked.items():
            self._statements[text].plans[types] = plan
        return found

    def _unplanned(self, text: str, values: Sequence[Any]) -> list[Message]:
        statement = self._statement(text)
        given = statement.values.dump_sequence(values, statement.formats)
        types, formats = statement.values.types, statement.values.formats
        send = self.raw.pgconn.send_query_params
        return [partial(send, statement.text, given, param_types=types, param_formats=formats)]

    def _planned(self, text: str, values: Sequence[Any]) -> list[Message]:
        """The messages that carry out a statement: its plan by name, which is made the first time."""
        statement, server = self._statement(text), self.raw.pgconn
        given = statement.values.dump_sequence(values, statement.formats)
        types, formats = statement.values.types or (), statement.values.formats
        plan = statement.plans.get(types) or self._asked.get((text, types))
        if plan is not None:
            return [partial(server.send_query_prepared, plan, given, param_formats=formats)]
        plan = self._asked[text, types] = b"act_%d" % next(self._names)
        return [
            partial(server.send_prepare, plan, statement.text, param_types=types),
            partial(server.send_query_prepared, plan, given, param_formats=formats),
        ]

    def _statement(self, text: str) -> Statement:
        if text not in self._statements:
            self._statements[text] = Statement(self.raw, text)
        return self._statements[text]

    def _exchanged(self, messages: Sequence[Message]) -> list[PGresult]:
        server = self.raw.pgconn
        idle = server.transaction_status == TransactionStatus.IDLE and not self.raw.autocommit
        begin: list[Message] = [partial(server.send_query_params, b"BEGIN", None)] if idle else []
        server.enter_pipeline_mode()
        try:
            for message in (*begin, *messages):
                message()
            server.pipeline_sync()
            results = self.raw.wait(_received(server, len(begin) + len(messages)))
        except BaseException:
            # Results may still be on their way, so nothing can be asked on this connection any more.
            server.finish()
            raise
        server.exit_pipeline_mode()
        failed = next((result for result in results if result.status not in FINE), None)
        if failed is not None:
            raise error_from_result(failed)
        return results[len(begin) :]


def _received(server: Any, wanted: int) -> Generator[Any, Any, list[PGresult]]:
    """Send what was handed over and receive a result for each message, driven by the driver's ``wait``."""
    yield from generators.send(server)
    results: list[PGresult] = []
    for _ in range(wanted):
        results += yield from generators.fetch_many(server)
    yield from generators.fetch_many(server)  # the end of the pipeline
    return results


_pipelines: WeakKeyDictionary[Any, Pipeline] = WeakKeyDictionary()


def pipeline_of(connection: Any) -> Pipeline:
    """The pipeline of Django's connection; a new one when the database was connected to again."""
    connection.ensure_connection()
    pipeline = _pipelines.get(connection)
    if pipeline is None or pipeline.raw is not connection.connection:
        pipeline = _pipelines[connection] = Pipeline(connection.connection)
    return pipeline
