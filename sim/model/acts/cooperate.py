"""Cooperate: sign, deepen, accept, leave, and let lapse.

take up   U_ijm(l) + entering_ij - u0 (+ g)       l = usual level from 0, a notch from there to the top
accept    logistic(U_jim(l) + entering_ji - k)
leave     -U_ijm(L) - x inertia_m - u0 + y
lapse     hazard 1/dur_m, renewed with probability logistic((U_ijm(L) + U_jim(L)) / 2 + inertia_m + z)

symbol      meaning                                         unit   default  range   source
notch, top  a step of deepening, the highest it leads to    level  .5, 1.5  +-25 %  specification 16.2, judgement
k           threshold of acceptance                         logit  1        +-25 %  judgement
x, y        treaties are hard to enter and harder to leave  1      1.5, 1   +-25 %  judgement
z           ease of renewal                                 logit  2        +-25 %  judgement
"""

import jax.nn
import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.core.elementary import exp
from sim.core.pairs import members
from sim.core.parameter import structural
from sim.model.acts.initiative import initiative, large
from sim.model.axes import ByActor, ByAgreement, ByProposal
from sim.model.scene import Scene
from sim.model.worth import Worth, beside

NOTCH, TOP = 0.5, 1.5

PARAMETERS = (
    structural("accept_threshold", 1.0, "threshold of accepting an offer", "logit"),
    structural("exit_inertia", 1.5, "how much harder weighty treaties are to leave"),
    structural("exit_ease", 1.0, "ease of leaving beside proposing", "logit"),
    structural("renewal_ease", 2.0, "ease of renewing beside signing anew", "logit"),
)


def step_level(level: Array, usual: Array) -> Array:
    """What taking up adds: the usual level where nothing is in force, else a notch; 0 where there is no room."""
    notch = jnp.where(level + NOTCH <= TOP, NOTCH, 0.0)
    return jnp.where(level > 0, notch, usual)


def take_up(scene: Scene, worth: Worth, step: Array, eager: Array) -> ByProposal:
    """Utility of proposing to sign or deepen by `step`; -inf where there is nothing to take up. Instruments first."""
    effort = worth.entering - initiative(scene) + scene.setting.p.initiative_large * eager
    return jnp.where(step > 0, worth.at(step) + effort, -jnp.inf)


def leave(scene: Scene, worth: Worth, level: Array) -> ByProposal:
    """Utility of leaving an agreement in force; -inf where there is none. Instruments first."""
    p = scene.setting.p
    inertia = beside(worth.inertia, worth.what)
    utility = -worth.at(level) - p.exit_inertia * inertia - initiative(scene) + p.exit_ease
    return jnp.where(level > 0, utility, -jnp.inf)


def acceptance(
    scene: Scene, worth: Worth, actor: ByActor, other: ByActor, instrument: ByActor, step: ByActor
) -> ByActor:
    """Probability that each actor accepts a change by `step` with the other; a reduction is judged by its reverse.

    All but the first two are arrays of one shape, which is that of the answer.
    """
    fixed, unit = worth.of_cells(actor, other, instrument)
    gain = jnp.sign(step) * (fixed + jnp.abs(step) * unit) + worth.to_enter(actor, other)
    return jax.nn.sigmoid(gain - scene.setting.p.accept_threshold)


def lapse_probability(scene: Scene, worth: Worth, level: ByAgreement) -> ByAgreement:
    """Probability that an agreement runs out this quarter and is not renewed, `(instrument, pair)`."""
    p, c, dt = scene.setting.p, scene.setting.c, scene.setting.dt
    runs_out = jnp.minimum(1.0, dt / c.dur)[:, None]
    kept = worth.mean_of_both().at(level) + (worth.inertia[:, None] + p.renewal_ease)
    return runs_out / (1 + exp(kept))


def eager(scene: Scene) -> Array:
    """1 on the side of the largest budgets, `(direction, pair)`."""
    return large(scene)[np.stack(members(scene.state.alignment.shape[0]))]
