"""The engine against the same model written again as agents in Mesa, with no line of the engine (limit L11)."""

import ast
from pathlib import Path

import numpy as np
import pytest

from benchmarks.one_draw import figures_of, provisions_of
from benchmarks.plain_mesa import World
from sim.core.pairs import square
from sim.ensemble.draws import doubt_of, known
from sim.model.choose import ACT_NAMES
from sim.scenario import load, policy

ROOT = Path(__file__).parents[2]
SEED, ROWS = 3, 8  # those of `walk`, so that its world is not compiled again
QUARTERS = 12
PLAIN = [ROOT / "benchmarks" / "plain_mesa.py", *sorted((ROOT / "benchmarks" / "plain").glob("*.py"))]
EVERY_WAY = [
    {"instrument": "joint_exercises", "parties": ["PAK", "TUR"], "change": 0.6, "from": "2026-04"},
    {"instrument": "mutual_defence_pact", "parties": ["PAK", "TUR"], "level": 1, "enter": "signed", "from": "2026-07"},
    {"instrument": "tech_transfer", "parties": ["IND", "USA"], "level": 2.0, "enter": "offered"},
    {"instrument": "shared_infra", "parties": ["CHN", "PAK"], "level": 1.0},
    {"instrument": "dca_framework", "parties": ["IND", "USA"], "change": -2.0, "until": "2027-01"},
]
OF_ACTORS = ("fiscal_strain", "military_weight", "position")
OF_PAIRS = (
    "alignment",
    "trust",
    "tension",
    "interoperability",
    "dependence",
    "sanctions",
    "culture",
    "habituation",
    "signed_lately",
)
OF_AGREEMENTS = ("agreements", "implementation")


@pytest.fixture(scope="module")
def scenario():
    return load(
        ROOT / "scenarios" / "minimal.yaml", options={"mixed": {"provisions": EVERY_WAY}}, compare=[], watch=["world"]
    )


def stocks(world, scenario):
    """All stocks of a plain world, as the engine lays them out."""
    codes, instruments = scenario.opening.actors, scenario.opening.instruments
    states, n = [world.states[code] for code in codes], len(codes)
    found = {name: np.array([getattr(state, name) for state in states]) for name in OF_ACTORS}
    found |= {name: np.zeros((n, n)) for name in OF_PAIRS}
    found |= {name: np.zeros((n, n, len(instruments))) for name in OF_AGREEMENTS}
    for i, state in enumerate(states):
        for j, code in enumerate(codes):
            if i != j:
                tie = state.ties[code]
                for name in OF_PAIRS:
                    found[name][i, j] = getattr(tie, name)
                for name in OF_AGREEMENTS:
                    found[name][i, j] = [getattr(tie, name).get(m, 0.0) for m in instruments]
    return found


@pytest.mark.parametrize(
    ("pinned", "draws"), [({}, 6), ({"u0": 3.0, "h0": 0.3}, 6)], ids=["as it ships", "with many acts and crises"]
)
def test_the_engine_and_plain_agents_agree_in_every_stock_and_quarter(scenario, walk, pinned, draws):
    facts = known(scenario.opening, doubt_of(pinned, {}))
    rows = policy(scenario, "mixed", ROWS)
    for draw in range(draws):
        _, scenes, events = walk(facts=facts, rows=rows, shaken=[], draw=draw, run=draw % 2)
        figures = figures_of(facts, scenario.opening.actors, scenario.opening.instruments, SEED, draw)
        plain = World(figures, provisions_of(scenario, rows), SEED, draw, draw % 2)
        for quarter in range(QUARTERS):
            for name, mine in stocks(plain, scenario).items():
                theirs = np.asarray(getattr(scenes.state, name)[quarter])
                theirs = np.moveaxis(square(theirs), 0, -1) if name in OF_AGREEMENTS else theirs
                np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-9, err_msg=f"{name}, {draw=}, {quarter=}")
            plain.step()
            taken = [state.act.kind for state in plain.states.values()]
            assert taken == [ACT_NAMES[act] for act in events.chosen.act[quarter]]


def test_the_plain_model_has_no_line_of_the_engine():
    imported = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for file in PLAIN
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert len(PLAIN) > 8
    assert not {name for name in imported if name.split(".")[0] in ("sim", "jax", "numpy")}
