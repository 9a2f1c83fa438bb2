"""Reading much at once, without looking for garbage in what is all kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Nothing is looked for among what acts plan, or what is read of ten thousand cases: all of it is kept.

    The collector would go through it again and again, which cost a seventh of the time of a thousand acts,
    and two thirds of reading a round of ten thousand items.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
