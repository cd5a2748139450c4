"""The one who writes: one job at a time, in a process of its own, so that pages stay quick while reports are added."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from loky import ProcessPoolExecutor

from onrecord.errors import OnRecordError, UsageError
from onrecord.pipeline import Desk
from onrecord.pipeline.uploads import Upload, reports_in
from onrecord.pipeline.views import Added
from onrecord.records import Correction, Record, Reject
from onrecord.settings import Settings
from onrecord.web.house import House

KEPT: Final = 100
REJECTS_SHOWN: Final = 100
FEW_BYTES: Final = 1_000_000
IDLE_SECONDS: Final = 600


class Order(Record, frozen=True, kw_only=True):
    """What a writing process must know: which database, by which settings, in how many processes."""

    db: Path
    settings: Settings
    processes: int | None = None


def add_uploads(order: Order, uploads: list[Upload]) -> Added:
    """What came of adding uploaded files."""
    items = reports_in(uploads, order.settings)
    processes = 1 if sum(len(upload.content) for upload in uploads) < FEW_BYTES else order.processes
    with Desk(order.db, order.settings) as desk:
        counts = desk.add(items, processes=processes)
    rejects = tuple(item for item in items if isinstance(item, Reject))[:REJECTS_SHOWN]
    return Added(
        read=counts.read, stored=counts.stored, already_there=counts.already_there, rejected=counts.rejected, rejects=rejects
    )  # fmt: skip


def remove_report(order: Order, report_id: str, reason: str | None) -> list[str]:
    """The ids taken out."""
    with Desk(order.db, order.settings) as desk:
        return desk.remove(report_id, reason)


def correct(order: Order, verb: str, subject: str, other: str | None, by: str | None, reason: str | None) -> Correction:
    """The correction kept."""
    with Desk(order.db, order.settings) as desk:
        return desk.correct(verb, subject, other, by=by, reason=reason)


def undo(order: Order, correction_id: str) -> Correction:
    """The correction undone."""
    with Desk(order.db, order.settings) as desk:
        return desk.undo(correction_id)


class Job:
    """Something that is being written, and what came of it."""

    def __init__(self, job_id: str, future: Future[Any]) -> None:
        self.job_id = job_id
        self._future = future
        self.back = "/"

    @property
    def is_done(self) -> bool:
        """True when it came to an end."""
        return self._future.done()

    def wait(self, seconds: float) -> Any:
        """What came of it; raises what it raised, and `TimeoutError` when it is not done by then."""
        return self._future.result(seconds)

    def view(self) -> Added:
        """What the page of the job shows."""
        if not self.is_done:
            return Added(is_running=True)
        try:
            made = self._future.result()
        except OnRecordError as error:
            return Added(trouble=f"{error}.")
        except Exception:
            return Added(trouble="The reports could not be added; those that were stored before stay.")
        assert isinstance(made, Added)
        return made


class Writer:
    """Takes jobs and does them one after the other."""

    def __init__(self, house: House) -> None:
        self._order = Order(db=house.db, settings=house.settings, processes=house.processes)
        self._is_apart = house.writes_apart
        self._most = house.most_waiting
        self._executor: Executor | None = None
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, work: Callable[..., Any], *arguments: Any) -> Job:
        """The job of doing this work; raises `UsageError` where too many wait already."""
        with self._lock:
            if sum(not job.is_done for job in self._jobs.values()) >= self._most:
                raise UsageError(f"{self._most} things wait to be written already; try again when they are done")
            job = Job(secrets.token_urlsafe(12), self._running().submit(work, self._order, *arguments))
            self._jobs[job.job_id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        return job

    def _running(self) -> Executor:
        if self._executor is None:
            self._executor = ProcessPoolExecutor(1, timeout=IDLE_SECONDS) if self._is_apart else ThreadPoolExecutor(1)
        return self._executor

    def job(self, job_id: str) -> Job | None:
        """A job by its id, as long as it is remembered."""
        with self._lock:
            return self._jobs.get(job_id)

    def close(self) -> None:
        """Finish what was begun and stop."""
        if self._executor is not None:
            self._executor.shutdown(wait=True)

