"""De-escalate: a step towards an adversary, which it may accept.

utility   g tau_ij (1 - TEN_ij) + h T_ij - sov_i - u0
accepted  logistic(-c + d T_ji + e tau_ij); then tension falls by a share s and trust rises by a share t

All are constants of the form: judgement, +-25 %. Track I follows moods (Saeed 2021): sizes are small.
"""

import jax.nn
import jax.numpy as jnp

from sim.core.parameter import structural
from sim.model.acts.initiative import initiative
from sim.model.axes import ByActor, ByDyad
from sim.model.scene import Scene

PARAMETERS = (
    structural("calm_tension", 5.0, "tension as a reason to de-escalate", "logit"),
    structural("calm_trust", 2.0, "trust as a reason to de-escalate", "logit"),
    structural("calm_base", -0.5, "readiness to accept a step", "logit"),
    structural("calm_accept_trust", 2.0, "trust in accepting a step", "logit"),
    structural("calm_accept_tension", 1.5, "tension in accepting a step", "logit"),
    structural("calm_step", 0.2, "share by which tension falls after an accepted step"),
    structural("calm_trust_step", 0.05, "share by which trust rises after an accepted step"),
)


def deescalate_terms(scene: Scene) -> dict[str, ByDyad]:
    """Terms of the utility of a step by the row towards the column, `(actor, other)` or broadcast to it."""
    p, state = scene.setting.p, scene.state
    return {
        "tension": p.calm_tension * state.tension * (1 - scene.view.cooperation.relief),
        "trust": p.calm_trust * state.trust,
        "sovereignty": -scene.setting.sovereignty[:, None],
        "initiative": -initiative(scene),
    }


def deescalate(scene: Scene) -> ByDyad:
    """Utility of a step by the row towards the column, `(actor, other)`."""
    return sum(deescalate_terms(scene).values(), jnp.zeros_like(scene.state.alignment))


def accepted(scene: Scene, stepping: ByActor, target: ByActor, u: ByActor) -> ByDyad:
    """1 where a step was accepted, `(actor, other)`, symmetric."""
    p, state = scene.setting.p, scene.state
    sender = jnp.arange(target.shape[0])
    readiness = (
        p.calm_base
        + p.calm_accept_trust * state.trust[target, sender]
        + p.calm_accept_tension * state.tension[target, sender]
    )
    yes = jnp.where(stepping & (u < jax.nn.sigmoid(readiness)), 1.0, 0.0)
    return jnp.zeros_like(state.alignment).at[sender, target].max(yes).at[target, sender].max(yes)
