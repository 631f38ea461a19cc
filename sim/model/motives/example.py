"""Example: states sign with those with whom others like them have lately signed.

w_exa ln((e + sum_k s_ik g_kj) / (e + mean g)),      g = 1 - exp(-R)
s_ik = (a_ik + b_ik) / 2,  a_ik ~ exp(-|x_i - x_k| / v),  b_ik ~ exp(-d_ik / b),  each without i itself, rows sum to 1

symbol  meaning                                       unit   default  range   source
w_exa   weight                                        logit  1.05     .9-1.2  DCAD 1.0, 1986-2005 (decision 052)
R_kj    agreements taken up lately, each faded        1      state    0-
v       reach of an example among those who vote      1      .3       +-25 %  DCAD 1.0: held-out years 1991-2005
        alike (UN ideal points x)
b       reach of an example among neighbours          km     2500     +-25 %  likewise
e       what there is without any example             1      .02      +-25 %  likewise

The mean over all pairs is taken off: an example says with whom to sign, not how much is signed everywhere.

References
----------
Kinne 2013, Network dynamics and the evolution of international cooperation, APSR 107; Elkins, Guzman & Simmons 2006,
Competing for capital: the diffusion of bilateral investment treaties, International Organization 60.
"""

import jax.numpy as jnp

from sim.core.elementary import exp, log
from sim.core.fence import fence
from sim.core.parameter import Parameter, structural
from sim.model.axes import ByDyad
from sim.model.motives.motive import Motive, Term
from sim.model.scene import Scene

_HELD_OUT = "DCAD 1.0: held-out years 1991-2005"
PARAMETERS = (
    Parameter(
        "w_exa", 1.05, 0.9, 1.2, "logit", "weight of the example of others like oneself", "data",
        "DCAD 1.0, 1986-2005 (decision 052)",
    ),
    structural(
        "example_votes", 0.3, "distance in votes over which an example fades", "UNGA ideal-point units",
        fitted=_HELD_OUT,
    ),
    structural("example_km", 2500.0, "distance over which an example fades", "km", fitted=_HELD_OUT),
    structural("example_floor", 0.02, "what there is without any example", fitted=_HELD_OUT),
)  # fmt: skip


def _terms(scene: Scene) -> tuple[Term, ...]:
    p, x = scene.setting.p, scene.state.position
    votes = jnp.abs(x[:, None] - x[None, :]) / p.example_votes
    apart = jnp.stack([votes, scene.setting.distance_km / p.example_km, scene.state.signed_lately])
    votes, apart, unsigned = fence(scene.setting.date, exp(-apart))
    alike, nearby, signed = _shares(votes), _shares(apart), 1 - unsigned
    n = signed.shape[0]
    usual = signed.sum() / max(n * (n - 1), 1)
    seen = (p.example_floor + (alike + nearby) / 2 @ signed) / (p.example_floor + usual)
    return (Term(p.w_exa * fence(scene.setting.date, log(seen))),)


def _shares(likeness: ByDyad) -> ByDyad:
    others = likeness * (1 - jnp.eye(likeness.shape[0]))
    total = others.sum(axis=1, keepdims=True)
    return others / jnp.where(total > 0, total, 1.0)


EXAMPLE = Motive("example", "entering", "what others like oneself have lately signed", _terms, PARAMETERS)
