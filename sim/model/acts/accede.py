"""Accede: how what is signed or offered enters, and each party's own choice to be in it.

    accept_q   logistic(mean over the parties k that count of U_qk - threshold)

A required party weighs the agreement of all required parties; an optional one and an observer weigh it with those who
are in. *Offered*: in the quarter of its date and three more the required parties are asked together, and it enters
when all of them accept. *Signed*: they have agreed, and it enters at its date. From then on optional parties and
observers are asked from their own date, for four quarters, each for itself. A tie begins at the later of its two
parties' dates. Who has left is not asked again.
"""

import jax.nn
import jax.numpy as jnp
from jax import Array

from sim.core.luck import fold, name_word, uniform
from sim.core.struct import struct
from sim.model.acts.parties import Stakes, mean_of_ties
from sim.model.axes import ByAgreement
from sim.model.policy import (
    IMPOSED,
    OFFER_QUARTERS,
    OFFERED,
    SIGNED,
    Policy,
    cells,
    in_window,
    put,
    wanted_level,
)
from sim.model.scene import Scene

_STREAM_OFFER = name_word("offer")


@struct
class Treaties:
    """How far the signed and offered provisions of an option have come."""

    entered: Array  # (row,): has been put in force
    live: Array  # (row,): has, and changed something, and has not ended since
    joined: Array  # (member,): is in it
    answered: Array  # (member,): has been in it at some time


def no_treaties(policy: Policy) -> Treaties:
    """Nothing has entered."""
    nothing = jnp.zeros(jnp.asarray(policy.active).shape, bool)
    nobody = jnp.zeros(jnp.asarray(policy.members.active).shape, bool)
    return Treaties(nothing, nothing, nobody, nobody)


def accede(
    lived: ByAgreement, treaties: Treaties, scene: Scene, stakes: Stakes, quarter: Array, key: Array
) -> tuple[ByAgreement, Treaties, Array]:
    """Lived levels once provisions of the date have entered, the treaties, and who would accept now, `(member,)`."""
    policy = scene.setting.enacted.rows
    now = lived[cells(policy, lived)]
    wanted = wanted_level(policy, now)
    gains = worth_of_rows(scene, stakes, wanted - now)
    u = _luck(scene, policy, key)
    founding = founders(policy, treaties, u < acceptance(policy, gains, treaties.joined, quarter), quarter)
    founded = treaties.joined | founding
    odds = acceptance(policy, gains, founded, quarter)
    joined = founded | followers(policy, treaties.answered | founding, u < odds, quarter)
    both = joined[jnp.asarray(policy.first_member)] & joined[jnp.asarray(policy.second_member)]
    open_now = in_window(policy, quarter) & (jnp.asarray(policy.enter) != IMPOSED) & ~treaties.entered
    enters = open_now & both
    changes = (wanted != now) | (~jnp.asarray(policy.relative) & jnp.asarray(policy.clauses.particular))
    after = Treaties(
        treaties.entered | enters, treaties.live | (enters & changes), joined, treaties.answered | joined
    )  # fmt: skip
    return put(lived, policy, enters, wanted), after, odds


def founders(policy: Policy, treaties: Treaties, accepts: Array, quarter: Array) -> Array:
    """Required parties with whom a provision enters this quarter, `(member,)`."""
    members = policy.members
    asked, enter = jnp.asarray(members.asked), jnp.asarray(members.enter)
    required = jnp.asarray(members.active) & jnp.asarray(members.required)
    offered = required & (enter == OFFERED) & ~treaties.answered
    offered = offered & (quarter >= asked) & (quarter < asked + OFFER_QUARTERS)
    agreed = offered & ~_any_of_group(policy, offered & ~accepts)
    return agreed | (required & (enter == SIGNED) & (quarter == asked))


def followers(policy: Policy, answered: Array, accepts: Array, quarter: Array) -> Array:
    """Optional parties and observers that join this quarter what has entered, `(member,)`."""
    members = policy.members
    asked, required = jnp.asarray(members.asked), jnp.asarray(members.required)
    founded = _any_of_group(policy, answered & required)
    free = jnp.asarray(members.active) & ~required & (jnp.asarray(members.enter) != IMPOSED) & ~answered
    return free & founded & accepts & (quarter >= asked) & (quarter < asked + OFFER_QUARTERS)


def acceptance(policy: Policy, gains: Array, joined: Array, quarter: Array) -> Array:
    """Probability that each party accepts its provision, given who is in, `(member,)`.

    `gains` are what each row is to its first and its second party, in logits, `(party, row)`.
    """
    members = policy.members
    required, full = jnp.asarray(members.required), jnp.asarray(members.full)
    imposed = (jnp.asarray(members.enter) == IMPOSED) & (required | (quarter >= jnp.asarray(members.asked)))
    sides = jnp.asarray(policy.first_member), jnp.asarray(policy.second_member)

    def of_ties(others: Array) -> tuple[Array, Array]:
        counts = jnp.stack([others[sides[1]], others[sides[0]]]) & jnp.asarray(policy.active)
        return mean_of_ties(policy, gains, jnp.where(counts, 1.0, 0.0))

    with_required, _ = of_ties(required)
    with_those_in, ties = of_ties((joined | imposed) & full)
    chance: Array = jax.nn.sigmoid(jnp.where(required | (ties == 0), with_required, with_those_in))
    return chance


def worth_of_rows(scene: Scene, stakes: Stakes, step: Array) -> Array:
    """What each row at a step is to its first and to its second party, in logits, `(party, row)`."""
    return jnp.sign(step) * stakes.at(jnp.abs(step)) + stakes.entering - scene.setting.p.accept_threshold


def _luck(scene: Scene, policy: Policy, key: Array) -> Array:
    members, setting = policy.members, scene.setting
    luck = fold(fold(key, _STREAM_OFFER), setting.instrument_words[jnp.asarray(members.instrument)])
    return uniform(luck, member_words(scene, policy))


def member_words(scene: Scene, policy: Policy) -> Array:
    """Addresses of the parties' luck, `(member,)`: the party, and the required party named first beside it."""
    words, members = scene.setting.actor_words, policy.members
    party, beside = words[jnp.asarray(members.actor)], words[jnp.asarray(members.anchor)]
    return jnp.asarray((party << jnp.uint64(32)) | beside)


def _any_of_group(policy: Policy, member: Array) -> Array:
    group = jnp.asarray(policy.members.group)
    any_of: Array = jnp.zeros(group.shape, bool).at[group].max(member)[group]
    return any_of
