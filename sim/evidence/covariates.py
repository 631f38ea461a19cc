"""What the record says about a pair as of a year: one function per idea, a symmetric grid unless it says not.

`history(public, year)` reads yearly files up to `year`, what fits may see; `present(public)` reads the newest
levels in `latest/`, and carries forward what ends earlier. Both return the same names.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.evidence.coefficients import value
from sim.evidence.grids import Grid, mark_pairs, to_grid, vector
from sim.evidence.groups import BODIES, NOT_TIES, paper_pacts
from sim.evidence.sources import RECORD_BEGINS, Public

Covariates = dict[str, Grid]


def history(public: Public, year: int) -> Covariates:
    """Return the covariates as of the end of `year`, from yearly files only."""
    actors = public.actors()
    ideal = newest(public.until("unga_ideal_points", year))["ideal_fp"]
    atop = public.until("alliances_atop", year)
    return {
        "ideal_distance": ideal_distance(actors, ideal),
        **obligations(actors, atop[atop["year"] == atop["year"].max()]),
        "rivalry": rivalry(actors, standing(public.table("rivalries"), year)),
        "claim": claims(actors, standing(public.table("territorial_claims"), year)),
        "sanctions": np.maximum(*both_ways(sanctions(actors, in_force(public.table("sanctions_gsdb"), year)))),
        **carried(public, year),
    }


def present(public: Public) -> Covariates:
    """Return the covariates at the newest level of each series."""
    actors = public.actors()
    return {
        "ideal_distance": ideal_distance(actors, public.latest("unga_ideal_points").set_index("iso3")["ideal_fp"]),
        **obligations(actors, public.latest("alliances_atop")),
        "rivalry": rivalry(actors, public.latest("rivalries")),
        "claim": claims(actors, public.latest("territorial_claims")),
        "sanctions": np.maximum(*both_ways(sanctions(actors, public.latest("sanctions_gsdb")))),
        **carried(public, public.year),
    }


def carried(public: Public, year: int) -> Covariates:
    """Return the covariates whose files have no newer level: cut at `year`, carried on after their end."""
    actors = public.actors()
    return {
        "exercises": exercises(actors, public.until("joint_exercises_dyad_year", year), year),
        "arms": arms(actors, public.until("arms_transfers", year), year),
        "treaties": treaties(actors, public.table("dca_treaties"), year),
        "disputes": disputes(actors, public.until("mids_dyad_year", year), year),
        "contiguous": contiguous(actors, public.table("geography")),
    }


def newest(table: pd.DataFrame, within: int = 5) -> pd.DataFrame:
    """Return each state's last row of the last `within` years, indexed by code."""
    recent = table[table["year"] > table["year"].max() - within]
    last: pd.DataFrame = recent.sort_values("year").groupby("iso3").last()
    return last


def standing(periods: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the periods in force at the end of `year`; what began later or ended earlier is not seen."""
    begun = periods["start_year"] <= year
    return periods[begun & (periods["end_year"].isna() | (periods["end_year"] > year))]


def in_force(cases: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the sanction cases in force at the end of `year`."""
    return cases[(cases["begin_year"] <= year) & (cases["end_year"] >= year)]


def ideal_distance(actors: tuple[str, ...], ideal: pd.Series) -> Grid:
    """Distance of two UN ideal points; a state with no vote stands at the median."""
    points = vector(actors, ideal, float(ideal.median()))
    return np.abs(points[:, None] - points[None, :])


def obligations(actors: tuple[str, ...], atop: pd.DataFrame) -> Covariates:
    """Grade alliance obligations (either direction): the strongest one counts, paper pacts apart.

    Returns
    -------
    Covariates
        `defence`, `paper_pact`, `consultation`, `neutrality`, `nonaggression`: 0 or 1, at most one of them 1.
    """
    marks = {
        name: to_grid(actors, atop["iso3_from"], atop["iso3_to"], atop[name], symmetric=True, merge="max") > 0
        for name in ("defense", "consultation", "neutrality", "nonaggression")
    }
    paper = paper_pacts(actors)
    ties = {"defence": marks["defense"] & ~paper, "paper_pact": marks["defense"] & paper}
    ties |= {name: marks[name] for name in ("consultation", "neutrality", "nonaggression")}
    taken = mark_pairs(actors, NOT_TIES)
    graded: Covariates = {}
    for name, mark in ties.items():
        graded[name] = (mark & ~taken).astype(float)
        taken = taken | mark
    return graded


def obligations_directed(actors: tuple[str, ...], atop: pd.DataFrame) -> Grid:
    """One where the first is bound to defend the second, paper pacts left out, (from, to)."""
    bound = to_grid(actors, atop["iso3_from"], atop["iso3_to"], atop["defense"], symmetric=False, merge="max")
    return np.where(paper_pacts(actors) | mark_pairs(actors, NOT_TIES), 0.0, bound)


def rivalry(actors: tuple[str, ...], rivalries: pd.DataFrame) -> Grid:
    """Weigh a going rivalry: one, and more where it is principal or over space as well as position."""
    heavier = rivalries["principal"] + rivalries["spatial"] * rivalries["positional"]
    weight = value("rivalry_base") + (1 - value("rivalry_base")) * (heavier > 0)
    return to_grid(actors, rivalries["iso3_a"], rivalries["iso3_b"], weight, symmetric=True, merge="max")


def claims(actors: tuple[str, ...], claims: pd.DataFrame) -> Grid:
    """Salience of the heaviest standing territorial claim, 0-1 (source scale 0-12; unknown counts as 10)."""
    salience = claims["salience_0to12"].fillna(10) / 12
    return to_grid(actors, claims["iso3_challenger"], claims["iso3_target"], salience, symmetric=True, merge="max")


def sanctions(actors: tuple[str, ...], cases: pd.DataFrame) -> Grid:
    """Weigh sanctions in force, (sender, target), 0-1: against governments, not terrorists or ended wars."""
    aims = cases["objective"].fillna("").str.replace("terrorism", "").str.replace("end_war", "").str.strip(",")
    weight = cases[["trade", "arms", "financial"]].sum(axis=1).where(aims != "", 0.0)
    spread = pd.DataFrame({"sender": cases["sender"], "target": cases["iso3_target"], "weight": weight})
    spread["sender"] = spread["sender"].map(lambda sender: BODIES.get(sender, (sender,)))
    spread = spread.explode("sender")
    total = to_grid(actors, spread["sender"], spread["target"], spread["weight"], symmetric=False)
    full: Grid = np.minimum(1.0, np.log1p(total) / np.log1p(value("sanctions_full")))
    return full


def both_ways(grid: Grid) -> tuple[Grid, Grid]:
    """Return a directed grid and its transpose."""
    return grid, grid.T


def exercises(actors: tuple[str, ...], counts: pd.DataFrame, year: int) -> Grid:
    """Log of one plus joint exercises a year, mean of the last five years of the record."""
    return np.log1p(exercises_a_year(actors, counts, year))


def exercises_a_year(actors: tuple[str, ...], counts: pd.DataFrame, year: int) -> Grid:
    """Joint exercises a year, mean of the last five years of the record up to `year`."""
    last = min(year, int(counts["year"].max()))
    recent = counts[counts["year"] > last - 5]
    years = min(5, last - RECORD_BEGINS + 1)
    return to_grid(actors, recent["iso3_a"], recent["iso3_b"], recent["n_exercises"] / years, symmetric=True)


def arms(actors: tuple[str, ...], transfers: pd.DataFrame, year: int) -> Grid:
    """Log of one plus five-year deliveries either way, in units of 50 million TIV."""
    recent = transfers[transfers["year"] > year - 5]
    amount = recent["tiv_delivered_est"] / 50
    return np.log1p(to_grid(actors, recent["iso3_supplier"], recent["iso3_recipient"], amount, symmetric=True))


def treaties(actors: tuple[str, ...], signed: pd.DataFrame, year: int) -> Grid:
    """Log of one plus defence cooperation agreements in force (those standing when the record ends stay)."""
    ends = min(year, int(signed["year_signed"].max()))
    held = signed[(signed["year_signed"] <= year) & (signed["end_year_estimate"] >= ends)]
    return np.log1p(to_grid(actors, held["iso3_a"], held["iso3_b"], [1.0] * len(held), symmetric=True))


def disputes(actors: tuple[str, ...], mids: pd.DataFrame, year: int) -> Grid:
    """Log of one plus faded disputes between their originators; force counts 1, threat or display half."""
    own = mids[(mids["a_originator"] == 1) & (mids["b_originator"] == 1)]
    force = np.where(own[["hostility_a", "hostility_b"]].max(axis=1) >= 4, 1.0, 0.5)
    fade = 0.5 ** ((year - own["year"]) / value("dispute_half_life"))
    return np.log1p(to_grid(actors, own["iso3_a"], own["iso3_b"], force * fade, symmetric=True))


def disputes_begun(actors: tuple[str, ...], mids: pd.DataFrame, year: int) -> Grid:
    """Log of one plus faded disputes that the first began against the second, (initiator, target)."""
    own = mids[(mids["a_originator"] == 1) & (mids["b_originator"] == 1) & (mids["onset"] == 1)]
    fade = 0.5 ** ((year - own["year"]) / value("dispute_half_life"))
    by_a = own["a_is_initiating_side"] == 1
    first = own["iso3_a"].where(by_a, own["iso3_b"])
    second = own["iso3_b"].where(by_a, own["iso3_a"])
    return np.log1p(to_grid(actors, first, second, fade, symmetric=False))


def contiguous(actors: tuple[str, ...], geography: pd.DataFrame) -> Grid:
    """One where two states share a land border."""
    border = (geography["contiguity_type"] == 1).astype(float)
    return to_grid(actors, geography["iso3_a"], geography["iso3_b"], border, symmetric=True)


def kilometres(public: Public, actors: Sequence[str]) -> Grid:
    """Great-circle distance of capitals in km, (actor, other), symmetric."""
    table = public.table("geography")
    return to_grid(actors, table["iso3_a"], table["iso3_b"], table["capital_distance_km"], symmetric=True)
