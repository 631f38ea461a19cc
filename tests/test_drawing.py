"""The process that draws the charts of a run."""

import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pytest

from sim.cli.drawing import IN_A_RUN, drawing

CHARTS = sorted(f"{name}.{ending}" for name in IN_A_RUN for ending in ("csv", "png", "svg"))


def _drawn(folder):
    return sorted(path.name for path in (folder / "charts").iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed otherwise there")
def test_charts_are_drawn_though_the_process_that_was_to_draw_them_was_killed(small, tmp_path):
    with drawing(True, True, beside=True) as draw:
        (process,) = multiprocessing.active_children()
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        draw({tmp_path: small})
    assert _drawn(tmp_path) == CHARTS


def test_charts_are_drawn_here_where_no_process_could_be_started(small, tmp_path, monkeypatch):
    def cannot(*_args, **_kwargs):
        raise BrokenProcessPool("a worker could not be started")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", cannot)
    with drawing(True, True, beside=True) as draw:
        draw({tmp_path: small})
    assert _drawn(tmp_path) == CHARTS


def test_a_process_of_its_own_draws_them_and_is_gone_in_the_end(small, tmp_path):
    with drawing(True, True, beside=True) as draw:
        draw({tmp_path: small})
    assert _drawn(tmp_path) == CHARTS
    assert not multiprocessing.active_children()


def test_a_run_that_draws_nothing_or_ends_early_starts_or_leaves_no_process(small, tmp_path):
    with drawing(False, True, beside=True) as draw:
        draw({tmp_path: small})
        assert not multiprocessing.active_children()
    with pytest.raises(KeyboardInterrupt), drawing(True, True, beside=True):
        raise KeyboardInterrupt
    assert not multiprocessing.active_children()
    assert not list(tmp_path.iterdir())
