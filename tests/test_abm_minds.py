"""Minds of one's own: who overrides `choose()` replaces its own row of choices and nothing else."""

import numpy as np
import pytest

import sim
from sim.abm import Act, Actor, PolicyModel, acts
from sim.core.errors import QuestionError
from sim.model.reasons import REASONS
from tests.conftest import SCENARIOS

REPLACED = "TUR"


class Same(Actor):
    """Chooses what the engine has chosen, by itself."""

    def choose(self, menu):
        return menu.own if self.model.quarter % 2 else None


class Warlike(Actor):
    """Arms whatever happens."""

    def choose(self, menu):  # noqa: ARG002
        assert self.luck("coin") == self.luck("coin") != self.luck("die")
        return acts.ARM


class Impossible(Actor):
    """Ends what is not there."""

    def choose(self, menu):  # noqa: ARG002
        return acts.leave("PAK", "mutual_defence_pact")


@pytest.fixture(scope="module")
def content():
    return sim.load(SCENARIOS / "minimal.yaml")


def walk(content, mind=None, quarters=None):
    model = PolicyModel(content, "pact", rng=3, minds={REPLACED: mind} if mind else None)
    for _ in range(quarters or model.quarters):
        model.step()
    return model


@pytest.fixture(scope="module")
def usual(content):
    return walk(content)


def test_a_mind_that_thinks_as_the_engine_is_the_same_world_bit_for_bit(content, usual):
    same = walk(content, Same)
    for stock in ("alignment", "trust", "tension", "agreements", "position"):
        np.testing.assert_array_equal(same.stock(stock), usual.stock(stock))
    assert same.happened == usual.happened


def test_a_mind_of_ones_own_changes_its_own_acts_and_nobody_elses_luck(content):
    usual, ours = walk(content, quarters=1), walk(content, Warlike, quarters=1)
    own = ours.codes.index(REPLACED)
    for code, a, b in zip(ours.codes, usual.last_acts, ours.last_acts, strict=True):
        assert b == (acts.ARM if code == REPLACED else a)
    np.testing.assert_array_equal(np.delete(usual.taken, own), np.delete(ours.taken, own))
    # Crises, deliveries and noise fall on the others as they would have, so between them nothing differs.
    others = np.ones(len(ours.codes), bool)
    others[[own, *(k for k, act in enumerate(usual.last_acts) if act.partner == REPLACED)]] = False
    for stock in ("alignment", "trust", "tension"):
        np.testing.assert_array_equal(
            usual.stock(stock)[np.ix_(others, others)], ours.stock(stock)[np.ix_(others, others)]
        )
    np.testing.assert_array_equal(usual.world.crises, ours.world.crises)
    assert not np.array_equal(usual.stock("military_weight"), ours.stock("military_weight"))


def test_others_answer_a_mind_of_ones_own_in_later_quarters(content, usual):
    ours = walk(content, Warlike)
    assert ours.actor(REPLACED).military_weight > usual.actor(REPLACED).military_weight
    table = ours.timeline()
    assert (table[(table["first"] == REPLACED) & (table["kind"] == "act")]["what"] == "Türkiye: arm").all()


def test_a_menu_tells_what_each_act_is_worth_and_why(content):
    model = PolicyModel(content, "pact", rng=3)
    menu = model.menu("IND")
    table = menu.acts
    assert table["odds"].sum() == pytest.approx(1)
    np.testing.assert_allclose(table[list(REASONS)].sum(axis=1), table["worth"], atol=1e-12)
    nothing = table[table["act"] == "null"].iloc[0]
    np.testing.assert_allclose(table["odds"], nothing["odds"] * np.exp(table["worth"]), rtol=1e-12)
    assert menu.checked(menu.own) == menu.own
    assert menu.act(table.index[0]) == acts.NOTHING
    assert "IND" not in set(table["partner"])
    assert set(table["partner"]) == {"", "CHN", "PAK", "SAU", "TUR", "USA"}


def test_the_engine_chooses_by_the_odds_of_the_menu(content):
    # Of 12 worlds of one draw, all opening alike, as many states do nothing new as the odds say.
    models = [PolicyModel(content, "pact", run=run) for run in range(12)]
    menus = [models[0].menu(code) for code in models[0].codes]
    odds = [float(menu.acts.loc[menu.acts["act"] == "null", "odds"].iloc[0]) for menu in menus]
    idle = sum(act == acts.NOTHING for model in models for act in model.intended)
    spread = np.sqrt(12 * sum(p * (1 - p) for p in odds))
    assert abs(idle - 12 * sum(odds)) < 3.5 * spread


def test_what_is_not_on_the_menu_is_refused(content):
    with pytest.raises(QuestionError, match=r"TUR cannot choose .* in 2026Q1; menu.acts lists what is open"):
        walk(content, Impossible, quarters=1)
    menu = PolicyModel(content, "pact", rng=3).menu("TUR")
    with pytest.raises(QuestionError):
        menu.checked(Act("dance"))
