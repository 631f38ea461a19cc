"""The chance that a pair signs in a year, from the model's own motives and menu.

    p_ij,m = P_i(propose (j, m))         a_ji,m = P_j(accept)                     sim/model/choose.py, cooperate.py
    h_m    = 1 - (1 - p_ij,m a_ji,m)(1 - p_ji,m a_ij,m)                           a quarter: who proposed is not seen
    q_m    = 1 - (1 - h_m)^4                                                      a year
    ln L   = sum over years, pairs, classes of  s ln q + (1 - s) ln(1 - q)

Motives, menu and acceptance are those of `sim.model`; nothing of them is written again here. A class's own term
is added to the worth of its instrument.
"""

import dataclasses

import jax
import jax.numpy as jnp
from jax import Array

from sim.core.pairs import members
from sim.experiments.calibrate.panel import Panel, Years
from sim.experiments.calibrate.weights import layout, parameters, prior_doubt
from sim.model.acts.arm import arm
from sim.model.acts.hedge import hedge
from sim.model.choose import menu, partner_odds, proposals
from sim.model.expect.chances import accepting, either
from sim.model.scene import Scene
from sim.model.worth import Worth, gather

QUARTERS = 4
LEAST = 1e-6  # what has no room left in the model may still be on record


def chances_of_years(panel: Panel, theta: Array) -> list[Array]:
    """Chance that each pair signs in each year, by group `(year, class, pair)`."""
    return [_of_group(group, jnp.asarray(panel.instruments), theta) for group in panel.groups]


@jax.jit
def _of_group(group: Years, places: Array, theta: Array) -> Array:
    return jax.vmap(lambda scene: _of_a_year(scene, places, theta))(group.scene)


def with_weights(scene: Scene, places: Array, theta: Array) -> Scene:
    """A scene whose states weigh motives as a vector says; `places` are those of the observed instruments."""
    setting = scene.setting
    own = setting.c.asc.at[places].add(-theta[layout().classes])
    changed = dataclasses.replace(setting, p=setting.p.replace(**parameters(theta)), c=setting.c.replace(asc=own))
    return dataclasses.replace(scene, setting=changed)


def _of_a_year(scene: Scene, places: Array, theta: Array) -> Array:
    now = with_weights(scene, places, theta)
    return yearly(now, gather(now), places)


def yearly(scene: Scene, worth: Worth, places: Array) -> Array:
    """Chance that each pair signs or deepens some instruments within a year, `(instrument, pair)`."""
    level = scene.state.agreements
    choices = menu(scene, worth, jnp.zeros_like(level))
    both_sides = jnp.stack([jnp.asarray(side) for side in members(scene.setting.budget.shape[0])])
    alone = 1 + jnp.exp(arm(scene)) + jnp.exp(hedge(scene))
    total = alone + partner_odds(scene, choices).sum(axis=1)
    proposed = jnp.exp(proposals(scene, choices)) / total[both_sides]
    accepted = accepting(scene, worth, choices.step(scene.setting.c.usual)[:, 0])
    quarter = either((proposed * accepted)[places])
    return jnp.clip(1 - (1 - quarter) ** QUARTERS, LEAST, 1 - LEAST)


def any_of(chance: Array) -> Array:
    """Chance of at least one class, `(..., pair)` from `(..., class, pair)`."""
    return 1 - jnp.prod(1 - chance, axis=-2)


def log_likelihood(chance: Array, signed: Array) -> Array:
    """Log likelihood of what was signed in each year, `(year,)` from `(year, class, pair)`."""
    return (signed * jnp.log(chance) + (1 - signed) * jnp.log1p(-chance)).sum(axis=(1, 2))


def log_prior(theta: Array) -> Array:
    """Log density before the data, but for its constant."""
    return -0.5 * ((theta / jnp.asarray(prior_doubt())) ** 2).sum()


def log_density_of(groups: tuple[Years, ...], counted: tuple[Array, ...], places: Array, theta: Array) -> Array:
    """Log density after the data, but for its constant.

    Parameters
    ----------
    groups, places
        Of a panel.
    counted
        How much each year counts, by group `(year,)`.
    theta
        What is estimated (`sim.experiments.calibrate.weights`).
    """
    total = log_prior(theta)
    for group, weight in zip(groups, counted, strict=True):
        total = total + (weight * log_likelihood(_of_group(group, places, theta), group.signed)).sum()
    return total
