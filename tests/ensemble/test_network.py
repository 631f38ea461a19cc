"""The network of a study: sides, balance and the pair most out of place, in every quarter of the same worlds."""

import numpy as np
import pytest

from sim.ensemble.network import bloc_table, most_frequent, network_table, networks
from sim.experiments.landscape import frustration_words, landscape, optima_words, side_words
from sim.outcomes.balance import Frustration
from sim.outcomes.landscape import energy, local_optima, optima_found


@pytest.fixture(scope="module")
def found(ensemble):
    return networks(ensemble, ["baseline", "pact"])


def test_the_worlds_looked_at_are_those_of_the_study(ensemble, found):
    for name, network in found.items():
        closing = ensemble.kept[name].closing["alignment"]
        np.testing.assert_allclose(network.alignment[-1], closing.mean(axis=0), atol=1e-13)
        series = ensemble.kept[name].series["balanced_triangles"][:, 1:, 0]
        np.testing.assert_allclose(network.balanced, series, atol=1e-13)


def test_every_quarter_names_the_pair_most_out_of_place_and_who_stands_with_the_strongest(ensemble, found):
    table, blocs = network_table(ensemble, found), bloc_table(ensemble, found)
    assert len(table) == 2 * ensemble.scenario.quarters
    assert table["pair"].str.fullmatch("[A-Z]{3}:[A-Z]{3}").all()
    assert table["worlds"].between(1 / ensemble.worlds, 1).all()
    assert table["balanced_triangles"].between(0, 1).all()
    assert len(blocs) == len(table) * len(ensemble.scenario.actors)
    assert (blocs.groupby(["option", "quarter"])["with_strongest"].max() == 1).all()


def test_the_landscape_is_that_of_the_mean_world(ensemble, found):
    seen = landscape(ensemble, found["pact"], "pact", 12)
    sizes = ensemble.scenario.opening.figures["capability"]
    expected = local_optima(sizes, found["pact"].alignment[11])
    assert [value for _, value in seen.optima] == [value for _, value in expected]
    assert seen.optima[0][0][ensemble.scenario.actors.index("USA")] == 1
    assert seen.searched_whole
    assert seen.frustration.proven
    assert 0 <= seen.balanced <= seen.triangles
    assert "(proven)" in frustration_words(seen)
    assert "all were tried" in optima_words(seen)


def test_what_is_not_proven_is_said_to_be_so(ensemble, found):
    seen = landscape(ensemble, found["baseline"], "baseline", 1)
    unsure = seen.__class__(**{**vars(seen), "frustration": Frustration(2, 5, seen.frustration.side)})
    assert frustration_words(unsure).startswith("between 2 and 5 of ")
    assert frustration_words(unsure).endswith("(not proven)")


def test_every_state_stands_on_one_side(ensemble, found):
    seen = landscape(ensemble, found["baseline"], "baseline", 12)
    names = tuple(ensemble.scenario.names[code] for code in ensemble.scenario.actors)
    said = [who for _, who in side_words(seen, names, ensemble.worlds)]
    assert all(sum(name in who for who in said) == 1 for name in names)


@pytest.mark.parametrize("n", [1, 2, 5, 12])
def test_descents_find_optima_and_the_lowest_one(n):
    p = np.array([[np.sin(3 * i * j + i + j) for j in range(n)] for i in range(n)])
    sizes = np.arange(1.0, n + 1)
    every = {tuple(side.tolist()): value for side, value in local_optima(sizes, p)}
    some = optima_found(sizes, p)
    assert {tuple(side.tolist()) for side, _ in some} <= set(every)
    assert some[0][1] == pytest.approx(min(every.values()))
    assert [value for _, value in some] == [energy(sizes, p, side) for side, _ in some]


def test_the_most_frequent_value_is_told_with_its_share():
    assert most_frequent(np.array([3, 1, 3, 2])) == (3, 0.5)
