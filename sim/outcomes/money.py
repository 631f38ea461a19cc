"""Money and industry: what cooperation costs, who bears it, and what it brings.

    burden_i  = cost_i / (a + b bud_i),  cost_i = sum_j cost_ij              as in fiscal strain
    sharing_i = sum_j cost_ji w_j / sum_j (cost_ji w_j + cost_ij w_i)        w what a unit of cost weighs (motive cost)
    work_i    = sum_j E_ij (f + (1-f) max(ind_i, ind_j)),  E_ij = sum_m e_m S_ijm
    export_i  = ind_i sum_j E_ij (1 - pat_ij)

symbol    meaning                                              unit    declared in
a, b      what a budget can carry                              cost    sim/model/learn/fiscal_strain.py
e, cost   columns of the instrument catalogue                  index   sim/catalogue
f         what counts without any industry                     1       sim/model/motives/economy.py
pat_ij    leverage of i's suppliers over technology reaching j index   sim/model/perceive/patrons.py
"""

import jax.numpy as jnp

from sim.core.pairs import square
from sim.model.axes import ByActor, ByDyad
from sim.model.learn.dependence import new_technology
from sim.model.motives.cost import burden
from sim.model.scene import Scene
from sim.outcomes.outcome import Outcome


def cost_burden(scene: Scene) -> ByActor:
    """What is carried out, against what the budget can carry, `(actor,)`."""
    p, cost = scene.setting.p, scene.view.cooperation.cost.sum(axis=1)
    return cost / (p.strain_base + p.strain_budget * scene.setting.budget)


def cost_sharing(scene: Scene) -> ByActor:
    """Share of the burden of its programmes that falls on its partners, `(actor,)`; .5 where there are none."""
    cost, weighs = scene.view.cooperation.cost, burden(scene)
    theirs, own = cost.T @ weighs, cost.sum(axis=1) * weighs
    total = theirs + own
    return jnp.where(total > 0, theirs / jnp.where(total > 0, total, 1.0), 0.5)


def _value(scene: Scene) -> ByDyad:
    return square(scene.setting.c.e @ scene.state.implementation)


def industrial_work(scene: Scene) -> ByActor:
    """Value of programmes for the state's own industry, `(actor,)`."""
    industry, floor = scene.setting.industry, scene.setting.p.industry_floor
    usable = floor + (1 - floor) * jnp.maximum(industry[:, None], industry[None, :])
    return (_value(scene) * usable).sum(axis=1)


def export_potential(scene: Scene) -> ByActor:
    """Value of programmes through which the state can sell, where suppliers' licences allow, `(actor,)`."""
    return scene.setting.industry * (_value(scene) * (1 - scene.view.licence)).sum(axis=1)


MONEY = (
    Outcome(
        "cost_burden", "economic", "actor", False, "share of what it can carry", "lower",
        "cost of all that is carried out, against what the budget can carry", 0.005, cost_burden,
    ),
    Outcome(
        "cost_sharing", "economic", "actor", False, "share", "higher",
        "share of the burden of its programmes that its partners bear; .5 is even", 0.005, cost_sharing,
    ),
    Outcome(
        "technology_absorbed", "economic", "actor", False, "programmes, at most 2", "higher",
        "technology taken in since the opening through co-production", 0.01, lambda s: new_technology(s)[1],
    ),
    Outcome(
        "industrial_work", "economic", "actor", False, "programmes", "higher",
        "value of what is carried out for the state's own industry", 0.02, industrial_work,
    ),
    Outcome(
        "export_potential", "economic", "actor", False, "programmes", "higher",
        "value of programmes through which its industry can sell, less what licences of others forbid", 0.02,
        export_potential,
    ),
)  # fmt: skip
