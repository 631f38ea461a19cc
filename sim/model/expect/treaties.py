"""Treaties in expectation: the chance that each party is in, and so that each tie of a provision stands.

Required parties enter together, so a tie between them stands as often as either is in; a follower is in only where
what it joins has been founded.
"""

import jax.nn
import jax.numpy as jnp
from jax import Array

from sim.model.acts.accede import Treaties, worth_of_rows
from sim.model.acts.parties import Stakes, mean_of_ties
from sim.model.axes import ByAgreement, ByProposal
from sim.model.expect.chances import Chances
from sim.model.expect.settle import Settled
from sim.model.expect.standing import Standing
from sim.model.policy import IMPOSED, OFFER_QUARTERS, OFFERED, SIGNED, Policy, cells, in_window, parties, wanted_level
from sim.model.scene import Scene


def none_yet(policy: Policy) -> Treaties:
    """Nothing has entered."""
    rows, members = (jnp.zeros(jnp.asarray(x).shape) for x in (policy.active, policy.members.active))
    return Treaties(rows, rows, members, members)


def accede(
    lived: Standing, treaties: Treaties, scene: Scene, stakes: Stakes, quarter: Array
) -> tuple[Standing, Treaties]:
    """Agreements once provisions of the date have entered, and the treaties, both in expectation."""
    policy = scene.setting.enacted.rows
    where = cells(policy, lived.level)
    now = lived.level[where]
    wanted = wanted_level(policy, now)
    worths = worth_of_rows(scene, stakes, wanted - now)
    founding = _founding(policy, treaties, acceptance(policy, worths, treaties.joined, quarter), quarter)
    joined, answered = treaties.joined + founding, treaties.answered + founding
    follow = _following(policy, answered, acceptance(policy, worths, joined, quarter), quarter)
    joined, answered = joined + follow, answered + follow
    both = _both_in(policy, joined, answered)
    open_now = in_window(policy, quarter) & (jnp.asarray(policy.enter) != IMPOSED)
    enters = jnp.where(open_now, jnp.maximum(both - treaties.entered, 0.0), 0.0)
    changes = (wanted != now) | (~jnp.asarray(policy.relative) & jnp.asarray(policy.clauses.particular))
    level = _moved(lived.level, policy, enters * (wanted - now))
    force = _moved(lived.force, policy, enters * (jnp.where(wanted > 0, 1.0, 0.0) - lived.force[where]))
    live = treaties.live + jnp.where(changes, enters, 0.0)
    return Standing(level, force), Treaties(treaties.entered + enters, live, joined, answered)


def acceptance(policy: Policy, worths: Array, joined: Array, quarter: Array) -> Array:
    """Probability that each party accepts its provision, given how often the others are in, `(member,)`."""
    members = policy.members
    required = jnp.asarray(members.required)
    imposed = (jnp.asarray(members.enter) == IMPOSED) & (required | (quarter >= jnp.asarray(members.asked)))
    sides = jnp.asarray(policy.first_member), jnp.asarray(policy.second_member)

    def of_ties(others: Array) -> tuple[Array, Array]:
        counts = jnp.stack([others[sides[1]], others[sides[0]]]) * jnp.where(jnp.asarray(policy.active), 1.0, 0.0)
        mean, ties = mean_of_ties(policy, worths, counts)
        # Where less than one tie counts in the mean, it still counts as one where it is there.
        return mean * jnp.maximum(ties, 1.0) / jnp.where(ties > 0, ties, 1.0), ties

    with_required, _ = of_ties(jnp.where(required, 1.0, 0.0))
    in_it = jnp.where(imposed, 1.0, joined) * jnp.where(jnp.asarray(members.full), 1.0, 0.0)
    with_those_in, ties = of_ties(in_it)
    chance: Array = jax.nn.sigmoid(jnp.where(required | (ties == 0), with_required, with_those_in))
    return chance


def _founding(policy: Policy, treaties: Treaties, accepts: Array, quarter: Array) -> Array:
    """Chance that required parties enter this quarter, all of a provision together, `(member,)`."""
    members = policy.members
    asked, enter = jnp.asarray(members.asked), jnp.asarray(members.enter)
    required = jnp.asarray(members.active) & jnp.asarray(members.required)
    offered = required & (enter == OFFERED) & (quarter >= asked) & (quarter < asked + OFFER_QUARTERS)
    group = jnp.asarray(members.group)
    together = jnp.exp(jnp.zeros(group.shape).at[group].add(jnp.where(offered, jnp.log(accepts), 0.0))[group])
    signed = required & (enter == SIGNED) & (quarter == asked)
    return (1 - treaties.answered) * jnp.where(offered, together, jnp.where(signed, 1.0, 0.0))


def _following(policy: Policy, answered: Array, accepts: Array, quarter: Array) -> Array:
    """Chance that optional parties and observers join this quarter what has entered, `(member,)`."""
    members = policy.members
    asked, required = jnp.asarray(members.asked), jnp.asarray(members.required)
    free = jnp.asarray(members.active) & ~required & (jnp.asarray(members.enter) != IMPOSED)
    free = free & (quarter >= asked) & (quarter < asked + OFFER_QUARTERS)
    return jnp.where(free, jnp.maximum(_founded(policy, answered) - answered, 0.0) * accepts, 0.0)


def _founded(policy: Policy, answered: Array) -> Array:
    """Chance that the provision of each member has been founded: that of its required parties."""
    group, required = jnp.asarray(policy.members.group), jnp.asarray(policy.members.required)
    counts = jnp.where(required & jnp.asarray(policy.members.active), 1.0, 0.0)
    total, number = (jnp.zeros(group.shape).at[group].add(x) for x in (counts * answered, counts))
    return (total / jnp.maximum(number, 1.0))[group]


def _both_in(policy: Policy, joined: Array, answered: Array) -> Array:
    """Chance that both parties to each row are in, `(row,)`."""
    first, second = jnp.asarray(policy.first_member), jnp.asarray(policy.second_member)
    required, founded = jnp.asarray(policy.members.required), _founded(policy, answered)[first]
    apart = joined[first] * joined[second] / jnp.where(founded > 0, founded, 1.0)
    return jnp.where(required[first] | required[second], jnp.minimum(joined[first], joined[second]), apart)


def stay(
    settled: Settled, entered: Standing, treaties: Treaties, scene: Scene, stakes: Stakes, chance: Chances,
    given_up: ByProposal,
) -> tuple[Standing, Treaties]:  # fmt: skip
    """Agreements and treaties once parties have left, in expectation."""
    policy = scene.setting.enacted.rows
    where = cells(policy, settled.raised)
    first, second = jnp.asarray(policy.first_member), jnp.asarray(policy.second_member)
    shared = jnp.where(jnp.asarray(policy.clauses.shared), 1.0, 0.0)
    remain = _remaining(policy, shared, settled.raised, treaties, scene, stakes, chance, given_up)
    survival = jnp.where(shared > 0, remain[first] * remain[second], settled.survival[where])
    among_many = treaties.live * shared
    lived = settled.standing
    level = _moved(lived.level, policy, among_many * (settled.raised[where] * survival - lived.level[where]))
    force = _moved(lived.force, policy, among_many * (entered.force[where] * survival - lived.force[where]))
    lost = jnp.log1p(-jnp.minimum(treaties.live * (1 - jnp.where(shared > 0, 1.0, survival)), 1 - 1e-12))
    kept = jnp.exp(jnp.zeros_like(treaties.joined).at[first].add(lost).at[second].add(lost))
    return Standing(level, force), Treaties(
        treaties.entered, treaties.live * survival, treaties.joined * remain * kept, treaties.answered
    )


def _remaining(
    policy: Policy, shared: Array, raised: ByAgreement, treaties: Treaties, scene: Scene, stakes: Stakes,
    chance: Chances, given_up: ByProposal,
) -> Array:  # fmt: skip
    """Chance that each party to an agreement of many stays in it, `(member,)`; 1 for all others."""
    (i, j), (m, pair) = parties(policy), cells(policy, raised)
    first, second = jnp.asarray(policy.first_member), jnp.asarray(policy.second_member)
    among = treaties.live * shared
    logs = jnp.zeros(jnp.asarray(policy.members.active).shape)
    for member, side in ((first, jnp.where(i < j, 0, 1)), (second, jnp.where(i < j, 1, 0))):
        logs = logs.at[member].add(among * (jnp.log1p(-chance.leave[m, side, pair]) + given_up[m, side, pair]))
    kept = stakes.at(raised[m, pair]) + stakes.inertia
    wish, ties = mean_of_ties(policy, kept, jnp.tile(among, (2, 1)))
    wish = wish * jnp.maximum(ties, 1.0) / jnp.where(ties > 0, ties, 1.0)
    runs_out = jnp.minimum(1.0, scene.setting.dt / scene.setting.c.dur[jnp.asarray(policy.members.instrument)])
    lapses = runs_out * jax.nn.sigmoid(-(wish + scene.setting.p.renewal_ease)) * jnp.minimum(ties, 1.0)
    return jnp.exp(logs) * (1 - lapses)


def _moved(values: ByAgreement, policy: Policy, by: Array) -> ByAgreement:
    """Agreements with so much of each row added; padding adds 0."""
    return values.at[cells(policy, values)].add(jnp.where(jnp.asarray(policy.active), by, 0.0))
