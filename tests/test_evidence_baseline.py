"""The committed baseline says what a reader of the news of early 2026 expects, and where it has it from."""

import numpy as np
import pandas as pd
import pytest

from sim.evidence import baseline, check_tables, read_tables
from sim.evidence.tables import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC

TABLES = read_tables()
DYADS = TABLES.dyads.set_index(["source", "target"])
GULF = ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU")

# pair, lowest and highest alignment that would not surprise
ALIGNED = {
    "PAK CHN": (0.3, 1), "PAK TUR": (0.3, 0.9), "TUR AZE": (0.3, 1), "USA GBR": (0.3, 1),
    "USA AUS": (0.3, 1), "IND PAK": (-1, -0.3), "ISR IRN": (-1, -0.3),
    "ARM AZE": (-0.8, 0), "GRC TUR": (-0.8, 0), "IND CHN": (-0.7, 0),
    "IND USA": (0.1, 0.6), "IND FRA": (0.2, 0.8), "PAK SAU": (0.3, 0.8), "IRN SAU": (-0.6, -0.1),
    "RUS UKR": (-1, -0.7), "CHN USA": (-0.9, -0.3), "RUS USA": (-0.9, -0.4), "CHN RUS": (0.3, 0.9),
    "IND RUS": (0.2, 0.7), "CYP GRC": (0.7, 1), "IND ISR": (0.2, 0.7), "ISR USA": (0.5, 1),
    "QAT TUR": (0.4, 0.9),
    "EGY TUR": (-0.1, 0.4), "ARM RUS": (0, 0.4), "NZL USA": (0.3, 0.8), "ISR TUR": (-0.8, -0.3),
    "IND TUR": (-0.6, -0.1), "ARE IND": (0.2, 0.7), "JPN USA": (0.4, 1), "AZE IRN": (-0.5, 0.1),
}  # fmt: skip


@pytest.mark.parametrize("pair", ALIGNED)
def test_a_well_known_pair_stands_where_it_is_known_to_stand(pair: str) -> None:
    low, high = ALIGNED[pair]
    source, target = pair.split()
    assert low < DYADS.loc[(source, target), "alignment"] <= high


def test_gulf_states_are_aligned_with_one_another() -> None:
    inside = [DYADS.loc[(a, b), "alignment"] for a in GULF for b in GULF if a != b]
    assert min(inside) > 0.1


def test_the_baseline_holds_forty_states_and_all_their_directed_dyads() -> None:
    assert len(TABLES.actors) == 40
    assert len(baseline()) == 40 * 39
    assert list(TABLES.actors["actor"]) == sorted(TABLES.actors["actor"])


def test_the_baseline_has_no_problem() -> None:
    assert check_tables(TABLES) == []


def test_figures_come_with_doubt_and_basis_beside_them() -> None:
    columns = list(baseline().columns)
    for figure in DYAD_FIGURES:
        place = columns.index(figure)
        assert columns[place + 1 : place + 3] == [f"{figure}_doubt", f"{figure}_basis"]


@pytest.mark.parametrize("figure", SYMMETRIC)
def test_a_shared_figure_is_the_same_in_both_directions(figure: str) -> None:
    square = DYADS[figure].unstack()
    assert np.array_equal(square.fillna(0), square.T.fillna(0))


def test_every_figure_is_doubted() -> None:
    assert (TABLES.dyads[[f"{figure}_doubt" for figure in DYAD_FIGURES]] > 0).all(axis=None)
    assert (TABLES.actors[[f"{figure}_doubt" for figure in ACTOR_FIGURES]] > 0).all(axis=None)
    assert (TABLES.agreements["level_doubt"] > 0).all()


def test_every_basis_is_explained_and_used() -> None:
    cells = [TABLES.agreements["basis"]]
    cells += [TABLES.dyads[f"{figure}_basis"] for figure in DYAD_FIGURES]
    cells += [TABLES.actors[f"{figure}_basis"] for figure in ACTOR_FIGURES]
    assert set(pd.concat(cells)) == set(TABLES.bases["basis"])


def test_trust_is_no_affine_copy_of_alignment() -> None:
    assert TABLES.dyads["trust"].corr(TABLES.dyads["alignment"]) < 0.95


def test_trust_differs_between_directions_where_the_evidence_does() -> None:
    square = DYADS["trust"].unstack().fillna(0)
    assert (square - square.T).abs().to_numpy().mean() > 0.02
    assert DYADS.loc[("RUS", "ARM"), "trust"] > DYADS.loc[("ARM", "RUS"), "trust"]
    assert DYADS.loc[("USA", "PAK"), "trust"] != DYADS.loc[("PAK", "USA"), "trust"]


def test_trust_is_less_certain_where_no_survey_was_taken() -> None:
    mean = TABLES.dyads.groupby("trust_basis")["trust_doubt"].mean()
    assert mean["trust_fitted"] > mean["trust_surveyed"]


def test_india_and_pakistan_are_among_the_three_tensest_pairs() -> None:
    tension = TABLES.dyads["tension"]
    assert DYADS.loc[("IND", "PAK"), "tension"] >= tension.nlargest(6).min()
    assert 0.65 <= DYADS.loc[("IND", "PAK"), "tension"] <= 0.85


def test_most_pairs_are_calm_and_few_carry_the_crises() -> None:
    tension = np.sort(TABLES.dyads["tension"].to_numpy())
    hazard = np.exp(6.8 * tension) - 1
    assert np.median(tension) <= 0.05
    assert hazard[-len(hazard) // 10 :].sum() > 0.75 * hazard.sum()


def test_dependence_stays_a_share() -> None:
    assert TABLES.dyads.groupby("source")["dependence"].sum().max() <= 1


def test_pakistan_depends_on_china_and_india_on_russia_more_than_on_any_other() -> None:
    for source, supplier, low, high in (("PAK", "CHN", 0.5, 0.8), ("IND", "RUS", 0.1, 0.36)):
        row = DYADS.loc[source, "dependence"]
        assert row.idxmax() == supplier
        assert low < row[supplier] < high


def test_the_united_states_and_china_alone_have_the_largest_budgets() -> None:
    actors = TABLES.actors.set_index("actor")
    assert set(actors.index[actors["budget"] >= 0.95]) == {"CHN", "USA"}


def in_force(first: str, second: str) -> dict[str, float]:
    a, b = sorted((first, second))
    rows = TABLES.agreements
    rows = rows[(rows["first"] == a) & (rows["second"] == b)]
    return dict(zip(rows["instrument"], rows["level"], strict=True))


def test_pakistan_keeps_room_for_options_with_its_partners() -> None:
    for partner in ("TUR", "SAU"):
        held = in_force("PAK", partner)
        for instrument in ("joint_exercises", "tech_transfer", "intel_ct", "naval", "training", "cultural"):
            assert held.get(instrument, 0.0) < 1.0
    assert "mutual_defence_pact" not in in_force("PAK", "TUR")


def test_signed_since_2010_is_in_force() -> None:
    assert "mutual_defence_pact" in in_force("PAK", "SAU")
    assert "mutual_defence_pact" in in_force("AZE", "TUR")
    assert "shared_infra" in in_force("QAT", "TUR")
    assert "tech_sharing_treaty" in in_force("AUS", "GBR")
    assert "intel_ct" in in_force("CAN", "NZL")
    assert in_force("ARM", "RUS")["regional_alliance"] < 0.5


def test_what_is_known_to_have_ended_is_gone() -> None:
    assert not {"mutual_defence_pact", "regional_alliance"} & set(in_force("NZL", "USA"))
    assert not {"mutual_defence_pact", "regional_alliance"} & set(in_force("PAK", "USA"))
    assert in_force("AFG", "USA") == {}
    assert in_force("RUS", "UKR") == {}


def test_unfriendly_pairs_hold_little_and_friends_a_handful() -> None:
    held = TABLES.agreements.groupby(["first", "second"]).size()
    friends = TABLES.dyads[TABLES.dyads["alignment"] > 0.3]
    count = [held.get((a, b), 0) for a, b in zip(friends["source"], friends["target"], strict=True) if a < b]
    assert 3 <= np.median(count) <= 8
    for first, second in (("IND", "PAK"), ("IRN", "ISR"), ("IND", "TUR"), ("ARM", "AZE"), ("RUS", "UKR")):
        assert sum(in_force(first, second).values()) < 1


def test_no_pair_counts_one_promise_as_pact_and_alliance() -> None:
    promises = ["mutual_defence_pact", "regional_alliance"]
    kinds = TABLES.agreements[TABLES.agreements["instrument"].isin(promises)]
    twice = kinds[kinds.duplicated(["first", "second"])]
    # France and Greece added a bilateral clause to the Atlantic alliance in 2021.
    assert set(zip(twice["first"], twice["second"], strict=True)) <= {("FRA", "GRC")}
