"""One at a time: of several processes that want the same file made, one makes it and the others wait and read it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

with suppress(ImportError):  # a system without such locks makes the file once in each process
    import fcntl

_LOCKS = "fcntl" in globals()


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until no other process is inside with the same file; the system lets go when a process dies."""
    if not _LOCKS:
        yield
        return
    lock = file.with_suffix(".lock")
    handle = None
    with suppress(OSError):
        lock.parent.mkdir(parents=True, exist_ok=True)
        handle = lock.open("w")
        # A folder on a file system without locks, or one that cannot be written, costs time and nothing else.
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            with suppress(OSError):
                lock.unlink(missing_ok=True)
            handle.close()
