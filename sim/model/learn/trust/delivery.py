"""Delivery: joint work succeeds or fails, and failures weigh more.

success: rate k_tdel ET_ij to 1;  failure: rate neg k_tdel ET_ij to 0
chance of success q_ij = g - l (1 - fr_ij)

symbol  meaning                               unit    default   range   source
k_tdel  learning from delivery                1/year  .20       .1-.35  judgement
neg     weight of failure                     1       2.5       1.5-4   Poortinga & Pidgeon 2004
g, l    success without friction, loss to it  1       .96, .25  +-25 %  judgement
"""

from sim.core.parameter import Parameter
from sim.core.pull import Pull, Pulls
from sim.model.axes import ByDyad
from sim.model.learn.mechanism import Mechanism
from sim.model.scene import Happened, Scene

PARAMETERS = (
    Parameter(
        "k_tdel",
        0.2,
        0.1,
        0.35,
        "1/year",
        "learning from delivery",
        "judgement",
        "Josang & Ismail 2002 (form); size judged",
    ),
    Parameter(
        "neg",
        2.5,
        1.5,
        4.0,
        "1",
        "weight of failure against success",
        "literature",
        "Poortinga & Pidgeon 2004 on Slovic 1993; ratio judged",
    ),
    Parameter(
        "delivery_best",
        0.96,
        0.95,
        0.97,
        "probability",
        "success without friction",
        "judgement",
        "specification 8",
        structural=True,
    ),
    Parameter(
        "delivery_loss",
        0.25,
        0.1875,
        0.3125,
        "probability",
        "success lost to full friction",
        "judgement",
        "specification 8",
        structural=True,
    ),
)


def success(scene: Scene) -> ByDyad:
    """Chance that a quarter's joint work succeeds, `(actor, other)`, symmetric."""
    p = scene.setting.p
    return p.delivery_best - p.delivery_loss * (1 - scene.view.friction)


def _pulls(scene: Scene, happened: Happened) -> Pulls:
    p = scene.setting.p
    occasions = p.k_tdel * scene.view.cooperation.trust
    return (
        Pull(occasions * happened.delivered, 1.0),
        Pull(p.neg * occasions * (1 - happened.delivered), 0.0),
    )


DELIVERY = Mechanism("delivery", "trust", "promises kept and broken", _pulls, PARAMETERS)
