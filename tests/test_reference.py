"""The reference study that is kept with the code can be made again, and is what the README shows."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.image import imread

from docs.make_reference import FOLDER, KEPT_CHARTS, ROOT, make, processor_word
from sim.ensemble.manifest import surroundings
from tests.alike import assert_same

STALE = "results/reference is no longer what the code makes: run `make reference` and look at what has changed"
CLOSE = 1e-9


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    return make(tmp_path_factory.mktemp("again") / "reference")


@pytest.fixture(scope="module")
def told():
    return json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))


def tables(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*.csv"))


def test_the_study_has_the_same_tables(again):
    assert tables(again) == tables(FOLDER), STALE
    resolved = "scenario.resolved.yaml"
    assert (again / resolved).read_bytes() == (FOLDER / resolved).read_bytes(), STALE


def test_every_number_is_made_again(again, told):
    same_machine = told["processor"] == processor_word() and told["versions"] == surroundings()["versions"]
    for name in tables(FOLDER):
        if same_machine:
            assert_same((again / name).read_bytes(), (FOLDER / name).read_bytes(), f"{name}: {STALE}")
        else:
            ours, theirs = pd.read_csv(FOLDER / name), pd.read_csv(again / name)
            pd.testing.assert_frame_equal(ours, theirs, rtol=CLOSE, atol=CLOSE, obj=f"{name}: {STALE}")


@pytest.mark.parametrize("chart", KEPT_CHARTS)
def test_the_charts_are_those_that_the_code_draws(again, chart):
    ours, theirs = (imread(folder / "charts" / f"{chart}.png") for folder in (FOLDER, again))
    assert ours.shape == theirs.shape, STALE
    assert np.abs(ours - theirs).mean() < 0.002, STALE  # letters may be smoothed otherwise elsewhere


def test_it_is_small_and_the_readme_shows_its_chart():
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 2_000_000
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [name for name in KEPT_CHARTS if f"](results/reference/charts/{name}.png)" in readme]
    assert shown and all((ROOT / f"results/reference/charts/{name}.png").is_file() for name in shown)


def test_it_says_how_it_was_made(told):
    assert told["command"] in (Path(FOLDER).parent / "README.md").read_text(encoding="utf-8")
    assert told["counts"]["failed"] == 0 and told["largest_gaps"]["ledger"] < 1e-12
