"""Choice: partner first, then act, is the one flat logit over the whole menu."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy import stats

from sim.core.luck import fold, world_key
from sim.core.pairs import square_of_both
from sim.ensemble.draws import certain, known
from sim.model.acts.arm import arm
from sim.model.acts.cooperate import leave
from sim.model.acts.hedge import hedge
from sim.model.choose import ACT_NAMES, DEESCALATE, LEAVE, PRESSURE, TAKE_UP, choice_luck, choose, menu, proposals
from sim.model.worth import gather
from tests.model import one_quarter

DRAWS = 20_000


@pytest.fixture(scope="module")
def scene(six, walk):
    """The opening of a world in which acts are cheap, so that all kinds of them are chosen often."""
    _, scenes, _ = walk(facts=known(six.opening, certain({"u0": 4.0})), shaken=())
    return one_quarter.of(scenes, 0)


def of_partners(cells, actor):
    """A state's own side of all pairs, `(other, instrument)`, from `(instrument, direction, pair)`."""
    return np.moveaxis(square_of_both(jnp.asarray(cells)), 0, -1)[actor]


def flat_logit(scene, m, actor):
    """Odds of every (act, partner, instrument) of one state."""
    n, instruments = len(scene.state.alignment), len(scene.state.agreements)
    odds = np.zeros((len(ACT_NAMES), n, instruments))
    arming, hedging, proposing, leaving = utilities(scene, m)
    odds[:TAKE_UP, actor, 0] = np.exp([0.0, float(arming[actor]), float(hedging[actor])])
    others = np.arange(n) != actor
    odds[TAKE_UP, others] = of_partners(np.exp(proposing), actor)[others]
    odds[LEAVE, others] = of_partners(np.exp(leaving), actor)[others]
    odds[PRESSURE, others, 0] = np.exp(m.pressure)[actor, others]
    odds[DEESCALATE, others, 0] = np.exp(m.deescalate)[actor, others]
    return odds.ravel() / odds.sum()


@jax.jit
def menu_of(scene, closed):
    return menu(scene, gather(scene), closed)


@pytest.fixture(scope="module")
def open_menu(scene):
    """The menu of that opening, with nothing held by a policy."""
    return menu_of(scene, jnp.zeros(scene.state.agreements.shape, bool))


@jax.jit
def utilities(scene, m):
    """Of arming and hedging by actor, and of proposing and leaving by instrument and pair."""
    return arm(scene), hedge(scene), proposals(scene, m), leave(scene, m.worth, m.level())


@pytest.fixture(scope="module")
def chosen(scene, open_menu):
    """What every state chooses in many quarters that differ in luck alone."""
    keys = fold(world_key(1, 0, 0), jnp.arange(DRAWS))
    return choices(scene, open_menu, keys)


@jax.jit
def choices(scene, m, keys):
    return jax.vmap(lambda key: choose(scene, m, choice_luck(scene.setting, key)))(keys)


@pytest.mark.parametrize("actor", range(6))
def test_choices_follow_the_flat_logit(scene, open_menu, chosen, actor):
    shape = (len(ACT_NAMES), len(scene.state.alignment), len(scene.state.agreements))
    cells = np.ravel_multi_index([np.asarray(part)[:, actor] for part in chosen], shape)
    found = np.bincount(cells, minlength=np.prod(shape))
    expected = DRAWS * flat_logit(scene, open_menu, actor)
    assert not found[expected == 0].any()
    often = expected >= 5
    pooled = [np.append(x[often], x[~often].sum()) for x in (found, expected)]
    assert often.sum() > 20
    assert stats.chisquare(*pooled).pvalue > 0.001


def test_what_a_policy_holds_is_not_the_parties_to_change(scene):
    closed = jnp.ones(scene.state.agreements.shape, bool)
    keys = fold(world_key(1, 0, 0), jnp.arange(DRAWS))
    chosen = choices(scene, menu_of(scene, closed), keys)
    assert not np.isin(np.asarray(chosen.act), [TAKE_UP, LEAVE]).any()
