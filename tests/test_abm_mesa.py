"""The model under Mesa's own batch runner, and the page that tells how to use it."""

import inspect
import re

import pytest
from mesa import batch_run

import sim
from sim.abm import PolicyModel
from sim.outcomes import PARAMETERS
from tests.conftest import ROOT, SCENARIOS


@pytest.fixture(scope="module")
def rows():
    """Two seeds and two options, as the installed version of Mesa takes a seed list."""
    words = {"scenario": sim.load(SCENARIOS / "minimal.yaml"), "option": ["baseline", "pact"]}
    seeds = [5, 6]
    if "rng" in inspect.signature(batch_run).parameters:
        return batch_run(PolicyModel, words, rng=seeds, display_progress=False)
    return batch_run(PolicyModel, {**words, "rng": seeds}, display_progress=False)


def test_the_batch_runner_reports_the_horizon_of_every_world(rows):
    assert {row["date"] for row in rows} == {"2029Q1"}
    assert len({(row["option"], row["rng"]) for row in rows}) == 4
    assert {row["code"] for row in rows} == {"CHN", "IND", "PAK", "SAU", "TUR", "USA"}


def test_a_seed_names_the_world(rows):
    found = {(row["option"], row["rng"]): row["trust PAK:TUR"] for row in rows}
    assert len(set(found.values())) == 4
    model = PolicyModel(SCENARIOS / "minimal.yaml", "pact", rng=6)
    model.run_model()
    assert found["pact", 6] == model.outcome("trust", "PAK:TUR")


def snippets(page):
    return re.findall(
        r"```python\n(.*?)```", (ROOT / "docs/how-to" / page).read_text(encoding="utf-8"), flags=re.DOTALL
    )


def test_the_function_for_the_ema_workbench_gives_paired_effects(monkeypatch):
    monkeypatch.chdir(ROOT)
    function, experiments = snippets("use-from-ema-workbench.md")
    names = {}
    exec(compile(function, "entente_model.py", "exec"), names)
    some, none = (names["effect_of_pact"](level=level, draw=2, k_react=0.5) for level in (1.0, 0.0))
    assert set(some) == set(re.findall(r'ScalarOutcome\("(\w+)"\)', experiments))
    assert all(abs(value) > 1e-6 for value in some.values())
    assert none["pakistan_turkiye"] < some["pakistan_turkiye"]
    for name, low, high in re.findall(r'RealParameter\("(\w+)", ([\d.]+), ([\d.]+)\)', experiments):
        assert name == "level" or PARAMETERS[name].low <= float(low) < float(high) <= PARAMETERS[name].high


def test_what_the_page_on_mesa_shows_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    shown = snippets("use-from-mesa.md")
    assert len(shown) >= 5
    exec(compile("\n".join(shown), "use-from-mesa.md", "exec"), {"__name__": "page"})
    assert "India" in capsys.readouterr().out
