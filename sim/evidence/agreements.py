"""Agreements in force: the record where one exists, then the dated list of what was signed or ended since.

A level of 1 is a typical full programme. Rules for the record (numbers in `coefficients.py`):

| instrument | record | level |
|---|---|---|
| regional_alliance | ATOP 2018 defence obligation in NATO, CSTO, EU, Gulf council | 1; .6; .5; .5 |
| mutual_defence_pact | any other ATOP 2018 defence obligation that is organised | .9 |
| consultation_pact | ATOP 2018 consultation without defence; a defence pact on paper weighs less | .5; .2 |
| dca_framework, tech_sharing_treaty, exercise_training_treaty | DCAD, standing in 2010 | .5 + .15 each more |
| joint_exercises | exercises a year 2006-10 | ln(1 + n)/ln(6), at most 1: five a year are a full programme |
| arms_sale | deliveries 2021-25 either way | ln(1 + TIV/100)/ln 11: a billion TIV is 1 |
| tech_transfer | local production 2016-25 either way | the same |
| shared_infra | United States personnel 2025 | log10(n/100)/2: ten thousand are 1 |

A record that stops (exercises and cooperation agreements in 2010) counts only between states not at odds
today, and its doubt is wider. The dated list overrides the record, level 0 ends it.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.evidence.coefficients import value
from sim.evidence.covariates import exercises_a_year, obligations
from sim.evidence.curated import signed, spell_out
from sim.evidence.grids import Grid, Mask, mark_pairs, members, to_grid
from sim.evidence.groups import ATLANTIC_ALLIANCE, EUROPEAN_UNION, GULF_COUNCIL, KEPT_IN_CIS, paper_pacts
from sim.evidence.sources import Public

Row = tuple[str, str, str, float, float, int, str]
COLUMNS = ["first", "second", "instrument", "level", "level_doubt", "since", "basis"]
MOST = 1.3
TREATIES = {"DCA": "dca_framework", "DIC": "tech_sharing_treaty", "RESEARCH": "tech_sharing_treaty",
            "TREX": "exercise_training_treaty"}  # fmt: skip


def agreements(public: Public, alignment: Grid) -> pd.DataFrame:
    """Return agreements.csv: one row per unordered pair and instrument in force, sorted."""
    held: dict[tuple[str, str, str], Row] = {}
    for source in (pacts, treaties, exercises, arms, troops):
        for row in source(public, alignment):
            key = row[:3]
            if key not in held or held[key][3] < row[3]:
                held[key] = row
    held |= listed(public)
    rows = [row for row in held.values() if row[3] > 0]
    return pd.DataFrame(sorted(rows), columns=COLUMNS)


def cells(public: Public, grid: Grid, least: float, allowed: Mask) -> Iterator[tuple[str, str, float]]:
    """Yield the unordered pairs whose level reaches `least` where `allowed` holds, first < second."""
    actors = public.actors()
    for i, j in zip(*np.triu_indices(len(actors), 1), strict=True):
        if grid[i, j] >= least and allowed[i, j]:
            yield actors[i], actors[j], float(min(MOST, round(grid[i, j], 2)))


def pacts(public: Public, alignment: Grid) -> Iterator[Row]:
    """Alliance obligations of 2018: never a pact and an alliance for the same promise."""
    actors = public.actors()
    atop = obligations(actors, public.latest("alliances_atop"))
    bodies = {
        "nato": (members(actors, ATLANTIC_ALLIANCE), value("level_nato")),
        "gulf": (members(actors, GULF_COUNCIL), value("level_gulf")),
        "union": (members(actors, EUROPEAN_UNION), value("level_union")),
        "collective security": (mark_pairs(actors, KEPT_IN_CIS), value("level_csto")),
    }
    alliance = np.zeros_like(alignment)
    for inside, level in bodies.values():
        alliance = np.maximum(alliance, inside * level)
    alliance *= atop["defence"]
    pact = atop["defence"] * (alliance == 0) * value("level_pact")
    weak = atop["paper_pact"] * paper_pacts(actors) * value("level_paper")
    consult = np.maximum(atop["consultation"] * value("level_consultation"), weak)
    friendly = alignment > 0
    record = public.table("alliances_atop")
    for name, grid, allowed, word in (
        ("regional_alliance", alliance, np.ones_like(friendly), "defense"),
        ("mutual_defence_pact", pact, np.ones_like(friendly), "defense"),
        ("consultation_pact", consult, friendly, "consultation"),
    ):
        since = begun(record[record[word] == 1], "iso3_from", "iso3_to")
        for first, second, level in cells(public, grid, 0.1, allowed):
            year = since.get((first, second), 2018)
            yield first, second, name, level, value("doubt_treaty"), year, "atop_2018"


def begun(table: pd.DataFrame, first: str, second: str) -> dict[tuple[str, str], int]:
    """Return the first year of each pair in a yearly file (records begin in 1980: 1980 is "or earlier")."""
    years: dict[tuple[str, str], int] = {}
    for one, other, year in zip(table[first], table[second], table["year"], strict=True):
        pair = (min(one, other), max(one, other))
        years[pair] = min(int(year), years.get(pair, int(year)))
    return years


def treaties(public: Public, alignment: Grid) -> Iterator[Row]:
    """Defence cooperation agreements standing when their record ends, between states not at odds today."""
    actors = public.actors()
    table = public.table("dca_treaties")
    ends = min(public.year, int(table["year_signed"].max()))
    table = table[table["end_year_estimate"] >= ends].melt(
        ["iso3_a", "iso3_b", "year_signed"], ["category1", "category2", "category3"], value_name="category"
    )
    table = table.assign(instrument=table["category"].map(TREATIES)).dropna(subset="instrument")
    for instrument, each in table.groupby("instrument"):
        count = to_grid(actors, each["iso3_a"], each["iso3_b"], [1.0] * len(each), symmetric=True)
        year = each.groupby(["iso3_a", "iso3_b"])["year_signed"].max()
        level = np.where(count > 0, value("level_treaty") + value("level_treaty_more") * (count - 1), 0)
        for first, second, size in cells(public, np.minimum(level, 1.0), 0.1, alignment > value("not_at_odds")):
            since = int(year[(first, second)])
            yield first, second, str(instrument), size, value("doubt_old_record"), since, "dcad_2010"


def exercises(public: Public, alignment: Grid) -> Iterator[Row]:
    """Joint exercises of the last five years on record, taken to go on between friends."""
    table = public.table("joint_exercises_dyad_year")
    a_year = exercises_a_year(public.actors(), table, public.year)
    level = np.minimum(1.0, np.log1p(a_year) / np.log(1 + value("exercises_full")))
    since = begun(table, "iso3_a", "iso3_b")
    for first, second, size in cells(public, level, value("level_least"), alignment > value("friendly")):
        year = since[(first, second)]
        yield first, second, "joint_exercises", size, value("doubt_old_record"), year, "mme_2006_10"


def arms(public: Public, alignment: Grid) -> Iterator[Row]:
    """Arms deliveries and local production, either way."""
    table, actors = public.table("arms_transfers"), public.actors()
    for instrument, column, start, basis in (
        ("arms_sale", "tiv_delivered_est", public.year - 4, "arms_sales_2021_25"),
        ("tech_transfer", "tiv_local_production_est", public.year - 9, "production_2016_25"),
    ):
        recent = table[table["year"] >= start]
        amount = to_grid(actors, recent["iso3_supplier"], recent["iso3_recipient"], recent[column], symmetric=True)
        level = np.log1p(amount / value("arms_unit")) / np.log(1 + value("arms_full") / value("arms_unit"))
        for first, second, size in cells(public, level, value("level_least"), alignment > 0):
            yield first, second, instrument, size, value("doubt_record"), start, basis


def troops(public: Public, alignment: Grid) -> Iterator[Row]:
    """United States personnel stationed, from a few hundred up."""
    table = public.latest("us_troops")
    people = to_grid(public.actors(), ["USA"] * len(table), table["iso3_host"], table["us_active_duty"], symmetric=True)
    level = np.where(people >= value("troops_least"), np.log10(np.maximum(people, 1) / 100) / 2, 0)
    for first, second, size in cells(public, level, 0.1, alignment > 0):
        yield first, second, "shared_infra", size, value("doubt_record"), public.year, "us_troops_2025"


def listed(public: Public) -> dict[tuple[str, str, str], Row]:
    """Return the dated list by pair and instrument; groups spelled out, later rows override earlier ones.

    In a past year only what was in force before it and still is: the level is today's, so its doubt is wider.
    """
    rows: dict[tuple[str, str, str], Row] = {}
    wider = value("judged_past") if public.is_past else 1.0
    for row in spell_out(signed()).to_dict("records"):
        first, second = sorted((str(row["first"]), str(row["second"])))
        level, doubt, since = float(row["level"]), wider * float(row["doubt"]), int(row["since"])
        key = (first, second, str(row["instrument"]))
        rows[key] = (*key, level, doubt, since, "agreements_dated")
    known = set(public.actors())
    return {
        key: row for key, row in rows.items() if set(key[:2]) <= known and (row[5] <= public.year or not public.is_past)
    }
