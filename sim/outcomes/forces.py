"""Forces: are they ready, does joint work succeed, is what was agreed carried out.

    ready_i = (1 - f F_i) (1 - exp(-(r + x X_i + t Y_i)))
    done_ij = min(1, sum_m S_ijm / sum_m L_ijm),  1 where nothing is agreed

symbol  meaning                                               unit        default  range   source
F       fiscal strain                                         index       state    0-1
X, Y    exercises; training and security assistance           programmes  state
f       readiness lost to full strain                         1           .5       +-25 %  judgement
r       of forces that never train with others                1           .5       +-25 %  judgement
x, t    of a full programme of exercises; of training         1           .1, .1   +-25 %  judgement
S, L    implemented and agreed level                          level       state    0-2
"""

import jax.numpy as jnp

from sim.core.fence import fence
from sim.core.pairs import square
from sim.core.parameter import structural
from sim.model.axes import ByActor, ByDyad
from sim.model.erupt import exercises
from sim.model.learn.trust.delivery import success
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome

PARAMETERS = (
    structural("ready_strain", 0.5, "readiness lost to full fiscal strain"),
    structural("ready_alone", 0.5, "readiness of forces that never train with others"),
    structural("ready_exercises", 0.1, "readiness from a full programme of exercises", "1/programme"),
    structural("ready_training", 0.1, "readiness from a full programme of training or assistance", "1/programme"),
)
INSTRUMENTS = ("training", "security_assistance")


def readiness(scene: Scene) -> ByActor:
    """How ready the forces are to act with others, `(actor,)`, in [0, 1]."""
    p, index, s = scene.setting.p, scene.setting.instrument_index, scene.state.implementation
    schooled = square(s[jnp.stack([index[name] for name in INSTRUMENTS])].sum(axis=0)).sum(axis=1)
    practice = p.ready_alone + p.ready_exercises * exercises(scene) + p.ready_training * schooled
    ready = (1 - p.ready_strain * scene.state.fiscal_strain) * -jnp.expm1(-practice)
    return fence(scene.setting.date, ready)


def implemented_share(scene: Scene) -> ByDyad:
    """Share of what is agreed that is carried out, `(actor, other)`, zero on the diagonal."""
    agreed = square(scene.in_force.sum(axis=0))
    done = jnp.minimum(1.0, scene.view.cooperation.programmes / jnp.where(agreed > 0, agreed, 1.0))
    return jnp.where(agreed > 0, done, 1.0) * (1 - jnp.eye(agreed.shape[0]))


def delivery_success(scene: Scene) -> ByDyad:
    """Chance that a quarter's joint work succeeds, `(actor, other)`, zero on the diagonal."""
    chance = success(scene)
    return chance * (1 - jnp.eye(chance.shape[0]))


FORCES = (
    Outcome(
        "readiness", "operational", "actor", False, "index 0 to 1", "higher",
        "readiness to act with others: exercises and training, less what fiscal strain takes", 0.005, readiness,
    ),
    Outcome(
        "implemented_share", "operational", "pair", False, "share", "higher",
        "share of what is agreed that is carried out; 1 where nothing is agreed", 0.01, implemented_share,
    ),
    Outcome(
        "delivery_success", "operational", "pair", False, "probability", "higher",
        "chance that a quarter's joint work succeeds", 0.005, delivery_success,
    ),
)  # fmt: skip
