"""Small ensembles that the tests of this folder share, and the two programs of six states behind them.

`ensemble` is measured as scenario files are that do not say what, and shares the program of `small`. `everything` has
all that makes a program larger: every outcome, more rows than the others, shocks that wait for something.
"""

from pathlib import Path

import pytest

from sim.ensemble.run import run
from sim.scenario import load

MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
ENTER = ("imposed", "signed", "offered")


def null(enter):
    return {"provisions": [{"instrument": "naval", "parties": ["PAK", "TUR"], "change": 0, "enter": enter}]}


OPTIONS = {
    "empty": {"provisions": []},
    **{f"null_{enter}": null(enter) for enter in ENTER},
    "exercises": {
        "provisions": [
            {"instrument": "joint_exercises", "parties": ["PAK", "TUR"], "change": 0.6, "from": "2026-07"},
            {
                "instrument": "dca_framework",
                "parties": ["PAK", "TUR"],
                "change": -0.4,
                "from": "2027-01",
                "until": 2028,
            },
        ]
    },
    "pact": {
        "provisions": [
            {"instrument": "mutual_defence_pact", "parties": ["PAK", "TUR"], "level": 1, "from": "2026-10"},
        ]
    },
    "signed": {
        "provisions": [
            {"instrument": "naval", "parties": ["PAK", "TUR"], "level": 1, "enter": "signed", "from": "2027-01"},
        ]
    },
    "offered": {
        "provisions": [
            {"instrument": "naval", "parties": ["PAK", "TUR"], "change": 0.8, "enter": "offered", "from": "2027-04"},
        ]
    },
    "null_of_many": {
        "provisions": [
            {
                "instrument": "joint_exercises",
                "parties": ["IND", "PAK", "TUR", "USA"],
                "optional": ["SAU"],
                "change": 0,
                "enter": "signed",
                "theme": "combat",
                "theatre": "gulf",
            },
        ]
    },
    "of_many": {
        "provisions": [
            {
                "instrument": "naval",
                "parties": ["CHN", "PAK", "SAU", "TUR"],
                "optional": ["USA"],
                "level": 1,
                "enter": "offered",
                "from": {"default": "2026-10", "SAU": "2027-04", "USA": "2027-07"},
            },
        ]
    },
}
DRAWS, RUNS, SEED = 5, 3, 11
ALL = ["CHN", "IND", "PAK", "SAU", "TUR", "USA"]
PACT = {"instrument": "mutual_defence_pact", "parties": ALL, "level": 1, "from": "2026-10"}
BETWEEN = {"in_force": "mutual_defence_pact", "between": ["PAK", "TUR"]}
THREAT = {"shock": "sanctions_threat", "by": "USA", "on": ["PAK", "TUR"], "if": BETWEEN, "credibility": 1}
CASES = {
    "calm": {"title": "Calm"},
    "again": {"title": "Calm once more"},
    "threat": {"title": "A threat", "shocks": [THREAT]},
    "cool": {"parameters": {"k_react": 0.2}, "figures": {"TUR": {"assertiveness": 1.0}, "IND:TUR": {"tension": 0.5}}},
}


@pytest.fixture(scope="session")
def scenario():
    """Six states, three years; options of every way of entering, and null ones of each."""
    return load(MINIMAL, options=OPTIONS, compare=[], watch=["PAK:TUR", "IND:TUR", "IND:PAK"])


@pytest.fixture(scope="session")
def ensemble(scenario):
    """All options in enough worlds for several blocks, the last of them padded."""
    return run(scenario, draws=DRAWS, runs=RUNS, seed=SEED)


@pytest.fixture(scope="session")
def large():
    """The same with cases, every outcome, and an option of 45 rows."""
    options = {**OPTIONS, "of_all": {"provisions": [PACT] * 3}}
    watch = ["PAK:TUR", "IND:TUR", "IND:PAK"]
    return load(MINIMAL, options=options, compare=[], watch=watch, outcomes=["all"], cases=CASES)


@pytest.fixture(scope="session")
def everything(large):
    """The same worlds as those of `ensemble`, in every case."""
    return run(large, draws=DRAWS, runs=RUNS, seed=SEED)
