"""The choice layer and the luck of a quarter in vectorised NumPy: what the engine is compared with.

The same equations on whole arrays, one world, one core: the worth of all agreements to all states, the odds of all acts
summed by partner, the race among partners and then among acts, and every random number that a quarter needs, at the
same addresses (tests/model/test_numpy_choice.py). Perceiving, acting, crises and learning are left out. Prints one JSON
line.
"""

import json
import math
import statistics
import time
from typing import Any

import jax
import numpy as np

from benchmarks import blocks
from benchmarks.numpy_luck import fold, other_luck, uniform, word
from sim.core.luck import world_key
from sim.core.pairs import actors, members
from sim.ensemble.draws import sample_inputs
from sim.model.motives.search import EASED, EXHIBITIONS
from sim.model.perceive import perceive
from sim.model.scene import Scene
from sim.model.setting import build_setting

REPEATS = 200
NOTCH, TOP, LARGEST, REFERENCE_MENU = 0.5, 1.5, 0.95, 621
SMALLEST, NEAREST_KM, USUAL_KM = 0.01, 50.0, 4000.0
Numbers = np.ndarray


def of_pairs(levels: Numbers) -> Numbers:
    """Levels `(actor, other, instrument)` from `(instrument, pair)`."""
    first, second = members(actors(levels.shape[-1]))
    whole = np.zeros((first[-1] + 2, first[-1] + 2, len(levels)))
    whole[first, second] = whole[second, first] = levels.T
    return whole


def worth(scene: Any) -> tuple[Numbers, Numbers, Numbers]:
    """Worth of partners and of a unit of each agreement, and what counts for entering; the first and last by pairs."""
    p, c, view, state, setting = scene.setting.p, scene.setting.c, scene.view, scene.state, scene.setting
    implemented = of_pairs(state.implementation)
    held, foes = np.maximum(view.offence, 0), np.maximum(-state.alignment, 0)
    whom = (
        p.w_aff * state.alignment
        + p.w_tru * (state.trust - p.neutral_trust)
        + p.w_net * view.network
        + p.w_bal * view.balance
        + p.w_ctr * (held @ foes - held)
        - p.tension_against * state.tension
        + p.framework_easing * implemented[:, :, setting.instrument_index.dca_framework]
    )
    best = np.maximum(setting.industry[:, None], setting.industry[None, :])
    eased = np.zeros_like(c.e)
    eased[[int(setting.instrument_index[name]) for name in EASED]] = 1.0
    burden = (1 + p.strain_burden * state.fiscal_strain) / (p.budget_floor + setting.budget)
    whole = np.ones_like(state.alignment)
    pairs = (
        p.w_sec * view.security,
        p.w_eco * (p.industry_floor + (1 - p.industry_floor) * best) * (1 - state.tension),
        p.w_search * implemented[:, :, setting.instrument_index[EXHIBITIONS]],
        -p.w_sov * setting.sovereignty[:, None] * whole,
        -p.w_cost * burden[:, None] * whole,
        -p.w_pat * view.displeasure,
        -p.w_pat * view.licence,
        p.tension_relief * state.tension,
    )
    kinds = np.stack([c.s, c.e, eased, c.sov, c.cost, c.vis, c.leak, c.ten])
    entering = -p.w_dim * view.cooperation.alignment + p.w_exa * example(scene) + gravity(scene)
    return whom, np.stack(pairs, axis=-1) @ kinds, entering


def example(scene: Any) -> Numbers:
    """What others like each state have lately signed with each other state, against the usual, in logs."""
    p, x, signed = scene.setting.p, scene.state.position, 1 - np.exp(-scene.state.signed_lately)
    n = len(signed)
    kernels = np.stack([
        np.exp(-np.abs(x[:, None] - x[None, :]) / p.example_votes), np.exp(-scene.setting.distance_km / p.example_km)
    ]) * (1 - np.eye(n))  # fmt: skip
    shares = (kernels / kernels.sum(axis=2, keepdims=True)).mean(axis=0)
    return np.log((p.example_floor + shares @ signed) / (p.example_floor + signed.sum() / (n * (n - 1))))


def gravity(scene: Any) -> Numbers:
    """What size and distance of the two add, in logits."""
    p, size = scene.setting.p, np.log(np.maximum(scene.state.military_weight, SMALLEST))
    apart = np.log(np.maximum(scene.setting.distance_km, NEAREST_KM) / USUAL_KM)
    return p.w_siz * (size[:, None] + size[None, :]) - p.w_dis * apart


def utilities(scene: Any) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Utilities of taking up and of leaving each agreement, of pressure and of a step of de-escalation."""
    p, c, state, setting, coop = scene.setting.p, scene.setting.c, scene.state, scene.setting, scene.view.cooperation
    n, kinds = len(state.alignment), len(state.agreements)
    effort = p.u0 + math.log((n - 1) * kinds / REFERENCE_MENU)
    large = np.where(setting.budget >= LARGEST, 1.0, 0.0)[:, None]
    whom, what, entering = worth(scene)
    level = of_pairs(state.agreements)
    step = np.where(level > 0, np.where(level + NOTCH <= TOP, NOTCH, 0.0), c.usual)
    starting = entering - effort + p.initiative_large * large
    take = np.where(step > 0, whom[..., None] + step * what - c.asc + starting[..., None], -np.inf)
    value = whom[..., None] + level * what - c.asc
    leave = np.where(level > 0, -value - p.exit_inertia * c.asc - effort + p.exit_ease, -np.inf)
    provoked = state.tension @ (p.old_ties * coop.visibility + np.maximum(scene.view.novelty, 0))
    pressure = (
        p.pressure_gain * p.w_pr * provoked * (p.pressure_floor + state.dependence.T)
        - p.pressure_friends * np.maximum(state.alignment, 0)
        - p.pressure_spent * state.sanctions
        + p.pressure_ease
        + p.pressure_large * large
        - effort
    )
    calm = p.calm_tension * state.tension * (1 - coop.relief) + p.calm_trust * state.trust
    return take, leave, pressure, calm - setting.sovereignty[:, None] - effort


def partner_odds(acts: tuple[Numbers, Numbers, Numbers, Numbers]) -> Numbers:
    """Summed odds of all acts towards each partner, `(actor, other)`."""
    take, leave, pressure, calm = (np.exp(utility) for utility in acts)
    return take.sum(axis=-1) + leave.sum(axis=-1) + pressure + calm


def alone_odds(scene: Any) -> Numbers:
    """Odds of doing nothing, of arming and of hedging, `(actor, 3)`."""
    p, state, setting = scene.setting.p, scene.state, scene.setting
    n, kinds = len(state.alignment), len(state.agreements)
    effort = p.u0 + math.log((n - 1) * kinds / REFERENCE_MENU)
    burden = (1 + p.strain_burden * state.fiscal_strain) / (p.budget_floor + setting.budget)
    arm = p.arm_alarm * scene.view.alarm - p.arm_cost * burden + p.arm_ease - effort
    exposed = p.hedge_exposure * np.max(state.dependence * (1 - state.trust), axis=1)
    hedge = exposed - (1 + p.strain_burden * state.fiscal_strain) + p.hedge_ease - effort
    return np.exp(np.stack([np.zeros(n), arm, hedge], axis=1))


def choose(scene: Any, key: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Kind of act, partner and instrument of every state; kinds as in the engine."""
    acts, words, kinds = utilities(scene), scene.setting.actor_words, scene.setting.instrument_words
    stream, actor = fold(key, word("choice of partner")), np.arange(len(words))
    alone_words = (words[:, None] << np.uint64(32)) | np.concatenate([word(act) for act in ("null", "arm", "hedge")])
    alone = alone_odds(scene) / -np.log(uniform(stream, alone_words))
    towards = partner_odds(acts) / -np.log(uniform(stream, (words[:, None] << np.uint64(32)) | words))
    np.fill_diagonal(towards, 0.0)
    together = towards.max(axis=1) > alone.max(axis=1)
    partner = np.where(together, towards.argmax(axis=1), actor)
    luck = fold(fold(key, word("choice of act")), words)[:, None]
    others = np.concatenate([word("pressure"), word("de-escalate")])
    addresses = np.concatenate([kinds, kinds ^ word("leave"), others])
    picked = np.concatenate([act[actor, partner].reshape(len(actor), -1) for act in acts], axis=1)
    best = np.argmax(picked - np.log(-np.log(uniform(luck, addresses))), axis=1)
    m = len(kinds)
    kind = 3 + np.minimum(best // m, 1) + np.maximum(best - 2 * m + 1, 0)
    return np.where(together, kind, alone.argmax(axis=1)), partner, np.where(together & (best < 2 * m), best % m, 0)


def opening_scene(work: blocks.Work) -> Any:
    """What the states of a world see at its opening, as NumPy arrays."""

    def look(facts: Any) -> Scene:
        setting = build_setting(sample_inputs(facts, np.uint64(1), np.uint64(0)))
        return Scene(setting.opening, perceive(setting.opening, setting), setting, setting.opening.agreements)

    return jax.tree.map(np.asarray, jax.jit(look)(work.facts))


def main() -> None:
    """Time the choices and the luck of a quarter, and print what a world of them takes."""
    work = blocks.of_scenario()
    scene, key = opening_scene(work), np.asarray(world_key(1, 0, 0))
    spent: dict[str, list[float]] = {"choice": [], "luck": []}
    for _ in range(REPEATS):
        begun = time.process_time()
        choose(scene, key)
        chosen = time.process_time()
        other_luck(scene.setting.actor_words, scene.setting.instrument_words, key)
        spent["choice"].append((chosen - begun) * 1e3 * work.quarters)
        spent["luck"].append((time.process_time() - chosen) * 1e3 * work.quarters)
    figures = {f"ms_world_{part}": round(statistics.median(values), 1) for part, values in spent.items()}
    print(json.dumps(figures | {"ms_world": round(sum(figures.values()), 1)}))


if __name__ == "__main__":
    main()
