"""The figures of each state: two from the record, budget and industry from record and judgement, four judged.

| figure | from |
|---|---|
| capability | CINC 2022, percent of the world |
| ideal_point | UN General Assembly ideal point 2024 |
| budget | b0 + b1 log10(military spending) + b2 log10(GDP per head), joined with the judged figure |
| defence_industry | the same with log10 of 1 + exports/10, of 1 + local production/10, and of spending |
| quality, reach, sovereignty, assertiveness | judged (`curated/states.csv`) |

The weights are least squares on the states with a judged figure, so the formula speaks on the judged scale.
Where both speak the judged figure weighs `judged_weight`: it knows of export bans, reserves, frozen accounts.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.evidence.coefficients import value
from sim.evidence.curated import states
from sim.evidence.grids import vector
from sim.evidence.sources import Public

Vector = NDArray[np.float64]
MONEY_YEARS = 10  # how old a last figure of military spending may be
ARMS_YEARS = 10


class Scale(NamedTuple):
    """A formula equated with judged figures: weights (first the intercept) and residual spread."""

    weights: Vector
    spread: float
    formula: Vector


def spending(public: Public) -> Vector:
    """Military spending in millions of current dollars: newest of SIPRI, else of the COW register."""
    actors = public.actors()
    sipri = public.table("milex").dropna(subset="milex_current_musd").sort_values("year").groupby("iso3").last()
    recent = sipri[sipri["year"] > sipri["year"].max() - MONEY_YEARS]["milex_current_musd"]
    cow = (
        public.table("cinc").dropna(subset="milex_kusd").sort_values("year").groupby("iso3").last()["milex_kusd"] / 1e3
    )
    return vector(actors, recent.combine_first(cow), float(cow.min()))


def wealth(public: Public) -> Vector:
    """Newest GDP per head in current dollars; the median where nobody counted."""
    table = public.table("gdp_population").dropna(subset=["gdp_current_usd", "population"])
    newest = table.sort_values("year").groupby("iso3").last()
    a_head = newest["gdp_current_usd"] / newest["population"]
    return vector(public.actors(), a_head, float(a_head.median()))


def arms_industry(public: Public) -> tuple[Vector, Vector]:
    """Exports and local production of the last ten years, million TIV."""
    recent = public.table("arms_transfers")
    recent = recent[recent["year"] > public.year - ARMS_YEARS]
    exports = recent.groupby("iso3_supplier")["tiv_delivered_est"].sum()
    local = recent.groupby("iso3_recipient")["tiv_local_production_est"].sum()
    return vector(public.actors(), exports, 0.0), vector(public.actors(), local, 0.0)


def equate(columns: list[Vector], judged: Vector) -> Scale:
    """Put a formula on the judged scale by least squares over the states that are judged (others NaN)."""
    terms = np.column_stack([np.ones_like(judged), *columns])
    spoken = ~np.isnan(judged)
    weights = np.asarray(np.linalg.lstsq(terms[spoken], judged[spoken], rcond=None)[0], dtype=float)
    left = judged[spoken] - terms[spoken] @ weights
    spread = float(np.sqrt(left @ left / (spoken.sum() - len(weights))))
    return Scale(weights, spread, terms @ weights)


def budget_scale(public: Public) -> Scale:
    """Equate money with the judged budgets."""
    return equate([np.log10(spending(public)), np.log10(wealth(public))], judged(public, "budget"))


def industry_scale(public: Public) -> Scale:
    """Equate exports and local production with the judged defence industries."""
    exports, local = arms_industry(public)
    columns = [np.log10(1 + exports / 10), np.log10(1 + local / 10), np.log10(spending(public))]
    return equate(columns, judged(public, "defence_industry"))


def judged(public: Public, figure: str) -> Vector:
    """Return a judged figure of every state, NaN where nobody judged it."""
    return states().set_index("actor")[figure].reindex(list(public.actors())).to_numpy(dtype=float)


def judged_doubt(public: Public) -> float:
    """Doubt of a figure judged for today, wider where it stands for a past year."""
    return value("judged_doubt") * (value("judged_past") if public.is_past else 1.0)


def joined(public: Public, scale: Scale, by_hand: Vector) -> tuple[Vector, Vector, list[str]]:
    """Join formula and judged figure: value, doubt and basis (`_both` or `_formula`) of each state.

    A judged figure speaks of today, so in a past year the formula stands alone.
    """
    weight = np.where(np.isnan(by_hand) | public.is_past, 0.0, value("judged_weight"))
    level = np.clip(weight * np.nan_to_num(by_hand) + (1 - weight) * np.clip(scale.formula, 0, 1), 0, 1)
    doubt = np.where(weight > 0, value("judged_doubt"), np.hypot(scale.spread, judged_doubt(public)))
    return level, doubt, ["both" if w > 0 else "formula" for w in weight]


def state_table(public: Public) -> pd.DataFrame:
    """Return actors.csv: one row per state, each figure with its doubt and basis."""
    actors = public.actors()
    table = states().set_index("actor").loc[list(actors)][["name"]].rename_axis("actor").reset_index()
    former = public.former_names()
    table["name"] = [former.get(code, name) for code, name in zip(table["actor"], table["name"], strict=True)]
    cinc = vector(actors, public.table("cinc").sort_values("year").groupby("iso3")["cinc"].last(), 0.0001) * 100
    table = put(table, "capability", cinc, np.maximum(0.01, value("capability_doubt") * cinc), "cinc_2022")
    table = put(table, "ideal_point", *position(public), "ideal_point_2024")
    for figure in ("quality", "reach"):
        level = judged(public, figure)
        table = put(table, figure, level, judged_doubt(public) * level, f"{figure}_judged")
    for figure, scale in (("defence_industry", industry_scale(public)), ("budget", budget_scale(public))):
        level, doubt, how = joined(public, scale, judged(public, figure))
        table = put(table, figure, level, doubt, [f"{figure}_{one}" for one in how])
    for figure in ("sovereignty", "assertiveness"):
        level = judged(public, figure)
        table = put(table, figure, level, np.full_like(level, judged_doubt(public)), f"{figure}_judged")
    return table


def position(public: Public) -> tuple[Vector, Vector]:
    """Newest ideal point and its doubt: the posterior's standard deviation joined with yearly noise.

    A state that cast no vote stands at the median, in doubt by as much as states differ.
    """
    points = public.latest("unga_ideal_points").set_index("iso3")
    older = public.table("unga_ideal_points").sort_values("year").groupby("iso3").last()
    points = points.combine_first(older)
    width = (points["ideal_fp_q95"] - points["ideal_fp_q05"]) / 3.29
    anywhere = float(points["ideal_fp"].std())
    spread = np.hypot(vector(public.actors(), width, anywhere), value("position_noise"))
    return vector(public.actors(), points["ideal_fp"], float(points["ideal_fp"].median())), spread


def put(table: pd.DataFrame, figure: str, level: Vector, doubt: Vector, basis: str | list[str],
        places: int = 2) -> pd.DataFrame:  # fmt: skip
    """Add a figure, its doubt and its basis, rounded."""
    rounded = np.maximum(np.round(doubt, places), 10.0**-places)
    return table.assign(**{figure: np.round(level, places) + 0.0, f"{figure}_doubt": rounded, f"{figure}_basis": basis})
