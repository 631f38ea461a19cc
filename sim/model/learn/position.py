"""Position: states drift with their friends, and come back (Friedkin & Johnsen).

    dx/dt = s k_xs (x0_i + sum_k w_ik (x_k - x0_k) - x_i) + k_xs (x0_i - x_i),   noise N(0, sig_x^2 dt)

On an issue that parties have agreed upon their positions come nearer to each other's, as far as one issue goes:

    + sum_r k_iss own_r (x0_i + q (x0_j - x0_i) - x_i)           rows r of i with some j that name an issue

    symbol  meaning                 unit             default  range     source
    k_xs    anchoring of positions  1/year           .02      .005-.05  RMS change .32 and .39
    s       social part beside it   1                .3       +-25 %    judgement
    sig_x   drift                   units/sqrt year  .12      .08-.16   UNGA positions
    k_iss   speed of convergence    1/year           .05      .01-.15   judgement: the drift of a decade in ten years
    q       how far one issue goes  share            .3       +-25 %    judgement

References
----------
Friedkin & Johnsen 1990, Journal of Mathematical Sociology 15.
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.core.pull import Pull, relax
from sim.model.axes import ByActor
from sim.model.enacted import own_level
from sim.model.policy import parties
from sim.model.scene import Happened, Scene

_UNGA = "UNGA ideal points, all states since 1992, computed (specification 14.3)"
PARAMETERS = (
    Parameter("k_xs", 0.02, 0.005, 0.05, "1/year", "anchoring of positions", "data", _UNGA),
    Parameter("sig_x", 0.12, 0.08, 0.16, "ideal point/sqrt(year)", "drift of positions", "data", _UNGA),
    structural("social_position", 0.3, "pull of friends beside the anchor"),
    Parameter(
        "k_issue",
        0.05,
        0.01,
        0.15,
        "1/year",
        "convergence of positions on a named issue",
        "judgement",
        "as fast as positions drift by themselves over a decade; no record of single issues was read",
    ),
    structural("issue_share", 0.3, "how far towards the other's position one issue goes", "share"),
)


def position(scene: Scene, happened: Happened) -> ByActor:
    """Closing foreign-policy position, `(actor,)`."""
    p, setting, x = scene.setting.p, scene.setting, scene.state.position
    departures = scene.view.influence @ (x - setting.position_anchor)
    pulls = (
        Pull(p.social_position * p.k_xs * setting.on.position_social, setting.position_anchor + departures),
        Pull(p.k_xs, setting.position_anchor),
        _on_issues(scene),
    )
    drifted = relax(x, [pulls], setting.dt)[0]
    return drifted + p.sig_x * jnp.sqrt(setting.dt) * happened.noise_position


def _on_issues(scene: Scene) -> Pull:
    """The pull of agreed issues on each position; a rate of 0 for a state without one."""
    setting, p, anchor = scene.setting, scene.setting.p, scene.setting.position_anchor
    i, j = parties(setting.enacted.rows)
    own = own_level(setting.enacted, scene.state.implementation, setting.opening.implementation)
    speed = p.k_issue * own * jnp.asarray(setting.enacted.rows.clauses.issue)
    rate = jnp.zeros_like(anchor).at[i].add(speed).at[j].add(speed)
    gap = p.issue_share * (anchor[j] - anchor[i])
    shift = jnp.zeros_like(anchor).at[i].add(speed * gap).at[j].add(-speed * gap)
    return Pull(rate, anchor + shift / jnp.where(rate > 0, rate, 1.0))
