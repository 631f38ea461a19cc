"""Workers: processes of one thread each, which spend nothing on waiting for one another.

Two blocks in one process share XLA's pool of threads, and a third of their time goes to handing work around in it.
A worker ends when the process that opened it does, even one that was killed: nobody is left to hand it work.
"""

import ctypes
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module

# What XLA and OpenBLAS read when they start, in the process that starts them.
ONE_THREAD = {"NPROC": "1", "OPENBLAS_NUM_THREADS": "1"}


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def processes(workers: int, preload: str) -> Iterator[Executor]:
    """Give an executor of worker processes, which begin to start at once.

    Parameters
    ----------
    workers
        How many.
    preload
        A module to load at once, since loading is most of a worker's start.

    Notes
    -----
    Processes are spawned, so a script that calls this keeps its own work under `if __name__ == "__main__":`.
    """
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _prepare, (preload,))
    try:
        for _ in range(workers):
            pool.submit(_wake)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def one_thread() -> None:
    """Let this process run its worlds in one thread; to be called before JAX is loaded in it."""
    os.environ.update(ONE_THREAD)


def give_back_memory() -> None:
    """Return to the system what loading or compiling has left over: some hundred megabytes, where it is Linux's."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def _prepare(preload: str) -> None:
    # Whoever stops a study by hand stops the process that hands out work, and that one ends its workers in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    one_thread()
    import_module(preload)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _wake() -> None:
    """Nothing: a pool starts a process only when it is given something to do."""
