"""A folder of made public files: six states, every file that a build reads, drawn from noise.

For tests that go the whole way from files to scores where the real files are not at hand. What is in it means nothing.
"""

from itertools import combinations, permutations
from pathlib import Path

import numpy as np
import pandas as pd

from sim.evidence.sources import COLUMNS

STATES = ("CHN", "IND", "PAK", "RUS", "TUR", "USA")
FIRST, LAST = 1980, 2012
FAITHS = ("share_christian", "share_christian_orthodox", "share_muslim", "share_muslim_sunni", "share_muslim_shia",
          "share_jewish", "share_hindu", "share_buddhist", "share_nonreligious")  # fmt: skip
DATED = {"dca_treaties": "year_signed", "rivalries": "start_year", "territorial_claims": "start_year",
         "sanctions_gsdb": "begin_year"}  # fmt: skip


def made_source(folder: Path, last: int = LAST, luck: int = 5) -> Path:
    """Write the files with rows up to a year."""
    folder.mkdir(parents=True)
    draw = np.random.default_rng(luck)
    pairs, dyads = list(combinations(STATES, 2)), list(permutations(STATES, 2))
    years = range(FIRST, last + 1)
    by_state = pd.DataFrame([(code, year) for code in STATES for year in years], columns=["iso3", "year"])
    by_pair = pd.DataFrame([(*pair, year) for pair in pairs for year in years], columns=["iso3_a", "iso3_b", "year"])
    tables = {
        "actors": pd.DataFrame({"iso3": STATES, "name": STATES}),
        **_of_states(draw, by_state),
        **_of_pairs(draw, by_pair, pairs),
        **_of_dyads(draw, dyads, years),
        **_of_periods(draw, pairs),
    }
    for name, table in tables.items():
        missing = set(COLUMNS[name]) - set(table)
        assert not missing, f"{name} lacks {missing}"
        table.to_csv(folder / f"{name}.csv", index=False)
    assert set(tables) == set(COLUMNS)
    return folder


def noise_after(year: int, source: Path, folder: Path) -> Path:
    """Copy the files with every number of a later row replaced by noise."""
    folder.mkdir(parents=True)
    draw = np.random.default_rng(3)
    for path in source.glob("*.csv"):
        table = pd.read_csv(path)
        dated = DATED.get(path.stem, "year")
        if dated in table:
            later = table[dated] > year
            for column in table.select_dtypes("number").columns.drop(dated):
                table[column] = table[column].where(~later, pd.Series(draw.random(len(table)).round(3)))
        table.to_csv(folder / path.name, index=False)
    return folder


def _of_states(draw: np.random.Generator, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    n = len(rows)
    place = rows["iso3"].map({code: k for k, code in enumerate(STATES)})
    walk = draw.normal(0, 0.1, n).reshape(len(STATES), -1).cumsum(axis=1).ravel()
    ideal = place * 0.5 - 1 + walk
    money = 10_000 * (1 + place) * (1 + 0.02 * (rows["year"] - FIRST)) * np.exp(draw.normal(0, 0.05, n))
    faiths = draw.dirichlet(np.ones(len(FAITHS)), len(STATES))[place]
    every_five = rows["year"] % 5 == 0
    return {
        "unga_ideal_points": rows.assign(ideal_fp=ideal, ideal_fp_q05=ideal - 0.2, ideal_fp_q95=ideal + 0.2),
        "cinc": rows.assign(cinc=0.02 + 0.02 * place, milex_kusd=money * 1e3),
        "milex": rows.assign(milex_const2022_musd=money, milex_current_musd=money * 0.9),
        "gdp_population": rows.assign(gdp_current_usd=money * 3e7, population=5e7 * (1 + place)),
        "regime": rows.assign(v2x_polyarchy=0.2 + 0.1 * place),
        "religion": rows.assign(**{name: faiths[:, k] for k, name in enumerate(FAITHS)})[every_five],
        "us_troops": rows.rename(columns={"iso3": "iso3_host"}).assign(us_active_duty=draw.integers(0, 500, n)),
    }  # fmt: skip


def _of_pairs(draw: np.random.Generator, rows: pd.DataFrame, pairs: list[tuple[str, str]]) -> dict[str, pd.DataFrame]:
    n = len(rows)
    signed, fought = rows[draw.random(n) < 0.025], rows[draw.random(n) < 0.08]
    one, two = zip(*pairs, strict=True)
    level = pd.Series(draw.choice([0, 0.25, 0.5, 0.75, 1.0], len(pairs)).repeat(n // len(pairs)))
    moved = draw.random(n) < 0.05
    return {
        "geography": pd.DataFrame({
            "iso3_a": one, "iso3_b": two, "contiguity_type": draw.integers(0, 2, len(pairs)),
            "capital_distance_km": draw.integers(500, 9000, len(pairs)),
        }),
        "dca_treaties": signed.rename(columns={"year": "year_signed"}).assign(
            category1=draw.choice(["DCA", "DIC", "TREX"], len(signed)), category2=None, category3=None,
            end_year_estimate=LAST,
        ),
        "mids_dyad_year": fought.assign(
            onset=1, a_is_initiating_side=1, hostility_a=4, hostility_b=3, a_originator=1, b_originator=1
        ),
        "joint_exercises_dyad_year": rows[draw.random(n) < 0.3].assign(n_exercises=1),
        "peace_scale": rows.assign(peace_level_yearend=level.where(~moved, 0.5)),
    }  # fmt: skip


def _of_dyads(draw: np.random.Generator, dyads: list[tuple[str, str]], years: range) -> dict[str, pd.DataFrame]:
    rows = pd.DataFrame([(*pair, year) for pair in dyads for year in years], columns=["one", "two", "year"])
    n = len(rows)
    covered = rows[rows["year"] >= 2000].rename(columns={"one": "iso3_source", "two": "iso3_target"})
    counts = {name: draw.integers(20, 200, len(covered)) for name in ("verbal_coop", "material_coop")}
    counts |= {name: draw.integers(5, 80, len(covered)) for name in ("verbal_conf", "material_conf")}
    asked = rows[(rows["year"] >= 2002) & (draw.random(n) < 0.2)].rename(
        columns={"one": "iso3_respondent", "two": "iso3_target"}
    )
    liked = draw.uniform(0.1, 0.8, len(asked))
    bound = rows[rows["one"] < rows["two"]]
    bound = bound[(bound["one"] == "CHN") & (bound["two"] == "PAK")].rename(
        columns={"one": "iso3_from", "two": "iso3_to"}
    )
    sold = rows[draw.random(n) < 0.2].rename(columns={"one": "iso3_supplier", "two": "iso3_recipient"})
    return {
        "icews_dyad_year": covered.assign(**counts),
        "pew_favourability": asked.assign(share_favourable=liked, share_unfavourable=0.9 - liked),
        "alliances_atop": bound.assign(defense=0, neutrality=0, nonaggression=1, consultation=1),
        "arms_transfers": sold.assign(tiv_delivered_est=draw.uniform(1, 200, len(sold)), tiv_local_production_est=5.0),
    }


def _of_periods(draw: np.random.Generator, pairs: list[tuple[str, str]]) -> dict[str, pd.DataFrame]:
    one, two = zip(*[pairs[k] for k in (0, 5, 8)], strict=True)
    starts = draw.integers(1950, 1995, 3)
    return {
        "rivalries": pd.DataFrame({
            "iso3_a": one, "iso3_b": two, "start_year": starts, "end_year": [np.nan, np.nan, 1999], "positional": 1,
            "spatial": [1, 0, 1], "principal": 0,
        }),
        "territorial_claims": pd.DataFrame({
            "iso3_challenger": one, "iso3_target": two, "start_year": starts, "end_year": np.nan, "salience_0to12": 8,
        }),
        "sanctions_gsdb": pd.DataFrame({
            "sender": one, "iso3_target": two, "begin_year": starts + 10, "end_year": [2004, 2007, 1999], "trade": 1,
            "arms": 1, "financial": 0, "objective": "policy_change",
        }),
    }  # fmt: skip
