"""A batch loses nothing: not to a dead worker, a torn file, or a point that cannot be run."""

import os
import signal
import threading
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import forkserver

import numpy as np
import pytest

from sim import load
from sim.core.errors import QuestionError, ResultsError
from sim.core.workers import METHOD, processes
from sim.ensemble.batch import run_points
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.parts import Parts
from sim.ensemble.points import NOT_FINITE, Keep, Part, Point, Sampling, tasks
from sim.ensemble.run import padded_rows, padded_shocks, run
from sim.ensemble.subjects import subjects_of
from sim.scenario import policy


@pytest.fixture(scope="module")
def scenario():
    return load("scenarios/minimal.yaml")


def point(scenario, option, **pinned):
    facts = known(scenario.opening, doubt_of({**scenario.parameters, **pinned}, scenario.uncertainties))
    return Point(facts, policy(scenario, option, padded_rows(scenario)), padded_shocks(scenario))


@pytest.fixture(scope="module")
def keep(scenario):
    subjects = subjects_of(scenario.outcomes, scenario.watch, scenario.actors, scenario.groups)
    return Keep(subjects, (2, 4))


SAMPLING = Sampling(draws=35, runs=2, seed=3, quarters=12)


@contextmanager
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def figures(points, keep, parts, workers=threads, sampling=SAMPLING):
    names = run_points(points, keep, sampling, parts, workers, 2)
    return [parts.joined(of_point)[0] for of_point in names]


@pytest.fixture(scope="module")
def points(scenario):
    return [point(scenario, option.name) for option in scenario.options]


@pytest.fixture(scope="module")
def expected(points, keep):
    return figures(points, keep, Parts())


def test_figures_are_those_of_the_study(scenario, keep, expected):
    ensemble = run(scenario, SAMPLING.draws, SAMPLING.runs, SAMPLING.seed)
    for option, values in zip(ensemble.options, expected, strict=True):
        for k, column in enumerate(keep.columns):
            outcome, subject, quarter = column.split("|")
            place = ensemble.subjects.names[outcome].index(subject)
            assert (values[:, k] == ensemble.kept[option].series[outcome][:, int(quarter), place]).all()


def test_equal_points_are_run_once(points, keep):
    left, names = tasks([points[0], points[1], points[0]], keep, SAMPLING)
    assert names[0] == names[2]
    assert sum(len(task.points) for task in left) == 2 * len(names[0])


def test_more_worlds_find_the_whole_parts_of_fewer(points, keep):
    few, _ = tasks(points[:1], keep, SAMPLING)
    there = [name for task in few for name in task.points]
    more, names = tasks(points[:1], keep, replace(SAMPLING, draws=64), there)
    assert names[0][0] == there[0]
    assert sum(len(task.points) for task in more) == len(names[0]) - 1


def test_parts_on_disk_give_the_same_figures_and_are_not_made_twice(points, keep, expected, tmp_path):
    first = figures(points, keep, Parts(tmp_path))
    left, _ = tasks(points, keep, SAMPLING, Parts(tmp_path).names())
    assert left == []
    for ours, theirs in zip(first, expected, strict=True):
        assert ours.tobytes() == theirs.tobytes()


def test_a_torn_part_is_named_and_made_again(points, keep, expected, tmp_path):
    figures(points, keep, Parts(tmp_path))
    torn = sorted(tmp_path.iterdir())[1]
    torn.write_bytes(torn.read_bytes()[:100])
    parts = Parts(tmp_path)
    again = figures(points, keep, parts)
    assert parts.torn == [torn]
    for ours, theirs in zip(again, expected, strict=True):
        assert ours.tobytes() == theirs.tobytes()


def test_a_part_of_which_one_bit_was_turned_or_that_stands_under_anothers_name_is_torn(tmp_path):
    kept = Parts(tmp_path)
    for name in ("a", "b", "c"):
        kept.add(Part(name, np.random.default_rng(ord(name)).random((64, 4)), ("",) * 64))
    content = bytearray((tmp_path / "a.parquet").read_bytes())
    content[200] ^= 1
    (tmp_path / "a.parquet").write_bytes(content)
    (tmp_path / "c.parquet").write_bytes((tmp_path / "b.parquet").read_bytes())
    found = Parts(tmp_path)
    assert found.names() == {"b"}
    assert [path.stem for path in found.torn] == ["a", "c"]
    with pytest.raises(ResultsError, match=r"a\.parquet: is torn; the same command makes it again"):
        found.read("a")


def test_a_point_that_cannot_be_run_is_told_and_stops_no_other(points, keep, expected):
    wrong = replace(points[1], policy=points[1].policy._replace(level=points[1].policy.level[:-1]))
    parts = Parts()
    names = run_points([wrong, points[0]], keep, SAMPLING, parts, threads, 2)
    values, errors = parts.joined(names[0])
    assert np.isnan(values).all()
    assert all(error for error in errors)
    assert parts.joined(names[1])[0].tobytes() == expected[0].tobytes()


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_part_that_an_error_ended_is_tried_again_and_one_whose_numbers_are_not_finite_is_done(
    points, keep, expected, tmp_path, on_disk
):
    parts = Parts(tmp_path if on_disk else None)
    names = run_points(points[:1], keep, SAMPLING, parts, threads, 2)[0]
    values = np.full_like(parts.read(names[0]).values, np.nan)
    parts.add(Part(names[0], values, ("MemoryError: too much",) * len(values)))
    assert parts.names() == set(names[1:])
    parts.add(Part(names[1], np.full_like(parts.read(names[1]).values, np.nan), (NOT_FINITE,) * 6))
    assert parts.names() == set(names[1:])
    assert parts.torn == []
    again = figures(points[:1], keep, parts)[0]
    assert again[:64].tobytes() == expected[0][:64].tobytes()
    assert np.isnan(again[64:]).all()


def test_a_killed_worker_costs_nothing(points, keep, expected):
    @contextmanager
    def two_processes():
        with processes(2, "sim.ensemble.batch") as pool:
            threading.Thread(target=kill_one, args=(pool,), daemon=True).start()
            yield pool

    killed = []

    def kill_one(pool):
        while not killed:
            busy = [p for p in list(pool._processes.values()) if p.pid]
            if len(busy) == 2 and pool._pending_work_items:
                killed.append(busy[0].pid)
                os.kill(busy[0].pid, signal.SIGKILL)
            time.sleep(0.05)

    found = figures(points, keep, Parts(), two_processes)
    assert killed
    for ours, theirs in zip(found, expected, strict=True):
        assert ours.tobytes() == theirs.tobytes()


@pytest.mark.skipif(METHOD != "forkserver", reason="workers are not forked from a server here")
def test_the_death_of_what_workers_are_forked_from_costs_nothing(points, keep, expected):
    server = forkserver._forkserver
    killed = []

    def kill_it():
        while server._forkserver_pid is None:
            time.sleep(0.001)
        time.sleep(0.2)  # It loads for a second or more, and whoever asks it for a worker waits for an answer.
        killed.append(server._forkserver_pid)
        os.kill(killed[0], signal.SIGKILL)

    @contextmanager
    def one_process():
        if not killed:
            server._stop()
            threading.Thread(target=kill_it, daemon=True).start()
        with processes(1, "sim.ensemble.batch") as pool:
            yield pool

    (found,) = figures(points[:1], keep, Parts(), one_process)
    assert killed
    assert server._forkserver_pid not in killed
    assert found.tobytes() == expected[0].tobytes()


class _Dying(Executor):
    def submit(self, *_args, **_kwargs):
        from concurrent.futures.process import BrokenProcessPool

        future = Future()
        future.set_exception(BrokenProcessPool("gone"))
        return future


def test_a_cluster_that_is_gone_for_good_is_told_with_what_to_do(points, keep):
    tries = []

    @contextmanager
    def gone():
        tries.append(1)
        if len(tries) > 1:
            raise QuestionError("no scheduler answers there")
        yield _Dying()

    with pytest.raises(QuestionError, match=r"answers there\. What was done is kept, and the same command goes on"):
        run_points(points, keep, SAMPLING, Parts(), gone, 2)


def test_work_that_kills_every_worker_ends_with_a_clear_word(points, keep):
    @contextmanager
    def dying():
        yield _Dying()

    with pytest.raises(ResultsError, match="died 5 times over the same work"):
        run_points(points, keep, SAMPLING, Parts(), dying, 2)
