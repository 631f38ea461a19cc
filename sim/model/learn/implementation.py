"""Implementation: what is agreed is carried out with a delay, and winds down when it ends.

up    rate exp(-lam_leak leak_m max(pat_ij, pat_ji)) / (lead_m (1 + longer_ij)), target L
down  rate w, target L

A provision with clauses has its own lead_m, leak_m and pat (sim/model/enacted.py), from the quarter it is held.

symbol    meaning                          unit    default  range   source
L         level in force                   level   state            0-2
pat       leverage of suppliers' licences  1       view             sim/model/perceive/patrons.py
lam_leak  how much that delays technology  1       8        3-15    T129 2018: a full stop; so mild
longer    a failed project, a war          1       shocks   0-      sim/catalogue/shocks.yaml
w         winding down                     1/year  2        +-25 %  judgement
"""

import jax.numpy as jnp

from sim.core.parameter import Parameter, structural
from sim.model.axes import ByAgreement
from sim.model.enacted import row_figures
from sim.model.perceive.patrons import row_licence
from sim.model.policy import cells, put
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "lam_leak", 8.0, 3.0, 15.0, "1", "licence leverage on lead time", "judgement", "T129 2018 (specification 14.2)"
    ),
    structural("wind_down", 2.0, "speed of winding down", "1/year"),
)


def implementation(scene: Scene, in_force: ByAgreement) -> ByAgreement:
    """Closing implementation given the levels now in force, `(actor, other, instrument)`."""
    p, c, dt = scene.setting.p, scene.setting.c, scene.setting.dt
    s, licence = scene.state.implementation, scene.view.licence
    slower = jnp.log1p(scene.setting.lead_extra)
    held_up = jnp.exp(-p.lam_leak * c.leak * jnp.maximum(licence, licence.T)[..., None] - slower[..., None])
    rate = jnp.where(in_force > s, held_up / c.lead, p.wind_down)
    # One pull alone, solved exactly: what is left of the gap shrinks by exp(-rate dt).
    closing = in_force - (in_force - s) * jnp.exp(-rate * dt)
    return _amended(closing, scene, in_force)


def _amended(closing: ByAgreement, scene: Scene, in_force: ByAgreement) -> ByAgreement:
    """The same with the pace of rows that have one of their own."""
    setting, rows = scene.setting, scene.setting.enacted.rows
    p, own = setting.p, row_figures(setting.enacted, setting.c)
    leverage = row_licence(scene.state, setting, scene.view.licence)
    i, j, _ = cells(rows)
    pace = jnp.exp(-p.lam_leak * own.leak * leverage) / (own.lead * (1 + setting.lead_extra[i, j]))
    level, s = in_force[cells(rows)], scene.state.implementation[cells(rows)]
    raised = level - (level - s) * jnp.exp(-pace * setting.dt)
    clauses = rows.clauses
    paced = (clauses.more.lead != 0) | (clauses.more.leak != 0) | (jnp.asarray(clauses.licensor) >= 0)
    return put(closing, rows, paced & (setting.enacted.live > 0) & (level > s), raised)
