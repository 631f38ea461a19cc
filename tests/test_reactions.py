"""Who reacts: third parties ranked by their move, when it happened, and what it leaves the signatories."""

import json
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.core.errors import QuestionError
from sim.ensemble.store import write_study
from sim.experiments.explain import explain
from sim.experiments.reactions import reactions, who_reacts
from sim.scenario import BASELINE


@pytest.fixture(scope="module")
def found(small):
    return who_reacts(small, "pact", without=("alignment_reaction",))


@pytest.fixture(scope="module")
def folder(small, small_tables, tmp_path_factory):
    return str(write_study(small, small_tables, tmp_path_factory.mktemp("results")))


def test_third_parties_are_ranked_by_how_far_they_moved(small, found):
    moves = small.moves("pact")[["PAK", "TUR"]].mean(axis=1).drop(["PAK", "TUR"])
    assert sorted(found.table["actor"]) == sorted(moves.index)
    assert found.table["change"].tolist() == pytest.approx(moves[found.table["actor"]].tolist(), abs=1e-13)
    assert found.table["change"].abs().is_monotonic_decreasing
    assert (found.table[["p_down", "p_same", "p_up"]].sum(axis=1) - 1).abs().max() < 1e-12


def test_half_of_the_move_had_happened_by_then_and_not_before(small, found):
    parties = found.parties
    change = {
        quarter: sum(
            explain(small, "pact", f"IND:{party}", quarter=quarter)["difference"].iloc[-1] for party in parties
        )
        for quarter in range(1, 13)
    }
    india = found.table.set_index("actor").loc["IND"]
    reached = [quarter for quarter in change if change[quarter] / change[12] >= 0.5]
    assert india["half"] == min(q for q in reached if set(range(q, 13)) <= set(reached))
    assert 2 < india["half"] <= 12


def test_through_what_is_the_largest_entry_the_same_way(small, found):
    row = found.table.iloc[0]
    ledger = np.mean([small.ledger("pact", row["actor"], p) for p in found.parties], axis=0)
    assert row["through_change"] == pytest.approx(max(ledger * np.sign(row["change"])) * np.sign(row["change"]))
    assert small.ledger("pact", "IND", "TUR").index[np.argmin(ledger)] == row["through"] == "reaction"


def test_the_net_of_a_party_is_the_sum_over_all_its_pairs(small, found):
    net = found.net.set_index("party")
    moves = small.moves("pact")
    for party in ("PAK", "TUR"):
        assert net.loc[party, "net"] == pytest.approx(moves.loc[party].sum(), abs=1e-12)
        assert net.loc[party, "with_parties"] == pytest.approx(moves.loc["PAK", "TUR"], abs=1e-12)
        assert net.loc[party, "lo"] <= net.loc[party, "net"] <= net.loc[party, "hi"]
        others = moves.loc[party].drop(["PAK", "TUR"])
        assert (net.loc[party, "closer"], net.loc[party, "further"]) == (
            (others > 0.005).sum(),
            (others < -0.005).sum(),
        )


def test_without_reaction_most_of_the_move_is_gone(found):
    india = found.table.set_index("actor").loc["IND"]
    assert abs(india["change_without"]) < abs(india["change"]) / 2


def test_an_option_that_does_nothing_moves_nobody_at_no_time(small):
    empty = replace(small.scenario.option("pact"), provisions=(_nothing(small),))
    scenario = replace(small.scenario, options=(small.scenario.option(BASELINE), empty))
    table = reactions(sim.run(scenario, small.draws, small.runs, small.seed), "pact")
    assert (table["change"] == 0).all()
    assert table[["half", "clear", "closer_to", "closer_by"]].isna().all().all()


def _nothing(ensemble):
    (provision,) = ensemble.scenario.option("pact").provisions
    return replace(provision, level=None, change=0.0)


def test_what_has_no_third_party_is_refused(small):
    with pytest.raises(QuestionError, match='unknown option "pakt"; did you mean "pact"'):
        reactions(small, "pakt")


def test_the_command_ranks_on_80_columns_and_in_json(entente, folder, found):
    code, out, err = entente("reactions", folder, "--option", "pact")
    assert (code, err) == (0, "")
    *lines, chart = out.splitlines()
    assert max(map(len, lines)) <= 80
    assert chart.split()[1] == f"{folder}/charts/reactions_pact.png"
    names = ["India", "China", "Saudi Arabia", "United States"]
    assert next(line for line in lines if line.startswith(tuple(names))).startswith("India")
    words = ("--json", "--no-charts", "--without", "tension_reaction")
    code, out, _ = entente("reactions", folder, "--option", "pact", *words)
    document = json.loads(out)
    assert [row["actor"] for row in document["third_parties"]] == found.table["actor"].tolist()
    assert document["third_parties"][0]["change"] == found.table["change"].iloc[0]
    assert document["third_parties"][0]["half_date"].startswith("20")
    assert {row["party"] for row in document["net"]} == {"PAK", "TUR"}
