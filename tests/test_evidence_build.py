"""`entente data build`: repeatable, quick, honest about what a fit may see. Most need the public files."""

import os
import shutil
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.core.errors import EntenteError
from sim.evidence import build
from sim.evidence.alignment import fit_alignment, past_alignment
from sim.evidence.covariates import history
from sim.evidence.events import balance
from sim.evidence.grids import upper
from sim.evidence.sources import Public, open_source
from sim.evidence.tables import BASELINE
from sim.evidence.tension import fit_disputes
from sim.evidence.trust import fit_opinion

FOLDER = Path(os.environ.get("ENTENTE_SOURCE") or Path(__file__).parents[2] / "shared" / "data")
needs_source = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="no public files: set ENTENTE_SOURCE, or put them in shared/data beside the repository",
)


@needs_source
def test_a_rebuild_gives_the_committed_bytes_in_time(tmp_path: Path) -> None:
    begun = time.perf_counter()
    build(FOLDER, tmp_path)
    assert time.perf_counter() - begun < 20
    for name in ("actors", "dyads", "agreements", "bases"):
        assert (tmp_path / f"{name}.csv").read_bytes() == (BASELINE / f"{name}.csv").read_bytes(), name


@pytest.fixture
def noisy(tmp_path: Path) -> Public:
    """The public files with every number in latest/ replaced by noise."""
    shutil.copytree(FOLDER, tmp_path / "noisy", copy_function=shutil.copyfile)
    rng = np.random.default_rng(5)
    (tmp_path / "noisy" / "latest").chmod(0o755)
    for path in (tmp_path / "noisy" / "latest").glob("*.csv"):
        table = pd.read_csv(path)
        for column in table.select_dtypes("number").columns:
            table[column] = rng.random(len(table))
        path.unlink()
        table.to_csv(path, index=False)
    return open_source(tmp_path / "noisy")


@needs_source
@pytest.mark.parametrize("fit", [fit_alignment, fit_opinion, fit_disputes])
def test_a_fit_never_reads_latest(fit, noisy: Public) -> None:
    assert np.array_equal(fit(open_source(FOLDER)).weights, fit(noisy).weights)


@needs_source
@pytest.mark.parametrize("fit", [fit_alignment, fit_opinion, fit_disputes])
def test_a_fit_until_2007_does_not_see_later_years(fit, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "early", copy_function=shutil.copyfile)
    for name in ("icews_dyad_year", "peace_scale", "mids_dyad_year", "pew_favourability"):
        path = tmp_path / "early" / f"{name}.csv"
        table = pd.read_csv(path)
        (tmp_path / "early").chmod(0o755)
        path.unlink()
        table[table["year"] <= 2007].to_csv(path, index=False)
    early = fit(open_source(tmp_path / "early"), 2007)
    assert np.array_equal(early.weights, fit(open_source(FOLDER), 2007).weights)


@needs_source
def test_what_is_fitted_has_the_expected_direction() -> None:
    public = open_source(FOLDER)
    formed, opinion, disputes = fit_alignment(public), fit_opinion(public), fit_disputes(public)
    weight = dict(zip(formed.names, formed.weights, strict=True))
    assert weight["rivalry"] < weight["claim"] < 0
    assert 0 < weight["nonaggression"] < weight["consultation"] < weight["defence"]
    assert weight["ideal_distance"] < 0 and weight["sanctions"] < 0
    assert dict(zip(opinion.names, opinion.weights, strict=True))["democracy"] > 0
    assert dict(zip(disputes.names, disputes.weights, strict=True))["disputes"] > 0


@needs_source
def test_the_index_of_2006_foretells_who_quarrels_in_2008_to_2012_better_than_votes_do() -> None:
    public = open_source(FOLDER)
    index = upper(past_alignment(public, fit_alignment(public, 2006), 2006))
    votes = -upper(history(public, 2006)["ideal_distance"])
    odds, events = balance(public, 2008, 2012, directed=False)
    loud = upper(events) > 200
    seen = pd.DataFrame({"index": index, "votes": votes, "later": upper(odds)})[loud]
    rank = seen.corr("spearman")["later"]
    assert rank["index"] > rank["votes"] + 0.15


@needs_source
def test_the_index_sees_india_and_america_draw_closer_and_america_and_russia_part() -> None:
    public = open_source(FOLDER)
    formed = fit_alignment(public)
    at = {code: place for place, code in enumerate(public.actors())}
    early, late = past_alignment(public, formed, 2006), past_alignment(public, formed, 2012)
    assert late[at["IND"], at["USA"]] > early[at["IND"], at["USA"]] - 0.05
    assert late[at["RUS"], at["USA"]] < early[at["RUS"], at["USA"]]


def test_without_a_source_the_error_says_what_to_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENTENTE_SOURCE", raising=False)
    with pytest.raises(EntenteError, match=r"--source DIR.*ENTENTE_SOURCE"):
        build()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EntenteError, match=r"nowhere: no such folder.*--source DIR"):
        build(tmp_path / "nowhere")


def test_every_missing_file_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("iso3,name\nPAK,Pakistan\n")
    with pytest.raises(EntenteError) as raised:
        build(tmp_path)
    assert "trade.csv" not in str(raised.value)
    assert "cinc.csv" in str(raised.value) and "latest/peace_scale.csv" in str(raised.value)


@needs_source
def test_a_file_without_its_columns_is_named(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "torn", copy_function=shutil.copyfile)
    (tmp_path / "torn").chmod(0o755)
    (tmp_path / "torn" / "milex.csv").unlink()
    (tmp_path / "torn" / "milex.csv").write_text("iso3,year\nPAK,2023\n")
    with pytest.raises(EntenteError, match=r"milex\.csv: missing column milex_const2022_musd, milex_current"):
        build(tmp_path / "torn", tmp_path / "out")
