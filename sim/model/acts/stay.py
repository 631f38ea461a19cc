"""Stay: an agreement of many is left whole, by one party at a time.

Who leaves one of its ties in a provision of more than two parties, or gives one up under pressure, is out of all of
them; the others stay in. Its ties do not run out one by one: each party's membership runs out at the rate of the
instrument and is renewed by its own will,

    lapse_q   hazard 1/dur_m, renewed with probability logistic(mean over those in of (U_qk(L) + inertia_m) + z)

with z as for agreements of two (sim/model/acts/cooperate.py). What is imposed cannot be left.
"""

import jax.nn
import jax.numpy as jnp
from jax import Array

from sim.core.luck import fold, name_word, uniform
from sim.model.acts.accede import Treaties, member_words
from sim.model.acts.parties import Stakes, mean_of_ties
from sim.model.acts.pressure import Concession
from sim.model.axes import ByAgreement
from sim.model.choose import LEAVE, Chosen
from sim.model.policy import Policy, cells, parties, put
from sim.model.scene import Scene

_STREAM_RENEW = name_word("renewal of a membership")


def stay(
    lived: ByAgreement,
    acted: ByAgreement,
    treaties: Treaties,
    scene: Scene,
    stakes: Stakes,
    chosen: Chosen,
    given: Concession,
    key: Array,
) -> tuple[ByAgreement, Treaties]:
    """Lived levels and treaties once parties have left.

    Parameters
    ----------
    lived
        After acts, lapses and concessions between any two.
    acted
        After acts alone: what a tie among many goes back to when it lapsed by itself.
    treaties, scene, stakes
        Before.
    chosen, given
        Acts of the quarter, and what was conceded.
    key
        Luck of this world and quarter.
    """
    policy = scene.setting.enacted.rows
    where = cells(policy, lived)
    first, second = jnp.asarray(policy.first_member), jnp.asarray(policy.second_member)
    among_many = treaties.live & jnp.asarray(policy.clauses.shared)
    out = _leavers(policy, among_many, chosen, given) | _not_renewed(policy, among_many, acted, scene, stakes, key)
    gone = out[first] | out[second]
    lived = put(lived, policy, among_many, jnp.where(gone, 0.0, acted[where]))
    ended = treaties.live & jnp.where(among_many, gone, lived[where] == 0)
    nobody = jnp.zeros_like(treaties.joined)
    # Between two an end is the end for both; among many only the leavers are out.
    out = out | nobody.at[first].max(ended & ~among_many).at[second].max(ended & ~among_many)
    return lived, Treaties(treaties.entered, treaties.live & ~ended, treaties.joined & ~out, treaties.answered)


def _leavers(policy: Policy, among_many: Array, chosen: Chosen, given: Concession) -> Array:
    (i, j), m = parties(policy), jnp.asarray(policy.instrument)

    def leaves(actor: Array, other: Array) -> Array:
        quits = (chosen.act[actor] == LEAVE) & (chosen.partner[actor] == other) & (chosen.instrument[actor] == m)
        same = (chosen.partner == actor[:, None]) & (given.rival == other[:, None])
        gives_up = (given.conceded & same & (given.instrument == m[:, None])).any(axis=1)
        return among_many & (quits | gives_up)

    nobody = jnp.zeros(jnp.asarray(policy.members.active).shape, bool)
    first, second = jnp.asarray(policy.first_member), jnp.asarray(policy.second_member)
    return nobody.at[first].max(leaves(i, j)).at[second].max(leaves(j, i))


def _not_renewed(
    policy: Policy, among_many: Array, acted: ByAgreement, scene: Scene, stakes: Stakes, key: Array
) -> Array:
    setting, members = scene.setting, policy.members
    m = jnp.asarray(members.instrument)
    kept = stakes.at(acted[cells(policy, acted)]) + stakes.inertia
    wish, ties = mean_of_ties(policy, kept, jnp.tile(jnp.where(among_many, 1.0, 0.0), (2, 1)))
    runs_out = jnp.minimum(1.0, setting.dt / setting.c.dur[m])
    luck = fold(fold(key, _STREAM_RENEW), setting.instrument_words[m])
    u = uniform(luck, member_words(scene, policy))
    return (ties > 0) & (u < runs_out * jax.nn.sigmoid(-(wish + setting.p.renewal_ease)))
