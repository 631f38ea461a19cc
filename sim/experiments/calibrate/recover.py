"""Whether the estimate finds back what worlds were made with: weights drawn, choices made by the model, weights fitted.

A world of the test is the shipped baseline, its doubts drawn anew for every year, and a few states of it. For each
replication weights are drawn from what is thought before the data, every state chooses each quarter by
`sim.model.choose` (one act a state, which the likelihood leaves out of account between pairs), partners accept or not,
and the year's signatures are fitted as if they were on record. The 90 % intervals of the normal approximation should
then hold the weights in 90 % of cases.

References
----------
Cook, Gelman & Rubin 2006, Validation of software for Bayesian models using posterior quantiles, JCGS 15; Talts et al.
2018, Validating Bayesian inference algorithms with simulation-based calibration, arXiv 1804.06788.
"""

import dataclasses
from collections.abc import Callable, Sequence

import jax
import jax.numpy as jnp
import numpy as np
import pandas as pd
from jax import Array
from numpy.typing import NDArray

from sim.catalogue import instruments
from sim.core.luck import fold, name_word, uniform
from sim.core.pairs import pair_of
from sim.ensemble.draws import Known, certain, known, sample_inputs
from sim.evidence import read_tables
from sim.evidence.agreed import CLASSES
from sim.experiments.calibrate.fit import estimate
from sim.experiments.calibrate.likelihood import QUARTERS, with_weights
from sim.experiments.calibrate.panel import Panel, Years
from sim.experiments.calibrate.weights import NINETY, layout, names, prior_doubt
from sim.model.acts.cooperate import acceptance
from sim.model.choose import TAKE_UP, choice_luck, choose, menu
from sim.model.perceive import perceive
from sim.model.scene import Scene
from sim.model.setting import build_setting
from sim.model.worth import gather
from sim.scenario.arrays import opening

Numbers = NDArray[np.float64]
FEW = ("ARE", "CHN", "EGY", "FRA", "GRC", "IND", "IRN", "ISR", "PAK", "RUS", "SAU", "TUR", "USA")
BUSY, BUSY_DOUBT = 4.0, 0.7  # terms of the classes of the worlds made: enough is signed to learn from
_STREAM = name_word("acceptance in a recovery")


def made_panel(actors: Sequence[str] = FEW, years: int = 16, seed: int = 1) -> Panel:
    """Years of some states of the shipped baseline, its doubts drawn anew for each; nothing signed yet."""
    world = opening(read_tables(), sorted(actors))
    doubt = dataclasses.replace(certain(), baseline=True)
    facts = known(world, doubt)
    made = [_scene(facts, np.uint64(seed), np.uint64(year)) for year in range(years)]
    scene = jax.tree.map(lambda *x: jnp.stack(x), *made)
    pairs = len(actors) * (len(actors) - 1) // 2
    group = Years(
        year=jnp.arange(years),
        scene=scene,
        signed=jnp.zeros((years, len(CLASSES), pairs)),
        any=jnp.zeros((years, pairs)),
        first=jnp.ones((years, pairs)),
    )
    places = tuple(instruments().keys.index(name) for name in CLASSES)
    return Panel((group,), (world.actors,), places)


@jax.jit
def _scene(facts: Known, seed: Array, year: Array) -> Scene:
    setting = build_setting(sample_inputs(facts, seed, year))
    return Scene(setting.opening, perceive(setting.opening, setting), setting, in_force=setting.opening.agreements)


def drawn(seed: int) -> Numbers:
    """Weights to make worlds with: what is thought of them before the data, and busier classes."""
    at, luck = layout(), np.random.default_rng(seed).standard_normal(layout().size)
    theta = luck * prior_doubt()
    theta[at.kappa] = luck[at.kappa] / 2
    theta[at.classes] = BUSY + BUSY_DOUBT * luck[at.classes]
    theta[at.measured] = luck[at.measured] / 2
    return theta


@jax.jit
def _signed(group: Years, places: Array, theta: Array, seed: Array) -> Array:
    """What is signed when states choose by the model for a year, `(year, class, pair)`."""

    def of_a_quarter(scene: Scene, key: Array) -> Array:
        worth, n = gather(scene), scene.setting.budget.shape[0]
        level = scene.state.agreements
        choices = menu(scene, worth, jnp.zeros_like(level))
        chosen = choose(scene, choices, choice_luck(scene.setting, key))
        pair = pair_of(jnp.arange(n), chosen.partner, n)
        step = choices.step(scene.setting.c.usual)[chosen.instrument, 0, pair]
        ready = acceptance(scene, worth, chosen.partner, jnp.arange(n), chosen.instrument, step)
        lucky = uniform(fold(key, _STREAM), scene.setting.actor_words) < ready
        taken = jnp.where((chosen.act == TAKE_UP) & lucky & (step > 0), 1.0, 0.0)
        cells = jnp.zeros_like(level)
        return cells.at[chosen.instrument, pair].max(taken)[places]  # noqa: PD008

    def of_a_year(scene: Scene, year: Array) -> Array:
        now = with_weights(scene, places, theta)
        keys = fold(fold(fold(jnp.uint64(0), seed), year.astype(jnp.uint64)), jnp.arange(QUARTERS, dtype=jnp.uint64))
        return jax.vmap(lambda key: of_a_quarter(now, key))(keys).max(axis=0)

    return jax.vmap(of_a_year)(group.scene, group.year)


def made_choices(panel: Panel, theta: Numbers, seed: int) -> Panel:
    """The same years with what states signed that weigh motives so."""
    group = panel.groups[0]
    signed = _signed(group, jnp.asarray(panel.instruments), jnp.asarray(theta), jnp.asarray(seed, jnp.uint64))
    return dataclasses.replace(panel, groups=(dataclasses.replace(group, signed=signed, any=signed.max(axis=1)),))


def recover(panel: Panel, times: int, seed: int, note: Callable[[int], None] = lambda _: None) -> pd.DataFrame:
    """Make worlds and fit them, again and again.

    Returns
    -------
    pandas.DataFrame
        One row a replication and number: `replication`, `number`, `true`, `found`, `sd`, `inside` (the 90 % interval
        holds the true one).
    """
    last, rows = int(panel.groups[0].year[-1]), []
    for replication in range(times):
        note(replication)
        true = drawn(seed + replication)
        found = estimate(made_choices(panel, true, seed + replication), 0, last)
        spread = np.sqrt(np.diag(found.covariance))
        rows += [
            (
                replication,
                names()[k],
                true[k],
                found.mode[k],
                spread[k],
                abs(found.mode[k] - true[k]) <= NINETY * spread[k],
            )
            for k, _ in enumerate(names())
        ]
    return pd.DataFrame(rows, columns=["replication", "number", "true", "found", "sd", "inside"])
