"""Workers: processes of one thread each, which spend nothing on waiting for one another.

Two blocks in one process share XLA's pool of threads, and a third of their time goes to handing work around in it.
A worker ends when the process that opened it does, even one that was killed: nobody is left to hand it work.
"""

import atexit
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import forkserver, resource_tracker
from typing import Any

# Forked from a process that has loaded the engine, and runs nothing, a worker is there at once. The libraries of other
# systems than Linux are not made for it, so each worker loads for itself there.
METHOD = "forkserver" if sys.platform == "linux" else "spawn"
# What a run makes is let go in order; to look for what hangs together at every turn took a second of it.
SELDOM = 100_000
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
    Processes are not forked from this one, so a script that calls this keeps its own work under
    `if __name__ == "__main__":`.
    """
    make_ready(preload)
    context, environment = multiprocessing.get_context(METHOD), dict(os.environ)
    pool = _Processes(workers, context, _prepare, (preload, environment))
    try:
        for _ in range(workers):
            pool.submit(_wake)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def make_ready(preload: str) -> None:
    """Begin to load what workers need, in the process that they are forked from; nothing where it is there already.

    Parameters
    ----------
    preload
        The module that workers load.
    """
    if METHOD == "spawn":
        return
    multiprocessing.get_context(METHOD).set_forkserver_preload([preload])
    given = dict(os.environ)
    os.environ |= ONE_THREAD | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
    # While it loads it would tell of being stopped by hand, which this process does. What Python itself starts beside
    # it lets such signals through again, so that comes first.
    resource_tracker.ensure_running()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        _replace_environment(given)


def seldom_collect() -> None:
    """Let the collector of garbage look seldom, and not at all when the process ends: everything goes then."""
    gc.set_threshold(SELDOM)
    atexit.register(gc.freeze)


def one_thread() -> None:
    """Let this process run its worlds in one thread; to be called before JAX is loaded in it."""
    os.environ.update(ONE_THREAD)


def give_back_memory() -> None:
    """Return to the system what loading or compiling has left over: some hundred megabytes, where it is Linux's."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class _Processes(ProcessPoolExecutor):
    """A pool that tells of a worker which could not be started as of one that died."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        try:
            return super().submit(fn, *args, **kwargs)
        except (EOFError, OSError) as error:  # what workers are forked from was gone before it answered
            raise BrokenProcessPool("a worker could not be started") from error


def _prepare(preload: str, environment: Mapping[str, str]) -> None:
    # Whoever stops a study by hand stops the process that hands out work, and that one ends its workers in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    seldom_collect()
    # What this process was forked from has the environment of the day it began.
    _replace_environment(environment)
    one_thread()
    import_module(preload)


def _replace_environment(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _wake() -> None:
    """Nothing: a pool starts a process only when it is given something to do."""
