"""The local engine: a stage over many items on the cores of one machine."""

from __future__ import annotations

import collections
import functools
import gc
import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Generic, NamedTuple, TypeVar

from loky.process_executor import ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 16
"""Up to this many items are run in this process: starting others takes longer than the work."""
AHEAD = 64
"""Items in flight for each process: enough to keep it busy, few enough that memory does not grow with the input."""


class Failed(NamedTuple, Generic[Item]):
    """An item whose stage raised, or whose process died, and why."""

    item: Item
    reason: str


def run(stage: Callable[[Item], Result], items: Iterable[Item], processes: int | None = None) -> Iterator[Result | Failed[Item]]:
    """The stage's result for each item, in the order of the items, or a `Failed` where it raised or its process died.

    ``stage`` must be picklable where there are many items. ``processes`` is the number of cores unless given; with one, or with few items,
    all runs in this process. Items are taken as they are needed, so that memory does not grow with their number.
    """
    count = processes or os.cpu_count() or 1
    stream = iter(items)
    first = list(itertools.islice(stream, FEW + 1))
    if count == 1 or len(first) <= FEW:
        for item in itertools.chain(first, stream):
            yield _guarded(stage, item)
        return
    yield from _run_in_pool(stage, itertools.chain(first, stream), count)


IDLE_SECONDS = 120
"""How long processes wait for more before they end: a run that follows another does without starting them anew (a second of work each)."""
_pools: dict[int, tuple[float, ProcessPoolExecutor]] = {}  # the last one of each size, and when its last run ended


def _run_in_pool(stage: Callable[[Item], Result], items: Iterator[Item], count: int) -> Iterator[Result | Failed[Item]]:
    # loky's processes start anew and do not run the caller's main module again, so that a plain script without a main guard works,
    # and they are safe with the threads of a model runtime.
    waiting: collections.deque[tuple[Item, Future[Any]]] = collections.deque()
    guarded = functools.partial(_guarded_apart, stage)
    pool = _take_pool(count)
    try:
        while True:
            waiting.extend((item, pool.submit(guarded, item)) for item in itertools.islice(items, AHEAD * count - len(waiting)))
            if not waiting:
                break
            item, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                # Which item broke it is not known: each that was in flight is tried in a process of its own.
                pool.shutdown(wait=False, kill_workers=True)
                unfinished = [item, *(each for each, _ in waiting)]
                waiting.clear()
                for each in unfinished:
                    yield _run_alone(guarded, each)
                pool = ProcessPoolExecutor(count, timeout=IDLE_SECONDS)
    except BaseException:
        pool.shutdown(wait=False, kill_workers=True)
        raise
    _, spare = _pools.pop(count, (0.0, None))
    _pools[count] = time.monotonic(), pool
    if spare is not None:
        spare.shutdown(wait=False, kill_workers=True)


def _take_pool(count: int) -> ProcessPoolExecutor:
    """Processes for one run alone: those of the last run, unless they are about to end."""
    used, pool = _pools.pop(count, (0.0, None))
    if pool is not None and time.monotonic() - used < IDLE_SECONDS / 2:
        return pool
    if pool is not None:
        pool.shutdown(wait=False, kill_workers=True)
    return ProcessPoolExecutor(count, timeout=IDLE_SECONDS)


def close() -> None:
    """End the processes that wait for another run; they end by themselves after a while, and with the program."""
    while _pools:
        _, (_, pool) = _pools.popitem()
        pool.shutdown(wait=True)


def _run_alone(guarded: Callable[[Item], Any], item: Item) -> Any:
    pool = ProcessPoolExecutor(1)
    try:
        return pool.submit(guarded, item).result()
    except BrokenProcessPool:
        return Failed(item, "the process that read it died (out of memory, or a fault in a library)")
    finally:
        pool.shutdown(wait=False, kill_workers=True)


def _guarded_apart(stage: Callable[[Item], Result], item: Item) -> Result | Failed[Item]:
    result = _guarded(stage, item)
    _keep_what_is_loaded()
    return result


@functools.cache
def _keep_what_is_loaded() -> None:
    # loky collects garbage every second: without this each time through all modules, models and word lists (40 ms).
    gc.freeze()


def _guarded(stage: Callable[[Item], Result], item: Item) -> Result | Failed[Item]:
    try:
        return stage(item)
    except Exception as error:  # the boundary of a stage: whatever one item raises costs that item and nothing more
        return Failed(item, f"{type(error).__name__}: {error}")
