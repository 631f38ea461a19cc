"""Parties: what the ties that a provision makes are worth to each of those who take part.

A provision among many is one decision for each party: it weighs the mean of what its ties in it are worth, which
counts a cost or a loss of autonomy once, however many others are in. With one other party that is the worth of the
tie. Clauses change the columns of the catalogue for the row alone:

    worth_r(l) = whom_ij + l (what_ijm + sum_k pair_kij (column_kr - column_km)) - inertia_r
"""

import dataclasses

import jax.numpy as jnp
from jax import Array

from sim.core.struct import struct
from sim.model.enacted import row_figures
from sim.model.motives import MOTIVES
from sim.model.perceive.patrons import row_licence
from sim.model.policy import Policy, parties
from sim.model.scene import Scene
from sim.model.worth import Worth


@struct
class Stakes:
    """What rows are to their first and to their second party, each `(party, row)`, in logits."""

    fixed: Array  # at any level
    unit: Array  # a unit of level
    entering: Array  # counts beside, when something new is taken up
    inertia: Array  # of the row's instrument, in `fixed` already, `(row,)`

    def at(self, level: Array) -> Array:
        """Worth of each row at a level `(row,)`, `(party, row)`."""
        return self.fixed + level * self.unit


def stakes_of(scene: Scene, worth: Worth) -> Stakes:
    """The stakes of both parties to each row on what a scene gives."""
    rows = scene.setting.enacted.rows
    (i, j), m = parties(rows), jnp.asarray(rows.instrument)
    actor, other = jnp.stack([i, j]), jnp.stack([j, i])
    pays = jnp.stack([jnp.asarray(rows.clauses.pay_first), jnp.asarray(rows.clauses.pay_second)])
    usual, particular = worth.of_cells(actor, other, m), _particular(scene, actor, other, pays)
    return Stakes(
        fixed=usual[0] + particular[0],
        unit=usual[1] + particular[1],
        entering=worth.to_enter(actor, other),
        inertia=worth.inertia[m],
    )


def _particular(scene: Scene, actor: Array, other: Array, pays: Array) -> tuple[Array, Array]:
    """What clauses add to the stakes, at any level and a unit of it, `(party, row)`; 0 where there are none."""
    setting, rows = scene.setting, scene.setting.enacted.rows
    m = jnp.asarray(rows.instrument)
    own = row_figures(setting.enacted, setting.c)
    figures = (own.replace(cost=own.cost * pays), type(own)({name: setting.c[name][m] for name in own}))
    here, usual = (dataclasses.replace(scene, setting=dataclasses.replace(setting, c=c)) for c in figures)
    fixed = unit = jnp.zeros(actor.shape)
    for motive in MOTIVES:
        switch = setting.on[f"motive_{motive.name}"]
        for ours, theirs in zip(motive.terms(here), motive.terms(usual), strict=True):
            # A term that reads no column of the catalogue is the same for both, and of another shape.
            if ours.instrument is None or theirs.instrument is None or ours.instrument.shape[-1:] != m.shape:
                continue
            pair = ours.pair if ours.pair.ndim == 0 else ours.pair[actor, other]
            gap = switch * pair * (ours.instrument - theirs.instrument)
            fixed, unit = (fixed + gap, unit) if motive.part == "inertia" else (fixed, unit + gap)
    return fixed, unit + _licensor(scene, actor, other, own.leak)


def _licensor(scene: Scene, actor: Array, other: Array, leak: Array) -> Array:
    setting = scene.setting
    usual = scene.view.licence
    named = jnp.asarray(setting.enacted.rows.clauses.licensor) >= 0
    more = jnp.where(named, row_licence(scene.state, setting, usual) - usual[actor, other], 0.0)
    return -setting.on.motive_patron * setting.p.w_pat * leak * more


def mean_of_ties(policy: Policy, found: Array, counts: Array) -> tuple[Array, Array]:
    """Mean over its ties of what each member finds in them, `(member,)`, and how many ties count.

    Parameters
    ----------
    policy
        Rows and members.
    found
        What each row is to its first and to its second party, `(party, row)`.
    counts
        1 where a tie counts for a party, `(party, row)`.
    """
    sides = jnp.asarray(policy.first_member), jnp.asarray(policy.second_member)
    nothing = jnp.zeros(jnp.asarray(policy.members.active).shape)
    total = nothing.at[sides[0]].add(found[0] * counts[0]).at[sides[1]].add(found[1] * counts[1])
    ties = nothing.at[sides[0]].add(counts[0]).at[sides[1]].add(counts[1])
    return total / jnp.maximum(ties, 1.0), ties
