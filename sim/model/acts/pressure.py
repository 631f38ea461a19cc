"""Pressure: p leans on i because of i's ties with p's rivals.

utility      g w_pr off_pi (h + D_ip) - u0 + e (+ for the largest budgets) - a A+_pi - s W_pi
off_pi       sum_k tau_pk (v V_ik + nov+_ik)                 rivalry = tension, which also covers distant powers;
             what is lived in a theatre near p counts more (sim/model/perceive/theatre.py)
concession   logistic(-c + d D_ip + A_pi - f sov_i): i drops its most visible agreement with the rival k that
             weighs most, argmax_k H_pk V_ik; otherwise W_pi moves a share w of the way to 1

symbol  meaning                 unit         default  range  source
w_pr    propensity to pressure  1            5        2-8    judgement
others  form of the equation    as declared  +-25 %          judgement; about a third of sanctions succeed (fact S17)
"""

from typing import NamedTuple

import jax.nn
import jax.numpy as jnp

from sim.core.largest import first_largest
from sim.core.pairs import pair_of
from sim.core.parameter import Parameter, structural
from sim.model.acts.initiative import initiative, large
from sim.model.axes import ByActor, ByDyad
from sim.model.perceive.theatre import seen_nearby
from sim.model.scene import Scene

PARAMETERS = (
    Parameter("w_pr", 5.0, 2.0, 8.0, "1", "propensity to pressure", "judgement", "specification 10; success rate S17"),
    structural("pressure_gain", 8.0, "gain of offence in pressure", "logit"),
    structural("pressure_floor", 0.5, "pressure without any leverage"),
    structural("pressure_ease", 1.0, "ease of pressure beside proposing", "logit"),
    structural("pressure_friends", 1.5, "restraint towards friends", "logit"),
    structural("pressure_spent", 4.0, "restraint where sanctions are in force", "logit"),
    structural("old_ties", 0.08, "offence of ties one has got used to"),
    structural("concede_base", -0.6, "readiness to concede", "logit"),
    structural("concede_dependence", 3.0, "dependence makes concessions", "logit"),
    structural("concede_sovereignty", 0.8, "autonomy resists concessions", "logit"),
    structural("sanction_step", 0.6, "how far new sanctions move to the full"),
)


class Concession(NamedTuple):
    """What each state, as sender, gets its target to drop; all `(actor,)`."""

    conceded: ByActor
    rival: ByActor
    instrument: ByActor


def provoked(scene: Scene) -> ByDyad:
    """What p holds against i for its ties with p's rivals, `(actor, other)`."""
    view = scene.view
    ties = scene.setting.p.old_ties * view.cooperation.visibility + jnp.maximum(view.novelty, 0)
    return scene.state.tension @ ties + seen_nearby(scene.state.tension, scene.state, scene.setting, view.cooperation)


def pressure_terms(scene: Scene) -> dict[str, ByDyad]:
    """Terms of the utility of pressure by the row on the column, `(actor, other)` or broadcast to it."""
    p, state = scene.setting.p, scene.state
    return {
        "offence": p.pressure_gain * p.w_pr * provoked(scene) * (p.pressure_floor + state.dependence.T),
        "friendship": -p.pressure_friends * jnp.maximum(state.alignment, 0),
        "sanctions": -p.pressure_spent * state.sanctions,
        "initiative": p.pressure_ease + p.pressure_large * large(scene)[:, None] - initiative(scene),
    }


def pressure(scene: Scene) -> ByDyad:
    """Utility of pressure by the row on the column, `(actor, other)`."""
    return sum(pressure_terms(scene).values(), jnp.zeros_like(scene.state.alignment))


def concession(scene: Scene, pressing: ByActor, target: ByActor, u: ByActor) -> Concession:
    """Whether each target gives in, and what it drops.

    Parameters
    ----------
    pressing, target
        Whether each state presses, and whom, `(actor,)`.
    u
        Uniform luck of each sender, `(actor,)`.
    """
    p, state = scene.setting.p, scene.state
    sender = jnp.arange(target.shape[0])
    ties = scene.view.threat * scene.view.cooperation.visibility[target]
    rival = first_largest(ties, axis=1)
    pair = pair_of(target, rival, len(target))
    carried_out = jnp.where(scene.in_force[:, pair] > 0, state.implementation[:, pair], 0)
    # The rival may be the target itself where a state fears nobody: there is nothing to drop.
    seen = scene.setting.c.vis[:, None] * jnp.where(target == rival, 0.0, carried_out)
    readiness = (
        p.concede_base
        + p.concede_dependence * state.dependence[target, sender]
        + state.alignment[sender, target]
        - p.concede_sovereignty * scene.setting.sovereignty[target]
    )
    something = seen.max(axis=0) > 0
    conceded = pressing & something & (u < jax.nn.sigmoid(readiness))
    return Concession(conceded, rival, first_largest(seen))


def new_sanctions(scene: Scene, pressing: ByActor, target: ByActor, given: Concession) -> ByDyad:
    """1 where pressure was refused and sanctions follow, `(actor, other)`."""
    refused = jnp.where(pressing & ~given.conceded, 1.0, 0.0)
    return jnp.zeros_like(scene.state.sanctions).at[jnp.arange(target.shape[0]), target].max(refused)
