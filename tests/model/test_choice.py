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

DRAWS = 20_000


@pytest.fixture(scope="module")
def scene(six, walk):
    """The opening of a world in which acts are cheap, so that all kinds of them are chosen often."""
    _, scenes, _ = walk(facts=known(six.opening, certain({"u0": 4.0})), shaken=())
    return jax.tree.map(lambda leaf: leaf[0], scenes)


def of_partners(cells, actor):
    """A state's own side of all pairs, `(other, instrument)`, from `(instrument, direction, pair)`."""
    return np.moveaxis(square_of_both(jnp.asarray(cells)), 0, -1)[actor]


def flat_logit(scene, m, actor):
    """Odds of every (act, partner, instrument) of one state."""
    n, instruments = len(scene.state.alignment), len(scene.state.agreements)
    odds = np.zeros((len(ACT_NAMES), n, instruments))
    odds[:TAKE_UP, actor, 0] = np.exp([0.0, float(arm(scene)[actor]), float(hedge(scene)[actor])])
    others = np.arange(n) != actor
    odds[TAKE_UP, others] = of_partners(np.exp(proposals(scene, m)), actor)[others]
    odds[LEAVE, others] = of_partners(np.exp(leave(scene, m.worth, m.level())), actor)[others]
    odds[PRESSURE, others, 0] = np.exp(m.pressure)[actor, others]
    odds[DEESCALATE, others, 0] = np.exp(m.deescalate)[actor, others]
    return odds.ravel() / odds.sum()


@pytest.fixture(scope="module")
def open_menu(scene):
    """The menu of that opening, with nothing held by a policy."""
    return menu(scene, gather(scene), jnp.zeros(scene.state.agreements.shape, bool))


@pytest.fixture(scope="module")
def chosen(scene, open_menu):
    """What every state chooses in many quarters that differ in luck alone."""
    keys = fold(world_key(1, 0, 0), jnp.arange(DRAWS))
    return jax.jit(jax.vmap(lambda key: choose(scene, open_menu, choice_luck(scene.setting, key))))(keys)


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
    m = menu(scene, gather(scene), closed)
    keys = fold(world_key(1, 0, 0), jnp.arange(500))
    chosen = jax.jit(jax.vmap(lambda key: choose(scene, m, choice_luck(scene.setting, key)).act))(keys)
    assert not np.isin(np.asarray(chosen), [TAKE_UP, LEAVE]).any()
