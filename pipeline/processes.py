"""Worker processes: they heed their parent alone, and do not outlive it."""

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor


def pool(count: int) -> ProcessPoolExecutor:
    """Return a pool of workers, which start when there is work."""
    context = multiprocessing.get_context("spawn")  # fork copies locks that threads hold
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Ready a worker: interruptions are its parent's to heed, and it does not outlive that parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=[parent.sentinel], daemon=True).start()


def _follow(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


@contextlib.contextmanager
def interruptions_held() -> Iterator[None]:
    """Hold SIGINT back in the block: a worker that is started in it must not print that it was interrupted."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end(workers: ProcessPoolExecutor | None, *, at_once: bool = False) -> None:
    """End a pool, when its work is done or at once."""
    if workers is None:
        return
    # there is no public way to end a worker that is in the midst of something before Python 3.14
    processes = list((workers._processes or {}).values()) if at_once else []  # noqa: SLF001
    workers.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.kill()
