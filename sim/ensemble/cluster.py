"""Workers on other machines: a Dask cluster, through the executor that its client gives."""

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from sim.core.errors import QuestionError
from sim.core.workers import one_thread

_SECONDS_TO_ANSWER = 5


class LostWork(BrokenExecutor):
    """A cluster gave a task up: its workers died over it, or the connection to its scheduler was lost."""


class ClusterExecutor(Executor):
    """Dask's own executor, which tells of lost work in the words of the standard library.

    Parameters
    ----------
    client
        Of a running cluster.
    """

    def __init__(self, client: Any) -> None:
        # Not pure: Dask must not take two tasks for one by what they look like; parts have names of their own.
        self._dask = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """As for any executor; the future ends with `LostWork` when the cluster gave the task up."""
        told: Future[Any] = Future()
        self._dask.submit(fn, *args, **kwargs).add_done_callback(lambda found: _pass_on(found, told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Forget what was handed out; the cluster itself goes on."""
        self._dask.shutdown(wait=wait and not cancel_futures)


def _pass_on(found: Future[Any], told: Future[Any]) -> None:
    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    try:
        told.set_result(found.result())
    except (KilledWorker, CommClosedError, CancelledError) as error:
        told.set_exception(LostWork(str(error) or "the scheduler is gone"))
    except ModuleNotFoundError as error:
        told.set_exception(_not_installed(error))
    except Exception as error:
        told.set_exception(error)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give an executor of a running Dask cluster.

    Parameters
    ----------
    address
        Of its scheduler, such as `tcp://10.0.0.5:8786`.

    Raises
    ------
    QuestionError
        When Dask is not installed, nothing answers there, or its workers do not have Entente.
    """
    with _client(address) as client:
        try:
            # Also of workers that join later; what is loaded first in a worker decides its number of threads.
            client.register_worker_callbacks(one_thread)
        except ModuleNotFoundError as error:
            raise _not_installed(error) from None
        pool = ClusterExecutor(client)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def workers_of(address: str) -> int:
    """How many threads the workers of a cluster have together.

    Raises
    ------
    QuestionError
        As for `cluster`, and when it has no workers.
    """
    workers = _identity(address)["workers"]
    if not workers:
        raise QuestionError(f"--cluster {address}: has no workers; start some with: dask worker {address} --nthreads 1")
    return sum(int(worker["nthreads"]) for worker in workers.values())


def _identity(address: str) -> dict[str, Any]:
    """What the scheduler says of itself; a client would take whatever answers there for a scheduler."""
    try:
        _hush()
        with ThreadPoolExecutor(1) as apart:  # a notebook has a loop of its own in this thread
            found = apart.submit(asyncio.run, _asked_who(address)).result()
        if found["type"] == "Scheduler":
            return found
        why = f"a Dask {found['type'].lower()} does"
    except ImportError:
        raise QuestionError("--cluster needs Dask: pip install 'entente-sim[cluster]'") from None
    except TimeoutError:
        why = f"nothing in {_SECONDS_TO_ANSWER} seconds"
    except MemoryError:
        why = "what answers does not speak as Dask does"
    except Exception as error:  # whatever else is at that address may answer anything
        why = (str(error) or type(error).__name__).splitlines()[0]
    raise QuestionError(
        f"--cluster {address}: no Dask scheduler answers there ({why}); write the address that `dask scheduler` names, "
        f"such as tcp://10.0.0.5:8786"
    )


def _hush() -> None:
    """Dask's loggers tell of workers that come and go, which is no news to whoever waits for a table."""
    import distributed  # noqa: F401  # each of its loggers is given a level of its own when it is loaded

    for name in logging.root.manager.loggerDict:
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)


async def _asked_who(address: str) -> dict[str, Any]:
    from distributed.core import rpc

    async with rpc(address, timeout=_SECONDS_TO_ANSWER) as scheduler:
        answer: dict[str, Any] = await asyncio.wait_for(scheduler.identity(), _SECONDS_TO_ANSWER)
        return answer


@contextmanager
def _client(address: str) -> Iterator[Any]:
    workers = list(_identity(address)["workers"])
    from distributed import Client

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # each task compares versions, and other ones are an error
        client = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    try:
        client.direct_to_workers = client.sync(_reaches, client, workers)
        yield client
    finally:
        client.close()


async def _reaches(client: Any, workers: list[str]) -> bool:
    """Whether figures can come straight from the workers; else all of them pass through the scheduler."""
    try:
        answers = asyncio.gather(*(client.rpc(worker).identity() for worker in workers))
        await asyncio.wait_for(answers, _SECONDS_TO_ANSWER)
    except OSError:
        return False
    return bool(workers)


def _not_installed(error: ModuleNotFoundError) -> QuestionError:
    return QuestionError(
        f"--cluster: a worker cannot load Entente ({error}); install it, and the same packages, on all machines"
    )
