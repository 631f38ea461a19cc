"""Workers on other machines: a Dask cluster, through the executor that its client gives."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from sim.core.errors import QuestionError


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
        When Dask is not installed, or nothing answers there.
    """
    client = _client(address)
    try:
        yield client.get_executor(pure=False)
    finally:
        client.close()


def workers_of(address: str) -> int:
    """How many threads the workers of a cluster have together.

    Raises
    ------
    QuestionError
        As for `cluster`, and when it has no workers.
    """
    client = _client(address)
    try:
        threads = sum(client.nthreads().values())
    finally:
        client.close()
    if threads == 0:
        raise QuestionError(f"--cluster {address}: has no workers; start some with: dask worker {address} --nthreads 1")
    return int(threads)


def _client(address: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  (a class of an optional package)
    try:
        from distributed import Client
    except ImportError:
        raise QuestionError("--cluster needs Dask: pip install 'entente-sim[cluster]'") from None
    try:
        return Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise QuestionError(f"--cluster {address}: no Dask scheduler answers there ({error})") from None
