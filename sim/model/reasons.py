"""Reasons: the utility of every act open to one state, term by term.

    U(act) = sum of its reasons,   P(act) = open exp(U) / sum open exp(U),   U(null) = 0

The acts of a state stand in one row: null, arm, hedge, then taking up each agreement with each partner, leaving each,
pressure on each partner, and a step of de-escalation towards each. Reasons are the motives (sim/model/motives) and the
terms of the acts that need none (sim/model/acts). Nothing in a quarter reads this: it explains choices afterwards.
"""

from typing import NamedTuple

import jax.numpy as jnp
from jax import Array

from sim.core.pairs import square
from sim.model.acts.arm import arm_terms
from sim.model.acts.deescalate import deescalate_terms
from sim.model.acts.hedge import hedge_terms
from sim.model.acts.initiative import initiative, large
from sim.model.acts.pressure import pressure_terms
from sim.model.axes import ByInstrument, Scalar
from sim.model.choose import ARM, DEESCALATE, HEDGE, LEAVE, NULL, PRESSURE, TAKE_UP, Chosen, Menu
from sim.model.motives import MOTIVES
from sim.model.scene import Scene

OF_ACTS = {
    "initiative": "what it takes to act at all",
    "offence": "ties with one's rivals",
    "friendship": "restraint towards friends",
    "sanctions": "restraint where sanctions are in force",
    "alarm": "threats and new hostile ties",
    "exposure": "dependence on a distrusted supplier",
}
REASONS: tuple[str, ...] = tuple(dict.fromkeys((*(motive.name for motive in MOTIVES), *OF_ACTS)))


class Acts(NamedTuple):
    """What each place of the row of acts stands for, all `(act,)`; -1 where an act has no partner or instrument."""

    act: Array
    partner: Array
    instrument: Array


class Reasons(NamedTuple):
    """Why one state would take each act."""

    terms: Array  # (reason, act), in logits
    open: Array  # (act,) whether it is on the menu


def acts(actors: int, instruments: int) -> Acts:
    """The row of acts of a world of some actors and instruments."""
    other, tool = (grid.ravel() for grid in jnp.meshgrid(jnp.arange(actors), jnp.arange(instruments), indexing="ij"))
    others, none = jnp.arange(actors), jnp.full(actors, -1)
    alone = jnp.full(3, -1)
    kinds = [jnp.array([NULL, ARM, HEDGE]), *(jnp.full_like(other, kind) for kind in (TAKE_UP, LEAVE))]
    kinds += [jnp.full(actors, kind) for kind in (PRESSURE, DEESCALATE)]
    partners = jnp.concatenate([alone, other, other, others, others])
    return Acts(jnp.concatenate(kinds), partners, jnp.concatenate([alone, tool, tool, none, none]))


def place_of(chosen: Chosen, actor: Scalar, actors: int, instruments: int) -> Scalar:
    """Where in the row of acts the one stands that a state has taken."""
    act, partner, tool = chosen.act[actor], chosen.partner[actor], chosen.instrument[actor]
    pairs = actors * instruments
    cell = 3 + (act - TAKE_UP) * pairs + partner * instruments + tool
    towards = 3 + 2 * pairs + (act - PRESSURE) * actors + partner
    return jnp.where(act < TAKE_UP, act, jnp.where(act < PRESSURE, cell, towards))


def reasons(scene: Scene, menu: Menu, actor: Scalar) -> Reasons:
    """Why a state would take each act, term by term.

    Parameters
    ----------
    scene, menu
        The opening of a quarter and the menu it gives, as for `sim.model.choose.choose`.
    actor
        Number of the state.
    """
    n = scene.state.alignment.shape[0]
    step, level = (
        jnp.moveaxis(square(cells[:, 0]), 0, -1)[actor] for cells in (menu.step(scene.setting.c.usual), menu.level())
    )
    parts = _of_agreements(scene, actor, step, level)
    lonely = {NULL: {}, ARM: arm_terms(scene), HEDGE: hedge_terms(scene)}
    towards = {PRESSURE: pressure_terms(scene), DEESCALATE: deescalate_terms(scene)}
    rows = []
    for name in REASONS:
        alone = [_of_actor(terms.get(name), actor) for terms in lonely.values()]
        each = [_of_row(terms.get(name), actor, n) for terms in towards.values()]
        rows.append(jnp.concatenate([jnp.stack(alone), *(grid.ravel() for grid in parts[name]), *each]))
    someone = jnp.arange(n) != actor
    cells = [((grid > 0) & someone[:, None]).ravel() for grid in (step, level)]
    return Reasons(jnp.stack(rows), jnp.concatenate([jnp.ones(3, bool), *cells, someone, someone]))


def _of_agreements(scene: Scene, actor: Scalar, step: Array, level: Array) -> dict[str, tuple[Array, Array]]:
    """By reason, the terms of taking up and of leaving each agreement, both `(other, instrument)`."""
    p, nothing = scene.setting.p, jnp.zeros_like(step)
    found = dict.fromkeys(REASONS, (nothing, nothing))
    for motive in MOTIVES:
        enter, out = found[motive.name]
        for term in motive.terms(scene):
            pair = scene.setting.on[f"motive_{motive.name}"] * jnp.broadcast_to(term.pair, scene.state.alignment.shape)
            worth = pair[actor][:, None] * _columns(term.instrument, nothing)
            if motive.part == "what":
                enter, out = enter + step * worth, out - level * worth
            elif motive.part == "inertia":
                enter, out = enter + worth, out - (1 - p.exit_inertia) * worth
            else:
                enter, out = enter + worth, out - (worth if motive.part == "whom" else 0)
        found[motive.name] = (enter, out)
    effort = p.initiative_large * large(scene)[actor] - initiative(scene)
    found["initiative"] = (nothing + effort, nothing + p.exit_ease - initiative(scene))
    return found


def _columns(instrument: ByInstrument | None, like: Array) -> Array:
    return jnp.ones_like(like) if instrument is None else jnp.broadcast_to(instrument, like.shape)


def _of_actor(term: Array | None, actor: Scalar) -> Scalar:
    if term is None:
        return jnp.asarray(0.0)
    return term[actor] if jnp.ndim(term) else jnp.asarray(term)


def _of_row(term: Array | None, actor: Scalar, actors: int) -> Array:
    return jnp.zeros(actors) if term is None else jnp.broadcast_to(term, (actors, actors))[actor]
