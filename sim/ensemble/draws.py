"""Draws: one sample of everything that is not known.

A draw samples every parameter uniformly over its range, every figure of the instrument catalogue over its own,
and every figure of the baseline by its doubt (normal, clipped to its bounds). Tied parameters keep their ratio. Each
number has an address, (seed, draw, what, whose), so that adding an actor or a parameter changes no other number.

Tension and contested interest of calm pairs sit near zero, where a symmetric doubt would only push up: their doubt is
taken in logits (see `doubted_share`).
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.core.errors import EntenteError
from sim.core.luck import dyad_words, fold, name_word, normal, pair_words, uniform
from sim.core.parameter import Parameter
from sim.core.struct import Figures
from sim.model import PARAMETERS
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC, Opening
from sim.model.policy import HIGHEST_LEVEL
from sim.model.setting import Inputs, switches

NEAR_ZERO = ("tension", "contested_interest", "dependence", "culture_distance")
NAMED_INSTRUMENTS = ("joint_exercises", "exercise_training_treaty", "dca_framework")
LOWEST_LEVEL = 0.05
_DRAW = name_word("draw")


@dataclass(frozen=True)
class Doubt:
    """What draws may vary: parameter ranges and whether figures of baseline and catalogue are sampled.

    Attributes
    ----------
    low, high
        Range of each parameter; equal where it is pinned.
    baseline, catalogue
        Whether the doubts of the baseline and the ranges of the catalogue are sampled.
    """

    low: Mapping[str, float]
    high: Mapping[str, float]
    baseline: bool = True
    catalogue: bool = True


def doubt_of(pinned: Mapping[str, float], ranges: Mapping[str, tuple[float, float]]) -> Doubt:
    """Ranges of all parameters, with some pinned and some widened or narrowed."""
    low = {name: parameter.low for name, parameter in PARAMETERS.items()}
    high = {name: parameter.high for name, parameter in PARAMETERS.items()}
    for name, (a, b) in ranges.items():
        low[name], high[name] = a, b
    for name, value in pinned.items():
        low[name] = high[name] = value
    return Doubt(low, high)


def certain(pinned: Mapping[str, float] | None = None) -> Doubt:
    """No doubt at all: every number at its central value, but for those pinned."""
    values = {name: parameter.default for name, parameter in PARAMETERS.items()} | dict(pinned or {})
    return Doubt(values, values, baseline=False, catalogue=False)


def check_words(names: tuple[str, ...], what: str) -> np.ndarray:
    """The luck addresses of names; two names that share one are refused."""
    words = np.array([name_word(name) for name in names], np.uint64)
    if len(set(words.tolist())) < len(names):
        raise EntenteError(f"two {what} among {', '.join(names)} share an address of luck; rename one of them")
    return words


def _free(parameter: Parameter, doubt: Doubt) -> bool:
    untouched = (doubt.low[parameter.name], doubt.high[parameter.name]) == (parameter.low, parameter.high)
    return parameter.tied is None or not untouched


def sample_parameters(doubt: Doubt, key: Array) -> Figures:
    """All parameters of one draw."""
    values: dict[str, Array] = {}
    for name, parameter in PARAMETERS.items():
        if _free(parameter, doubt):
            u = uniform(key, np.uint64(name_word(name)))
            low, high = doubt.low[name], doubt.high[name]
            values[name] = low + (high - low) * u
    for name, parameter in PARAMETERS.items():
        if name not in values and parameter.tied is not None:
            values[name] = values[parameter.tied] * (parameter.default / PARAMETERS[parameter.tied].default)
    return Figures(values)


def sample_catalogue(opening: Opening, doubt: Doubt, words: Array, key: Array) -> Figures:
    """All columns of the instrument catalogue of one draw, each `(instrument,)`."""
    if not doubt.catalogue:
        return Figures({column: jnp.asarray(value) for column, value in opening.catalogue.items()})
    columns = {}
    for column in opening.catalogue:
        low, high = opening.catalogue_low[column], opening.catalogue_high[column]
        u = uniform(fold(key, np.uint64(name_word(f"catalogue {column}"))), words)
        columns[column] = low + (high - low) * u
    return Figures(columns)


def doubted(value: Array, deviation: Array, bounds: tuple[float, float], z: Array) -> Array:
    """A figure moved by its doubt and kept inside its bounds."""
    return jnp.clip(value + deviation * z, *bounds)


def doubted_share(value: Array, deviation: Array, z: Array) -> Array:
    """A figure in [0, 1] that is often near 0, moved by its doubt in logits; an exact 0 or 1 stays.

    The deviation in logits is that which gives `deviation` at the figure itself, at most 1.
    """
    inside = jnp.clip(value, 1e-4, 1 - 1e-4)
    spread = jnp.minimum(deviation / (inside * (1 - inside)), 1.0)
    moved = 1 / (1 + (1 - inside) / inside * jnp.exp(-spread * z))
    return jnp.where((value <= 0) | (value >= 1), value, moved)


def sample_dyads(opening: Opening, doubt: Doubt, words: Array, key: Array) -> Figures:
    """Figures of all dyads of one draw, each `(actor, other)`, zero on the diagonal."""
    off_diagonal = 1 - np.eye(len(opening.actors))
    figures = {}
    for name, bounds in DYAD_FIGURES.items():
        value = jnp.asarray(opening.figures[name])
        if doubt.baseline:
            address = pair_words(words) if name in SYMMETRIC else dyad_words(words)
            z = normal(fold(key, np.uint64(name_word(f"dyad {name}"))), address)
            deviation = jnp.asarray(opening.doubts[name])
            value = doubted_share(value, deviation, z) if name in NEAR_ZERO else doubted(value, deviation, bounds, z)
        figures[name] = value * off_diagonal
    bought = figures["dependence"].sum(axis=1, keepdims=True)
    figures["dependence"] = figures["dependence"] / jnp.maximum(1.0, bought)
    return Figures(figures)


def sample_actors(opening: Opening, doubt: Doubt, words: Array, key: Array) -> Figures:
    """Figures of all actors of one draw, each `(actor,)`."""
    figures = {}
    for name, bounds in ACTOR_FIGURES.items():
        value = jnp.asarray(opening.figures[name])
        if doubt.baseline:
            z = normal(fold(key, np.uint64(name_word(f"actor {name}"))), words)
            value = doubted(value, jnp.asarray(opening.doubts[name]), bounds, z)
        figures[name] = value
    figures["capability"] = jnp.maximum(figures["capability"], 1e-3)
    return Figures(figures)


def sample_levels(opening: Opening, doubt: Doubt, actors: Array, instruments: Array, key: Array) -> Array:
    """Levels in force of one draw, `(actor, other, instrument)`; what is in force stays so."""
    level = jnp.asarray(opening.level)
    if not doubt.baseline:
        return level
    luck = fold(fold(key, np.uint64(name_word("level"))), pair_words(actors))
    z = normal(luck[:, :, None], instruments)
    moved = jnp.clip(level + jnp.asarray(opening.level_doubt) * z, LOWEST_LEVEL, HIGHEST_LEVEL)
    return jnp.where(level > 0, moved, 0.0)


def sample_inputs(opening: Opening, doubt: Doubt, off: tuple[str, ...], seed: Array, draw: Array) -> Inputs:
    """Everything that one draw fixes.

    Parameters
    ----------
    opening, doubt
        What is known, and how well.
    off
        Mechanisms and motives switched off (`sim.model.setting.SWITCHES`).
    seed, draw
        The address.
    """
    key = fold(fold(fold(np.uint64(0), seed), np.uint64(_DRAW)), draw)
    actors = jnp.asarray(check_words(opening.actors, "actors"))
    instruments = jnp.asarray(check_words(opening.instruments, "instruments"))
    return Inputs(
        p=sample_parameters(doubt, key),
        c=sample_catalogue(opening, doubt, instruments, key),
        on=switches(off),
        actor=sample_actors(opening, doubt, actors, key),
        dyad=sample_dyads(opening, doubt, actors, key),
        level=sample_levels(opening, doubt, actors, instruments, key),
        distance_km=jnp.asarray(opening.distance_km),
        actor_words=actors,
        instrument_words=instruments,
        instrument_index=Figures({name: opening.instruments.index(name) for name in NAMED_INSTRUMENTS}),
    )


def with_ranges(doubt: Doubt, **ranges: tuple[float, float]) -> Doubt:
    """The same doubt with the ranges of some parameters replaced."""
    return dataclasses.replace(
        doubt,
        low={**doubt.low, **{name: a for name, (a, _) in ranges.items()}},
        high={**doubt.high, **{name: b for name, (_, b) in ranges.items()}},
    )
