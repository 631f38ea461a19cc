"""The record as a history: public files up to a cut-off, of which nothing later is read.

| figure | file | known |
|---|---|---|
| distance | unga_ideal_points | where both voted |
| quarrel | icews_dyad_year: ln((K + c p)/(C + c (1 - p))), as `sim.evidence.events` reads it | from 20 events a year |
| dispute | mids_dyad_year: one where a dispute between the two went on | to the last year of the file |
| agreements | dca_treaties: agreements signed | to the last year of the file |
| exercises | joint_exercises_dyad_year | to the last year of the file |
| arms | arms_transfers: deliveries to i, in 50 million TIV | to the last year of the file |

Alliances (ATOP: any obligation but non-aggression) and bilateral exercises hold from year to year, arms are told by the
year of the order. Periods of rivalries were coded in hindsight: who fears whom is better known here than it was then.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import SourceError
from sim.evidence.agreed import CLASSES
from sim.evidence.coefficients import value
from sim.evidence.covariates import kilometres, standing
from sim.evidence.grids import known, to_grid
from sim.evidence.past import as_of, record_end
from sim.evidence.sources import RECORD_BEGINS, Public
from sim.experiments.third_party_study.design import CLAIM, DISPUTE_YEARS, RIVALRY, WINDOW
from sim.experiments.third_party_study.history import History, Mask, Numbers, known_to_both, points

LEAST_EVENTS = 20
TIV = 50.0
EARLIEST_CUT = RECORD_BEGINS + 2 * WINDOW + 5
_TREATIES = {"framework": "dca_framework", "technology": "tech_sharing_treaty", "training": "exercise_training_treaty"}


def read_record(public: Public, until: int | None = None) -> History:
    """Read the public files up to a year as a history.

    Raises
    ------
    SourceError
        The files do not reach the year, the years up to it are too few, or a column is missing.
    """
    end = record_end(public.folder)
    until = end if until is None else until
    if not EARLIEST_CUT <= until <= end:
        raise SourceError(
            f"no third-party study up to {until}: the yearly files run to {end}, and five years on either side of an "
            f"agreement take the years from {RECORD_BEGINS} to {EARLIEST_CUT} at least; pass --until "
            f"{EARLIEST_CUT} to {end}"
        )
    past, actors = as_of(public, until + 1), public.actors()
    years = range(RECORD_BEGINS, until + 1)
    capability = _capability(past, actors, years)
    grids = {
        "distance": _distances(past, actors, years),
        "quarrel": _quarrel(past, actors, years),
        "dispute": np.minimum(_pairs(past, "mids_dyad_year", actors, years), 1.0),
        "agreements": _pairs(past, "dca_treaties", actors, years, of="year_signed"),
        "exercises": _pairs(past, "joint_exercises_dyad_year", actors, years, "n_exercises"),
        "arms": _pairs(past, "arms_transfers", actors, years, "tiv_delivered_est") / TIV,
    }
    grids = {name: known_to_both(grid, capability) for name, grid in grids.items()}
    fear = _fear(past, actors, years, grids["distance"])
    return History(actors, years[0], grids, _agreed(past, actors, years), fear, kilometres(past, actors), capability)


def _stacked(grids: list[Numbers]) -> Numbers:
    return np.stack(grids, axis=-1)


def _capability(past: Public, actors: tuple[str, ...], years: range) -> Numbers:
    shares = past.table("cinc").pivot(index="iso3", columns="year", values="cinc")
    shares = shares.reindex(index=list(actors), columns=list(years))
    # A state is there from its first year in the register on; the register may end before the rest.
    return np.log(shares.ffill(axis=1).clip(lower=1e-6).to_numpy(dtype=np.float64))


def _distances(past: Public, actors: tuple[str, ...], years: range) -> Numbers:
    table = past.table("unga_ideal_points").pivot(index="iso3", columns="year", values="ideal_fp")
    at = table.reindex(index=list(actors), columns=list(years)).to_numpy(dtype=np.float64)
    return np.abs(at[:, None] - at[None, :])


def _quarrel(past: Public, actors: tuple[str, ...], years: range) -> Numbers:
    table = past.table("icews_dyad_year")
    good = table["verbal_coop"] + 2 * table["material_coop"]
    bad = table["verbal_conf"] + 2 * table["material_conf"]
    if table.empty:
        return np.full((len(actors), len(actors), len(years)), np.nan)
    share, pseudo = float(bad.sum() / max((good + bad).sum(), 1)), value("event_pseudo_count")
    both = []
    for year in years:
        at = table["year"] == year
        pair = table["iso3_source"][at], table["iso3_target"][at]
        c, k = (to_grid(actors, *pair, column[at], symmetric=False) for column in (good, bad))
        odds = np.log((k + pseudo * share) / (c + pseudo * (1 - share)))
        both.append(np.where(c + k >= LEAST_EVENTS, odds, np.nan))
    return _stacked(both)


_ENDS = {
    "joint_exercises_dyad_year": ("iso3_a", "iso3_b", True),
    "mids_dyad_year": ("iso3_a", "iso3_b", True),
    "dca_treaties": ("iso3_a", "iso3_b", True),
    "arms_transfers": ("iso3_recipient", "iso3_supplier", False),
}  # fmt: skip


def _pairs(
    past: Public, name: str, actors: tuple[str, ...], years: range, column: str | None = None, of: str = "year"
) -> Numbers:
    """Yearly sums of a file by pair; nothing is zero up to its last year, and unknown after it."""
    table = past.table(name)
    if name == "mids_dyad_year":
        table = table[(table["a_originator"] == 1) & (table["b_originator"] == 1)]
    first, second, symmetric = _ENDS[name]
    last = past.table(name)[of].max()
    amount = table[column] if column else pd.Series(1.0, table.index)
    by_year = []
    for year in years:
        at = table[of] == year
        grid = to_grid(actors, table[first][at], table[second][at], amount[at], symmetric=symmetric)
        by_year.append(grid if year <= last else np.full_like(grid, np.nan))
    return _stacked(by_year)


def _agreed(past: Public, actors: tuple[str, ...], years: range) -> dict[str, Mask]:
    """What was agreed or held in each year, by kind."""
    treaties = past.table("dca_treaties")
    categories = treaties[["category1", "category2", "category3"]]
    found = {}
    for kind, name in _TREATIES.items():
        of_kind = treaties[categories.isin(CLASSES[name]).any(axis=1)]
        found[kind] = _held(of_kind, ("iso3_a", "iso3_b"), actors, years, "year_signed")
    atop = past.table("alliances_atop")
    bound = atop[atop[["defense", "neutrality", "consultation"]].any(axis=1)]
    found["alliance"] = _held(bound, ("iso3_from", "iso3_to"), actors, years)
    exercises = _with(past.table("joint_exercises_dyad_year"), "joint_exercises_dyad_year", "n_bilateral")
    found["exercises"] = _held(exercises[exercises["n_bilateral"] > 0], ("iso3_a", "iso3_b"), actors, years)
    orders = _with(past.table("arms_transfers"), "arms_transfers", "n_orders_placed")
    found["arms"] = _held(orders[orders["n_orders_placed"] > 0], ("iso3_supplier", "iso3_recipient"), actors, years)
    return found


def _with(table: pd.DataFrame, name: str, column: str) -> pd.DataFrame:
    if column not in table.columns:
        raise SourceError(f"{name}.csv: missing column {column}; the third-party study dates agreements by it")
    return table


def _held(rows: pd.DataFrame, pair: tuple[str, str], actors: tuple[str, ...], years: range, of: str = "year") -> Mask:
    return np.stack(
        [known(actors, *(rows[side][rows[of] == year] for side in pair), symmetric=True) for year in years], axis=-1
    )


def _fear(past: Public, actors: tuple[str, ...], years: range, distance: Numbers) -> NDArray[np.int64]:
    """Points of fear at the opening of each year, from what was on record up to the year before."""
    return np.stack([
        points(standing_points(past, actors, year - 1), disputed(past, actors, year - 1), _lately(distance, at))
        for at, year in enumerate(years)
    ])  # fmt: skip


def standing_points(past: Public, actors: tuple[str, ...], year: int) -> NDArray[np.int64]:
    """Points for rivalries and claims at the end of a year, `(actor, other)`."""
    rivals, claims = standing(past.table("rivalries"), year), standing(past.table("territorial_claims"), year)
    rivalry = known(actors, rivals["iso3_a"], rivals["iso3_b"], symmetric=True)
    claim = known(actors, claims["iso3_challenger"], claims["iso3_target"], symmetric=True)
    return RIVALRY * rivalry.astype(np.int64) + CLAIM * claim.astype(np.int64)


def disputed(past: Public, actors: tuple[str, ...], year: int, since: int | None = None) -> Mask:
    """Whether a dispute that the two began went on from `since` (ten years) to `year`, `(actor, other)`."""
    since = year - DISPUTE_YEARS + 1 if since is None else since
    table = past.table("mids_dyad_year")
    own = table[(table["a_originator"] == 1) & (table["b_originator"] == 1)]
    lately = own[(own["year"] <= year) & (own["year"] >= since)]
    return known(actors, lately["iso3_a"], lately["iso3_b"], symmetric=True)


def _lately(distance: Numbers, at: int) -> Numbers:
    """Each pair's newest known distance of the five years before a place, `(actor, other)`."""
    newest = np.full(distance.shape[:2], np.nan)
    for year in range(max(at - WINDOW, 0), at):
        newest = np.where(np.isfinite(distance[:, :, year]), distance[:, :, year], newest)
    return newest
