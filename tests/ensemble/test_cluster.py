"""A Dask cluster of worker processes: the same bytes as here, whatever happens to its workers."""

import logging
import os
import signal
import socket
from contextlib import contextmanager

import pytest

pytest.importorskip("distributed")

from concurrent.futures import ThreadPoolExecutor

from sim import load
from sim.core.errors import QuestionError
from sim.ensemble.batch import run_points
from sim.ensemble.cluster import _client, _identity, cluster, workers_of
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.parts import Parts
from sim.ensemble.points import Keep, Point, Sampling
from sim.ensemble.run import padded_rows, padded_shocks
from sim.ensemble.subjects import subjects_of
from sim.scenario import policy

SAMPLING = Sampling(draws=64 * 5, runs=1, seed=3, quarters=12)


@pytest.fixture(scope="module")
def dask():
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as found:
        yield found


@pytest.fixture(scope="module")
def work():
    scenario = load("scenarios/minimal.yaml")
    facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
    rows, shocks = padded_rows(scenario), padded_shocks(scenario)
    points = [Point(facts, policy(scenario, option.name, rows), shocks) for option in scenario.options[:2]]
    subjects = subjects_of(scenario.outcomes, scenario.watch, scenario.actors, scenario.groups)
    return points, Keep(subjects, (2, 4))


def figures(work, workers, progress=None):
    parts = Parts()
    names = run_points(*work, SAMPLING, parts, workers, 2, progress)
    return [parts.joined(of_point)[0].tobytes() for of_point in names]


@contextmanager
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_a_worker_killed_in_the_middle_costs_nothing(dask, work):
    scheduler, killed = dask.scheduler, []

    def kill_a_busy_one(done, total):
        busy = [w for w in scheduler.workers.values() if w.processing]
        if done < total and busy and not killed:
            killed.append(dask.workers[busy[0].name].pid)
            os.kill(killed[0], signal.SIGKILL)

    # Here first: what is compiled once need not be compiled by every worker.
    expected = figures(work, threads)
    assert figures(work, lambda: cluster(dask.scheduler_address), kill_a_busy_one) == expected
    assert killed


@pytest.mark.parametrize("beside", [[], ["tcp://127.0.0.1:9"]])
def test_figures_come_straight_from_the_workers_where_all_of_them_can_be_reached(dask, beside, monkeypatch):
    workers = {**_identity(dask.scheduler_address)["workers"], **dict.fromkeys(beside)}
    monkeypatch.setattr("sim.ensemble.cluster._identity", lambda _: {"workers": workers})
    with _client(dask.scheduler_address) as client:
        assert client.direct_to_workers is not bool(beside)
        assert client.submit(len, "four").result() == 4


def test_of_what_happens_to_a_cluster_only_this_program_speaks(dask):
    _identity(dask.scheduler_address)
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    assert {logging.getLogger(name).getEffectiveLevel() for name in names} == {logging.CRITICAL}


def test_a_worker_computes_in_one_thread_and_says_how_many_there_are(dask):
    with cluster(dask.scheduler_address) as pool:
        assert pool.submit(os.getenv, "NPROC").result() == "1"
    assert workers_of(dask.scheduler_address) == 2


def test_a_worker_of_another_version_is_refused(dask, work, monkeypatch):
    monkeypatch.setattr("sim.ensemble.batch.made_with", lambda: "model 0.0.1+old")
    with pytest.raises(QuestionError, match=r"a worker on .* has another version: .*; here is model 0\.0\.1"):
        figures(work, lambda: cluster(dask.scheduler_address))


@pytest.mark.parametrize("address", ["", "nowhere", "http://127.0.0.1:80"])
def test_an_address_that_cannot_be_one_is_refused(address):
    with pytest.raises(QuestionError, match="no Dask scheduler answers there"):
        workers_of(address)


def test_an_address_where_nobody_answers_is_refused_in_seconds(monkeypatch):
    monkeypatch.setattr("sim.ensemble.cluster._SECONDS_TO_ANSWER", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(QuestionError, match=r"nothing in 0\.3 seconds"):
            workers_of(f"tcp://127.0.0.1:{port}")
