"""A disk on which no more can be written."""

from contextlib import contextmanager

import pytest


@contextmanager
def no_file_above(size):
    """Files may not grow above so many bytes."""
    resource = pytest.importorskip("resource")  # not everywhere
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
