"""Provisions of more than two parties: who is in, from when, what it costs, and what leaving does."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from sim.catalogue import instruments, settings
from sim.core.pairs import square
from sim.ensemble.draws import certain, known
from sim.scenario import load, policy

MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
ROWS, QUARTERS = 8, 12
PEACE = instruments().keys.index("peacekeeping")  # none of the four has it with another
NOBODY_ACTS = {"u0": 1000.0, "renewal_ease": 1000.0}  # nor does anything run out
FOUR = ["CHN", "PAK", "SAU", "TUR"]


@pytest.fixture(scope="module")
def many(six, walk):
    """A function that walks worlds under one provision and gives lived and in-force levels, and acceptance."""

    def walked(parameters=NOBODY_ACTS, runs=1, **provision):
        option = {"provisions": [{"instrument": "peacekeeping", "parties": FOUR, "level": 1} | provision]}
        scenario = load(MINIMAL, options={"o": option}, compare=[], watch=["world"])
        rows = policy(scenario, "o", ROWS)
        facts = known(six.opening, certain(parameters))
        worlds = [walk(facts=facts, rows=rows, shaken=(), run=run) for run in range(runs)]
        lived = np.stack([np.asarray(square(scenes.state.agreements[:, PEACE])) for _, scenes, _ in worlds])
        held = np.stack([np.asarray(square(scenes.in_force[:, PEACE])) for _, scenes, _ in worlds])
        return six, lived, held, worlds

    return walked


def tie(six, first, second):
    """Where a pair stands in `(..., actor, other)`."""
    return (..., six.actors.index(first), six.actors.index(second))


def test_a_tie_begins_at_the_later_date_of_its_two_parties(many):
    six, _, held, _ = many(**{"from": {"default": "2026-04", "SAU": "2027-01", "TUR": "2027-07"}})
    begins = {"CHN": 1, "PAK": 1, "SAU": 4, "TUR": 6}
    for first, second in itertools.combinations(FOUR, 2):
        start = max(begins[first], begins[second])
        levels = held[0][tie(six, first, second)]
        assert (levels[: start + 1] == 0).all()
        assert (levels[start + 1 :] == 1).all()


def test_an_offer_enters_among_all_required_parties_or_none(many):
    six, lived, _, _ = many({**NOBODY_ACTS, "accept_threshold": 1.0}, runs=24, enter="offered")
    entered = [(lived[tie(six, a, b)] > 0).any(axis=1) for a, b in itertools.combinations(FOUR, 2)]
    assert 0 < entered[0].mean() < 1
    assert all((other == entered[0]).all() for other in entered)


def test_an_optional_party_joins_by_its_own_choice_once_there_is_something_to_join(many):
    wish = {**NOBODY_ACTS, "accept_threshold": 1.4}
    parts = {"parties": FOUR[1:], "optional": ["CHN"], "enter": "offered"}
    six, lived, _, _ = many(wish, runs=32, **parts)
    entered = (lived[tie(six, "PAK", "TUR")] > 0).any(axis=1)
    joined = (lived[tie(six, "CHN", "TUR")] > 0).any(axis=1)
    assert 0 < entered.mean() < 1
    assert not joined[~entered].any()
    assert 0 < joined[entered].mean() < 1


def test_an_optional_state_left_out_changes_nobody_elses_luck(many):
    wish = {**NOBODY_ACTS, "accept_threshold": 1.4}
    six, with_china, _, _ = many(wish, runs=8, parties=FOUR[1:], optional=["CHN"], enter="offered")
    _, without, _, _ = many(wish, runs=8, parties=FOUR[1:], enter="offered")
    entered, also = ((x[tie(six, "PAK", "SAU")] > 0).any(axis=1) for x in (with_china, without))
    assert 0 < entered.mean() < 1
    assert (entered == also).all()


def test_an_observer_is_tied_to_the_parties_alone_at_a_share_of_the_level(many):
    six, _, held, _ = many(parties=["PAK", "TUR"], observers=["CHN", "SAU"])
    share = settings().observer.level
    assert held[0][tie(six, "PAK", "TUR")][-1] == 1
    assert held[0][tie(six, "CHN", "TUR")][-1] == pytest.approx(share)
    assert held[0][tie(six, "CHN", "SAU")][-1] == 0


def test_a_party_weighs_the_mean_of_what_its_ties_are_worth(many):
    def odds(**provision):
        _, _, _, worlds = many(enter="offered", **provision)
        return np.asarray(worlds[0][2].would_sign)[0]

    logit = {
        other: np.log(p / (1 - p)) for other in ("CHN", "SAU", "TUR") for p in [odds(parties=sorted(["PAK", other]))[
            sorted(["PAK", other]).index("PAK")]]
    }  # fmt: skip
    together = odds()[FOUR.index("PAK")]
    assert np.log(together / (1 - together)) == pytest.approx(np.mean(list(logit.values())), abs=1e-12)


def test_each_party_pays_once_however_many_take_part(many):
    cost = float(instruments().column("cost")[PEACE])

    def bill(**provision):
        six, _, _, worlds = many(**provision)
        scenes = worlds[0][1]
        pays = np.asarray(scenes.view.cooperation.cost).sum(axis=2)[:, six.actors.index("PAK")]
        carried = np.asarray(square(scenes.state.implementation[:, PEACE]))[:, six.actors.index("PAK")].max(axis=1)
        return pays - pays[0], carried

    for parties in (["PAK", "TUR"], FOUR):
        paid, carried = bill(parties=parties, level=1)
        assert carried[-1] > 0.3
        np.testing.assert_allclose(paid, cost * carried, atol=1e-12)


def test_who_leaves_one_tie_leaves_all_and_the_others_stay(many):
    restless = {"exit_ease": 9.0, "u0": 8.3, "accept_threshold": 1000.0}
    six, lived, _, _ = many(restless, runs=24, enter="signed")
    place = [six.actors.index(code) for code in FOUR]
    tied = lived[:, 1:][:, :, place][:, :, :, place] > 0
    inside = tied.any(axis=3)
    whole = inside[..., :, None] & inside[..., None, :] & ~np.eye(4, dtype=bool)
    assert (tied == whole).all()
    assert tied[:, 0].any()
    assert {3, 4} <= set(inside.sum(axis=2).ravel())
    assert tied.shape[1] == QUARTERS
