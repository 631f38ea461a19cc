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

from sim.core.elementary import exp
from sim.core.pairs import both, upper
from sim.core.parameter import Parameter, structural
from sim.model.axes import ByAgreement
from sim.model.enacted import row_figures
from sim.model.perceive.patrons import row_licence
from sim.model.policy import cells, parties, put
from sim.model.scene import Scene

PARAMETERS = (
    Parameter(
        "lam_leak", 8.0, 3.0, 15.0, "1", "licence leverage on lead time", "judgement", "T129 2018 (specification 14.2)"
    ),
    structural("wind_down", 2.0, "speed of winding down", "1/year"),
)


def implementation(scene: Scene, in_force: ByAgreement) -> ByAgreement:
    """Closing implementation given the levels now in force, `(instrument, pair)`."""
    p, c, dt = scene.setting.p, scene.setting.c, scene.setting.dt
    s, licence = scene.state.implementation, scene.view.licence
    held_up = exp(-(p.lam_leak * c.leak)[:, None] * both(licence).max(axis=0))
    pace = (dt / c.lead)[:, None] * held_up * (1 / (1 + upper(scene.setting.lead_extra)))
    # One pull alone, solved exactly: what is left of the gap shrinks by exp(-rate dt).
    closing = in_force - (in_force - s) * exp(-jnp.where(in_force > s, pace, p.wind_down * dt))
    return _amended(closing, scene, in_force)


def _amended(closing: ByAgreement, scene: Scene, in_force: ByAgreement) -> ByAgreement:
    """The same with the pace of rows that have one of their own."""
    setting, rows = scene.setting, scene.setting.enacted.rows
    p, own = setting.p, row_figures(setting.enacted, setting.c)
    leverage = row_licence(scene.state, setting, scene.view.licence)
    i, j = parties(rows)
    where = cells(rows, in_force)
    pace = exp(-p.lam_leak * own.leak * leverage) / (own.lead * (1 + setting.lead_extra[i, j]))
    level, s = in_force[where], scene.state.implementation[where]
    raised = level - (level - s) * exp(-pace * setting.dt)
    clauses = rows.clauses
    paced = (clauses.more.lead != 0) | (clauses.more.leak != 0) | (jnp.asarray(clauses.licensor) >= 0)
    return put(closing, rows, paced & (setting.enacted.live > 0) & (level > s), raised)
