"""Shaken: the setting of a quarter under the shocks that hold in it.

T_anc,ij' = T_anc,ij + s_i (mean_j T_anc,ij - T_anc,ij)      s_i  share of inherited trust that a new leader levels
"""

import dataclasses

import jax.numpy as jnp
from jax import Array
from jax.typing import ArrayLike

from sim.model.shocks import Disturbance, Shocks, Unfolding
from sim.model.state import Setting, Threatened
from sim.model.unfold import credibility


def shaken(setting: Setting, shock: Disturbance, threats: Threatened) -> Setting:
    """The setting of a quarter: figures moved by shocks, and the threats in the air."""
    return dataclasses.replace(
        setting,
        contested=jnp.clip(setting.contested + shock.contested_interest, 0, 1),
        budget=jnp.clip(setting.budget + shock.budget, 0, 1),
        assertiveness=jnp.clip(setting.assertiveness + shock.assertiveness, 0, 1),
        position_anchor=setting.position_anchor + shock.position,
        anchor_trust=_levelled(setting.anchor_trust, shock.trust_anchor),
        obligation_lost=shock.obligation,
        licence_extra=shock.licence,
        lead_extra=shock.lead,
        threats=threats,
    )


def _levelled(trust: Array, share: Array) -> Array:
    others = 1 - jnp.eye(trust.shape[0])
    mean = (trust * others).sum(axis=1) / jnp.maximum(others.sum(axis=1), 1)
    return trust + share[:, None] * (mean[:, None] - trust) * others


def in_the_air(shocks: Shocks, unfolding: Unfolding, quarter: ArrayLike, setting: Setting) -> Threatened:
    """Threats not yet settled, as each draw believes them."""
    threats = shocks.threats
    row = jnp.asarray(threats.row)
    window = (quarter >= jnp.asarray(shocks.start)) & (quarter < jnp.asarray(shocks.stop))
    open_still = jnp.asarray(shocks.active) & window & ~unfolding.settled
    size = (jnp.asarray(shocks.low) + jnp.asarray(shocks.high)) / 2
    weight = jnp.where(open_still, credibility(shocks, setting) * size, 0.0)
    by, on, partners = (jnp.asarray(mask) for mask in (threats.by, threats.on, threats.partners))
    return Threatened(weight[row], by, on, partners, jnp.asarray(threats.instrument))
