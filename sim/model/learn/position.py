"""Position: states drift with their friends, and come back (Friedkin & Johnsen).

    dx/dt = s k_xs (x0_i + sum_k w_ik (x_k - x0_k) - x_i) + k_xs (x0_i - x_i),   noise N(0, sig_x^2 dt)

    symbol  meaning                 unit             default  range     source
    k_xs    anchoring of positions  1/year           .02      .005-.05  RMS change .32 and .39
    s       social part beside it   1                .3       +-25 %    judgement
    sig_x   drift                   units/sqrt year  .12      .08-.16   UNGA positions

References
----------
Friedkin & Johnsen 1990, Journal of Mathematical Sociology 15.
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.core.pull import Pull, relax
from sim.model.axes import ByActor
from sim.model.scene import Happened, Scene

_UNGA = "UNGA ideal points, all states since 1992, computed (specification 14.3)"
PARAMETERS = (
    Parameter("k_xs", 0.02, 0.005, 0.05, "1/year", "anchoring of positions", "data", _UNGA),
    Parameter("sig_x", 0.12, 0.08, 0.16, "ideal point/sqrt(year)", "drift of positions", "data", _UNGA),
    structural("social_position", 0.3, "pull of friends beside the anchor"),
)


def position(scene: Scene, happened: Happened) -> ByActor:
    """Closing foreign-policy position, `(actor,)`."""
    p, setting, x = scene.setting.p, scene.setting, scene.state.position
    departures = scene.view.influence @ (x - setting.position_anchor)
    pulls = (
        Pull(p.social_position * p.k_xs * setting.on.position_social, setting.position_anchor + departures),
        Pull(p.k_xs, setting.position_anchor),
    )
    drifted = relax(x, [pulls], setting.dt)[0]
    return drifted + p.sig_x * jnp.sqrt(setting.dt) * happened.noise_position
