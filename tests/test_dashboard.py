"""What the page is made of, without a browser: addresses, levers, refusals, and worlds that a stop does not lose."""

import asyncio
import re
import socket
import sys
import time

import pytest

pytest.importorskip("solara", reason="the dashboard's extra is not installed: pip install 'entente-sim[dashboard]'")

import numpy as np

import sim
from sim.dashboard.asked import Asked, from_address
from sim.dashboard.levers import levers
from sim.dashboard.many import Many, chosen
from sim.dashboard.offered import offer
from sim.dashboard.own_origin import own_origin
from sim.dashboard.prepare import Trouble, prepared, warm
from sim.dashboard.world import Stage
from tests.conftest import SCENARIOS

MINIMAL = (SCENARIOS / "minimal.yaml").as_posix()
LEVEL = "options.pact.provisions[0].level"


@pytest.fixture
def offered(tmp_path):
    offer([SCENARIOS / "minimal.yaml"], tmp_path / "results")
    return tmp_path / "results"


def test_an_address_says_scenario_options_levels_and_world():
    files = ["scenarios/gulf.yaml", MINIMAL]
    asked = from_address(f"scenario=minimal&option=pact&against=exercises&world=3&{LEVEL}=1.5", files)
    assert asked == Asked(MINIMAL, "pact", "exercises", ((LEVEL, "1.5"),), 3)
    assert from_address("", files).file == "scenarios/gulf.yaml"


def test_a_lever_has_the_bounds_and_the_unit_of_what_the_file_says():
    scenario = sim.load(MINIMAL)
    (change,) = levers(scenario, "exercises", Asked(MINIMAL))
    (level,) = levers(scenario, "pact", Asked(MINIMAL).with_level(LEVEL, "0.5"))
    assert (change.low, change.high, change.value, change.unit) == (-2.0, 2.0, "0.6", "change of the level")
    assert (level.low, level.high, level.value, level.was, level.changed) == (0.0, 2.0, "0.5", "1", True)
    assert levers(scenario, "baseline", Asked(MINIMAL)) == []


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("/etc/passwd"), "no scenario named '/etc/passwd' is offered here"),
        (Asked(MINIMAL, "treaty"), "no option named 'treaty'"),
        (Asked(MINIMAL, "pact", "nothing"), "no option named 'nothing'"),
        (Asked(MINIMAL, "pact", case="war"), "no case named 'war'"),
        (Asked(MINIMAL, "pact").with_level(LEVEL, "9"), f"(this page) {LEVEL}: "),
        (Asked(MINIMAL, "pact").with_level(LEVEL, "much"), f"(this page) {LEVEL}: "),
    ],
)
def test_what_cannot_be_shown_is_told_in_a_sentence(asked, said):
    found = prepared(asked, 0)
    assert isinstance(found, Trouble)
    (line,) = found.lines
    assert line.startswith(said)


@pytest.mark.usefixtures("offered")
def test_a_file_that_is_warmed_up_is_waited_for_and_its_stage_is_one_visitors():
    warm(MINIMAL)
    first, second = prepared(Asked(MINIMAL), 0), prepared(Asked(MINIMAL), 0)
    assert first is not second
    first.step()
    assert (first.quarter, second.quarter) == (1, 0)


def test_a_broken_file_that_is_warmed_up_is_told_to_whoever_asks(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("version: 1\nhorizn: 3\n", encoding="utf-8")
    offer([broken], tmp_path)
    warm(broken.as_posix())
    assert isinstance(prepared(Asked(broken.as_posix()), 0), Trouble)


def test_other_sites_open_in_the_browser_cannot_reach_the_page():
    reached, sent = [], []

    async def page(scope, _receive, _send):
        reached.append(scope["type"])

    async def send(message):
        sent.append(message["type"])

    def ask(origin, host=b"127.0.0.1:8765"):
        headers = [(b"host", host), *([(b"origin", origin)] if origin else [])]
        asyncio.run(own_origin(page)({"type": "websocket", "headers": headers}, None, send))

    ask(b"http://127.0.0.1:8765")
    ask(None)
    assert (len(reached), sent) == (2, [])
    ask(b"https://elsewhere.example")
    assert (len(reached), sent) == (2, ["websocket.close"])


def test_worlds_done_before_a_stop_are_kept_and_the_next_run_goes_on_from_there(offered):
    scenario = sim.load(MINIMAL)
    stage = Stage(scenario, scenario, (), "", ("pact", "exercises"), 0, 0)
    first, begun, told = Many(), [], []
    first.state.subscribe(lambda now: begun.append(now.said))
    first.state.subscribe(lambda now: first.stop() if 0 < now.share < 1 else None)
    first.start(Asked(MINIMAL), stage, ("PAK", "TUR"), "12", "4")
    ended(first)
    assert first.state.value.found is None
    assert first.state.value.said.startswith("Stopped. Worlds that were done are kept in ")
    kept = {path.name: path.read_bytes() for path in offered.glob("minimal/*/parts/*.npy")}
    assert kept

    second = Many()
    second.state.subscribe(lambda now: told.append(now.said))
    second.start(Asked(MINIMAL), stage, ("PAK", "TUR"), "12", "4")
    ended(second)
    found = second.state.value.found
    assert "entente run " in second.state.value.said
    assert kept.items() <= {p.name: p.read_bytes() for p in offered.glob("minimal/*/parts/*.npy")}.items()
    assert pieces_of(told) < pieces_of(begun)
    whole = sim.run(chosen(stage, ("PAK", "TUR"), 12, 4))
    assert found.options == ("baseline", "pact", "exercises")
    for option in found.options:
        assert np.array_equal(found.kept[option].closing["trust"], whole.kept[option].closing["trust"])


def pieces_of(told):
    """In how many pieces the work was cut, as progress told it."""
    return int(next(found[1] for said in told if (found := re.match(r"\d+ of (\d+)", said))))


def ended(many):
    """Wait until an ensemble has ended."""
    until = time.monotonic() + 300
    while many.state.value.running:
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.usefixtures("offered")
@pytest.mark.parametrize(("draws", "runs"), [("0", "1"), ("x", "1"), ("", "1"), ("4", "1e9")])
def test_a_number_of_worlds_that_is_none_is_told_and_nothing_runs(draws, runs):
    scenario = sim.load(MINIMAL)
    many = Many()
    many.start(Asked(MINIMAL), Stage(scenario, scenario, (), "", ("pact", "baseline"), 0, 0), (), draws, runs)
    assert "write a whole number from 1" in many.state.value.said
    assert not many.state.value.running


def test_a_file_that_is_not_there_and_a_port_that_is_taken_are_told(entente):
    assert entente("dashboard", "scenarios/minimum.yaml") == (
        2,
        "",
        "scenarios/minimum.yaml: no such file; did you mean scenarios/minimal.yaml?\n",
    )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, said = entente("dashboard", "--port", port)
    assert code == 2
    assert said == f"cannot serve at 127.0.0.1, port {port}: address already in use; try another with --port\n"


def test_where_the_extra_is_missing_the_command_says_what_to_install(entente, monkeypatch):
    monkeypatch.setitem(sys.modules, "solara", None)
    code, _, said = entente("dashboard")
    assert (code, said) == (2, "the dashboard needs solara; install it with: pip install 'entente-sim[dashboard]'\n")
