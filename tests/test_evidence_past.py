"""Worlds of the past: only what one could have read then, and the shipped ones rebuilt byte by byte."""

import os
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.core.errors import EntenteError
from sim.evidence import build_past, check_tables, read_tables
from sim.evidence.past import open_past

FOLDER = Path(os.environ.get("ENTENTE_SOURCE") or Path(__file__).parents[2] / "shared" / "data")
WORLDS = sorted((Path(__file__).parents[1] / "scenarios" / "worlds").iterdir())
needs_source = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="no public files: set ENTENTE_SOURCE, or put them in shared/data beside the repository",
)
NAMES = ("actors", "dyads", "agreements", "bases")
STARTS = {"dca_treaties": "year_signed", "rivalries": "start_year", "territorial_claims": "start_year",
          "sanctions_gsdb": "begin_year"}  # fmt: skip
ENDS = {"dca_treaties": "end_year_estimate", "rivalries": "end_year", "territorial_claims": "end_year",
        "sanctions_gsdb": "end_year"}  # fmt: skip


def with_noise_from(year: int, folder: Path) -> Path:
    """The public files with noise for every number of a later row and for the year of every later end; no latest/."""
    folder.mkdir()
    rng = np.random.default_rng(3)
    for path in FOLDER.glob("*.csv"):
        table = pd.read_csv(path)
        dated = STARTS.get(path.stem, "year")
        if dated in table.columns:
            later = table[dated] >= year
            for column in table.select_dtypes("number").columns.drop(dated):
                table[column] = table[column].where(~later, pd.Series(rng.random(len(table)) * 5))
        if path.stem in ENDS:
            end = table[ENDS[path.stem]]
            table[ENDS[path.stem]] = end.where(~(end >= year), year + pd.Series(rng.integers(0, 40, len(table))))
        table.to_csv(folder / path.name, index=False)
    return folder


@needs_source
@pytest.mark.parametrize("opening", [1990, 2000, 2005])
def test_nothing_that_happened_later_changes_a_byte(opening: int, tmp_path: Path) -> None:
    build_past(FOLDER, opening, tmp_path / "true")
    build_past(with_noise_from(opening, tmp_path / "noisy"), opening, tmp_path / "blind")
    for name in NAMES:
        assert (tmp_path / "true" / f"{name}.csv").read_bytes() == (tmp_path / "blind" / f"{name}.csv").read_bytes()


@needs_source
@pytest.mark.parametrize("folder", WORLDS, ids=lambda folder: folder.name)
def test_a_shipped_world_is_what_the_build_gives(folder: Path, tmp_path: Path) -> None:
    states = tuple(read_tables(folder).actors["actor"])
    build_past(FOLDER, int(folder.name), tmp_path, states)
    for name in NAMES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (folder / f"{name}.csv").read_bytes(), name


@needs_source
def test_states_that_did_not_exist_are_left_out_and_named() -> None:
    assert open_past(FOLDER, 1984).not_yet() == ("ARM", "AZE", "KAZ", "UKR", "UZB")
    assert open_past(FOLDER, 1997).not_yet() == ()
    with pytest.raises(EntenteError, match=r"no such state: UKR; UKR did not exist at the opening of 1984"):
        build_past(FOLDER, 1984, Path("nowhere"), ("UKR", "USA"))


@needs_source
@pytest.mark.parametrize("opening", [1979, 2014])
def test_a_year_without_files_is_refused_with_the_years_that_have_some(opening: int) -> None:
    with pytest.raises(EntenteError, match=r"from 1980 to 2012.*between 1982 and 2013"):
        build_past(FOLDER, opening, Path("nowhere"))


@needs_source
def test_a_folder_with_later_years_stands_for_later_worlds(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "later", copy_function=shutil.copyfile)
    votes = pd.read_csv(tmp_path / "later" / "unga_ideal_points.csv")
    newest = votes[votes["year"] == votes["year"].max()]
    pd.concat([votes, newest.assign(year=2013)]).to_csv(tmp_path / "later" / "unga_ideal_points.csv", index=False)
    assert open_past(tmp_path / "later", 2014).year == 2013


@needs_source
def test_a_past_world_needs_out_and_says_so(entente) -> None:
    code, _, aside = entente("data", "build", "--source", str(FOLDER), "--as-of", "1984")
    assert code == 2 and "--out DIR" in aside


@needs_source
def test_the_command_says_who_is_left_out(entente, tmp_path: Path) -> None:
    code, said, _ = entente("data", "build", "--source", str(FOLDER), "--as-of", "1984", "--out", str(tmp_path))
    assert code == 0 and "35 states" in said and "did not exist yet: ARM, AZE, KAZ, UKR, UZB" in said


@pytest.mark.parametrize("folder", WORLDS, ids=lambda folder: folder.name)
def test_a_shipped_world_is_sound_and_knows_nothing_of_later_years(folder: Path) -> None:
    tables = read_tables(folder)
    assert check_tables(tables) == []
    assert (tables.agreements["since"] < int(folder.name)).all()
    assert not tables.dyads.filter(like="_basis").map(lambda basis: "corrected" in basis).any(axis=None)


def test_figures_judged_for_today_stand_in_twice_the_doubt_in_a_past_world() -> None:
    past, today = read_tables(WORLDS[0]).actors, read_tables().actors
    both = past.merge(today, on="actor", suffixes=("", "_today"))
    for figure in ("quality", "sovereignty"):
        assert np.allclose(both[f"{figure}_doubt"], 2 * both[f"{figure}_doubt_today"], atol=0.011)


def in_force(opening: int, first: str, second: str) -> set[str]:
    rows = read_tables(WORLDS[0].parent / str(opening)).agreements
    return set(rows[(rows["first"] == first) & (rows["second"] == second)]["instrument"])


def test_the_american_promise_to_new_zealand_stands_in_1984_and_no_longer_in_1988() -> None:
    assert {"mutual_defence_pact", "joint_exercises", "intel_ct"} <= in_force(1984, "NZL", "USA")
    assert in_force(1988, "NZL", "USA") == {"intel_ct"}


def test_poland_is_in_no_alliance_with_the_west_in_1997() -> None:
    assert "regional_alliance" not in in_force(1997, "POL", "USA") | in_force(1997, "DEU", "POL")


def test_the_soviet_union_bears_its_name() -> None:
    names = dict(read_tables(WORLDS[0]).actors[["actor", "name"]].itertuples(index=False))
    assert names["RUS"] == "Soviet Union" and names["DEU"] == "West Germany"


@needs_source
def test_files_without_latest_are_enough(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "bare", copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("latest"))
    assert len(build_past(tmp_path / "bare", 1990, tmp_path / "out").actors) == 35
