"""`entente landscape`: sides, balance, and the objection to the picture, on a terminal and as data."""

import json

import pandas as pd
import pytest

from sim.ensemble.store import write_study
from sim.outcomes.landscape import OBJECTION


@pytest.fixture(scope="module")
def folder(small, small_tables, tmp_path_factory):
    return write_study(small, small_tables, tmp_path_factory.mktemp("results"))


def test_it_shows_option_and_baseline_within_eighty_columns(entente, folder):
    code, said, _ = entente("landscape", str(folder), "--option", "pact", "--quarter", "4")
    assert code == 0
    for word in ("Baseline", "Mutual defence pact", "energy", "frustration", "proven", "triangles", "out of place"):
        assert word in said
    assert " ".join(OBJECTION.split()) in " ".join(said.split())
    assert max(len(line.rstrip()) for line in said.splitlines() if "/tables/" not in line) <= 80
    assert {"Türkiye", "India"} <= set(said.replace(",", " ").replace("(", " ").split())
    table = pd.read_csv(folder / "tables" / "network.csv")
    assert set(table["option"]) == {"baseline", "pact"}
    assert table["quarter"].max() == 12


def test_the_same_is_there_as_data(entente, folder):
    code, said, _ = entente("landscape", str(folder), "--json")
    document = json.loads(said)
    assert code == 0
    assert document["note"] == OBJECTION
    (baseline,) = document["landscapes"]
    assert baseline["frustration"]["low"] <= baseline["frustration"]["high"]
    sides = baseline["optima"][0]["sides"]
    assert sorted(sides[0] + sides[1]) == sorted(baseline["with_strongest"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--option", "pakt"], 'unknown option "pakt"; did you mean "pact"'),
        (["--quarter", "99"], 'no quarter "99"'),
    ],
)
def test_what_is_not_in_the_study_is_refused_with_the_nearest(entente, folder, words, said):
    code, _, aside = entente("landscape", str(folder), *words)
    assert code == 2
    assert said in aside


def test_a_folder_that_is_no_study_is_refused(entente, tmp_path):
    code, _, aside = entente("landscape", str(tmp_path))
    assert code == 2
    assert "is not the folder of a whole study" in aside
