"""Theatre: who sees an agreement that is lived in one part of the world.

Exercises in the Indian Ocean are news in Delhi and a footnote in Athens. Where a provision names a theatre, a third
party i sees its visible part v_r the more, the nearer it is to that theatre:

    w_ir = b + g near_ir         near_ir = 1 for a coastal state, else its contact with the nearest of them
    v_r  = (1 - V_jk) (exp(own_r vis_r / v) - 1)             what the row adds to the pair's visibility
    X_ik nov_jk   becomes   X_ik (nov_jk + (w_ir - 1) min(v_r, nov+_jk))

so that offence, alarm and pressure (X = threat, threat, tension) are felt by whoever is near. A row that names no
theatre is seen by all alike (w = 1). Near and far average to about 1 over the states of the tables.

symbol  meaning                              unit  default  range   source
b       what a state far from a theatre sees  1    .5       +-25 %  judgement
g       what nearness adds                    1    1        +-25 %  judgement
"""

import jax.numpy as jnp
from jax import Array

from sim.core.parameter import structural
from sim.model.axes import ByDyad
from sim.model.enacted import own_level, row_figures
from sim.model.policy import parties
from sim.model.scene import Cooperation
from sim.model.state import Setting, State

PARAMETERS = (
    structural("theatre_floor", 0.5, "what a state far from a theatre sees of agreements that are lived there"),
    structural("theatre_gain", 1.0, "what nearness to a theatre adds to what is seen"),
)


def weight(setting: Setting) -> Array:
    """How much more each actor sees of each row than all do alike, `(actor, row)`; 0 where no theatre is named."""
    clauses, p = setting.enacted.rows.clauses, setting.p
    seen = p.theatre_floor + p.theatre_gain * jnp.asarray(clauses.nearness).T
    return jnp.asarray(clauses.placed) * (seen - 1)


def new_in_view(state: State, setting: Setting, coop: Cooperation) -> Array:
    """The part of each row's visibility that others are not used to, `(row,)`."""
    i, j = parties(setting.enacted.rows)
    own = own_level(setting.enacted, state.implementation, setting.opening.implementation)
    seen = own * row_figures(setting.enacted, setting.c).vis / setting.p.visibility_scale
    visible = coop.visibility[i, j]
    return jnp.minimum((1 - visible) * jnp.expm1(seen), jnp.maximum(visible - state.habituation[i, j], 0))


def seen_nearby(feared: ByDyad, state: State, setting: Setting, coop: Cooperation) -> ByDyad:
    """What theatres add to `feared @ novelty`, `(actor, other)`; `feared` is what each actor holds against others."""
    j, k = parties(setting.enacted.rows)
    more = weight(setting) * new_in_view(state, setting, coop)
    return jnp.zeros_like(feared).at[:, j].add(feared[:, k] * more).at[:, k].add(feared[:, j] * more)
