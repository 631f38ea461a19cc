"""What facts see of the baseline's scenes, quarter by quarter: one simulation serves all of them."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.catalogue import instruments
from sim.core.pairs import square
from sim.ensemble.block import open_block
from sim.ensemble.draws import doubt_of, known
from sim.ensemble.program import Program
from sim.ensemble.run import blocks
from sim.experiments.facts.worlds import Worlds
from sim.model.erupt import backing_chance, hazard
from sim.model.policy import no_policy
from sim.model.scene import Scene
from sim.model.shocks import no_shocks
from sim.model.simulate import simulate

PACT = "mutual_defence_pact"


def scenes(worlds: Worlds) -> dict[str, Any]:
    """What is seen of every world of the baseline, each array `(world, quarter, ...)` but for `threat`.

    Returns
    -------
    dict
        `position (.., actor)`; `pact (.., actor, other)`, the level in force; `kept` and `owed`, backing of parties to
        severe crises by their treaty partners, as it is expected and as often as it is owed; `threat (world, actor,
        other)` at the opening.
    """
    if "scenes" not in worlds.memory:
        scenario = worlds.scenario()
        facts = known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties), worlds.off)
        found = []
        for numbers in blocks(worlds.draws * worlds.runs):
            block = open_block(facts, worlds.seed, numbers, worlds.runs)
            seen = _scenes(block.settings, block.keys, quarters=scenario.quarters)
            found.append(jax.tree.map(lambda x, size=block.size: np.asarray(x)[:size], seen))
        worlds.memory["scenes"] = jax.tree.map(lambda *parts: np.concatenate(parts), *found)
    seen: dict[str, Any] = worlds.memory["scenes"]
    return seen


def _see_scenes(settings: Any, keys: Any, quarters: int) -> dict[str, Array]:
    place = instruments().keys.index(PACT)

    def look(scene: Scene) -> dict[str, Array]:
        kept, owed = support(scene)
        pact = square(scene.in_force[place])
        return {
            "position": scene.state.position,
            "pact": pact,
            "kept": kept,
            "owed": owed,
            "threat": scene.view.threat,
        }

    def one(setting: Any, key: Any) -> dict[str, Array]:
        seen = simulate(setting, no_policy(), no_shocks(), key, quarters, look, quarters)[1]
        return seen | {"threat": seen["threat"][0]}

    return jax.vmap(one)(settings, keys)  # type: ignore[no-any-return]


_scenes = Program(_see_scenes, "quarters")


def support(scene: Scene) -> tuple[Array, Array]:
    """Expected backing of parties by their treaty partners in severe crises, and how often it is owed; a year."""
    state = jnp.arange(scene.setting.budget.shape[0])

    def against(i: Array, j: Array) -> Array:
        one = jnp.asarray(1.0)
        return backing_chance(scene, i, j, one) * (1 - backing_chance(scene, j, i, one))

    backs: Any = jax.vmap(lambda i: jax.vmap(lambda j: against(i, j))(state))(state)
    owed = jnp.where(scene.view.cooperation.obligation > scene.setting.p.bound_above, 1.0, 0.0)
    third = 1 - jnp.eye(state.shape[0])
    due = hazard(scene)[:, :, None] * (owed.T * third)[:, None, :] * third[None, :, :]
    return (due * backs).sum(), due.sum()
