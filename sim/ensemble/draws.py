"""Draws: one sample of everything that is not known.

A draw samples every parameter uniformly over its range, every figure of the instrument catalogue over its own,
and every figure of the baseline by its doubt (normal, clipped to its bounds). Tied parameters keep their ratio. Each
number has an address, (seed, draw, what, whose), so that adding an actor or a parameter changes no other number.

Tension and contested interest of calm pairs sit near zero, where a symmetric doubt would only push up: their doubt is
taken in logits (see `doubted_share`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np
from jax import Array

from sim.core.errors import EntenteError
from sim.core.luck import dyad_words, fold, name_word, normal, pair_words, uniform
from sim.core.parameter import Parameter
from sim.core.struct import Figures, struct
from sim.ensemble.of_posterior import costs_of, parameters_of, place
from sim.model.axes import ByActor, ByAgreement, ByDyad, ByInstrument
from sim.model.motives.search import EASED, EXHIBITIONS
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC, Opening
from sim.model.policy import HIGHEST_LEVEL
from sim.model.setting import Inputs, switches
from sim.outcomes import INSTRUMENTS, PARAMETERS

NEAR_ZERO = ("tension", "contested_interest", "dependence", "culture_distance")
NAMED_INSTRUMENTS = tuple(
    dict.fromkeys(("joint_exercises", "exercise_training_treaty", "dca_framework", EXHIBITIONS, *EASED, *INSTRUMENTS))
)
LOWEST_LEVEL = 0.05
LEAST_CAPABILITY = 1e-3
DRAW_WORD = name_word("draw")
_DYAD_WORDS = np.array([name_word(f"dyad {name}") for name in DYAD_FIGURES], np.uint64)
_ACTOR_WORDS = np.array([name_word(f"actor {name}") for name in ACTOR_FIGURES], np.uint64)
_PARAMETER_WORDS = np.array([name_word(name) for name in PARAMETERS], np.uint64)


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


@struct
class Known:
    """What draws sample, as arrays: a change of any number needs no new compilation."""

    low: Figures  # of parameters
    high: Figures
    free: Figures  # 0 where a tied parameter follows the one it is tied to
    posterior: Figures  # by parameter that a posterior knows, each (draw of the posterior,)
    costs: Array  # (draw of the posterior, instrument): what each costs by itself, where a posterior knows it; else NaN
    catalogue_low: Figures  # each (instrument,)
    catalogue_high: Figures
    actor: Figures  # each (actor,)
    actor_doubt: Figures
    dyad: Figures  # each (actor, other)
    dyad_doubt: Figures
    level: ByAgreement
    level_doubt: ByAgreement
    distance_km: ByDyad
    actor_words: ByActor
    instrument_words: ByInstrument
    instrument_index: Figures
    on: Figures


def known(opening: Opening, doubt: Doubt, off: tuple[str, ...] = ()) -> Known:
    """Gather what draws sample; `off` names mechanisms and motives to switch off (`sim.model.setting.SWITCHES`)."""
    base = 1.0 if doubt.baseline else 0.0
    centre = {name: np.asarray(column) for name, column in opening.catalogue.items()}
    return Known(
        low=Figures({name: np.float64(doubt.low[name]) for name in PARAMETERS}),
        high=Figures({name: np.float64(doubt.high[name]) for name in PARAMETERS}),
        free=Figures({name: np.float64(_free(parameter, doubt)) for name, parameter in PARAMETERS.items()}),
        posterior=parameters_of(opening, lambda name: _untouched(PARAMETERS[name], doubt)),
        costs=jnp.asarray(costs_of(opening)),
        catalogue_low=Figures(dict(opening.catalogue_low) if doubt.catalogue else centre),
        catalogue_high=Figures(dict(opening.catalogue_high) if doubt.catalogue else centre),
        actor=Figures({name: opening.figures[name] for name in ACTOR_FIGURES}),
        actor_doubt=Figures({name: base * opening.doubts[name] for name in ACTOR_FIGURES}),
        dyad=Figures({name: opening.figures[name] for name in DYAD_FIGURES}),
        dyad_doubt=Figures({name: base * opening.doubts[name] for name in DYAD_FIGURES}),
        level=jnp.asarray(opening.level),
        level_doubt=jnp.asarray(base * opening.level_doubt),
        distance_km=jnp.asarray(opening.distance_km),
        actor_words=jnp.asarray(check_words(opening.actors, "actors")),
        instrument_words=jnp.asarray(check_words(opening.instruments, "instruments")),
        instrument_index=Figures({name: np.int64(opening.instruments.index(name)) for name in NAMED_INSTRUMENTS}),
        on=switches(off),
    )


def _untouched(parameter: Parameter, doubt: Doubt) -> bool:
    return (doubt.low[parameter.name], doubt.high[parameter.name]) == (parameter.low, parameter.high)


def _free(parameter: Parameter, doubt: Doubt) -> bool:
    return parameter.tied is None or not _untouched(parameter, doubt)


def sample_parameters(known: Known, key: Array) -> Figures:
    """All parameters of one draw."""
    low, high = (jnp.stack([jnp.asarray(side[name]) for name in PARAMETERS]) for side in (known.low, known.high))
    sampled = low + (high - low) * uniform(key, _PARAMETER_WORDS)
    values: dict[str, Array] = dict(zip(PARAMETERS, sampled, strict=True))
    for name, parameter in PARAMETERS.items():
        if parameter.tied is not None:
            followed = values[parameter.tied] * (parameter.default / PARAMETERS[parameter.tied].default)
            values[name] = jnp.where(known.free[name] > 0, values[name], followed)
    for name, draws in known.posterior.items():
        values[name] = jnp.asarray(draws)[place(key, len(draws))]
    return Figures(values)


def sample_catalogue(known: Known, key: Array) -> Figures:
    """All columns of the instrument catalogue of one draw, each `(instrument,)`."""
    columns = tuple(known.catalogue_low)
    words = np.array([name_word(f"catalogue {column}") for column in columns], np.uint64)
    low, high = (jnp.stack([side[c] for c in columns]) for side in (known.catalogue_low, known.catalogue_high))
    sampled = low + (high - low) * uniform(fold(key, words)[:, None], known.instrument_words)
    drawn = known.costs[place(key, known.costs.shape[0])]
    values = dict(zip(columns, sampled, strict=True))
    return Figures(values | {"asc": jnp.where(jnp.isnan(drawn), values["asc"], drawn)})


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
    return jnp.where((value <= 0) | (value >= 1) | (deviation <= 0), value, moved)


def sample_dyads(known: Known, key: Array) -> Figures:
    """Figures of all dyads of one draw, each `(actor, other)`, zero on the diagonal."""
    off_diagonal = 1 - np.eye(known.distance_km.shape[0])
    pairs, dyads = pair_words(known.actor_words), dyad_words(known.actor_words)
    words = jnp.stack([pairs if name in SYMMETRIC else dyads for name in DYAD_FIGURES])
    luck = dict(zip(DYAD_FIGURES, normal(fold(key, _DYAD_WORDS)[:, None, None], words), strict=True))
    figures = {}
    for name, bounds in DYAD_FIGURES.items():
        value, deviation, z = jnp.asarray(known.dyad[name]), known.dyad_doubt[name], luck[name]
        moved = doubted_share(value, deviation, z) if name in NEAR_ZERO else doubted(value, deviation, bounds, z)
        figures[name] = moved * off_diagonal
    bought = figures["dependence"].sum(axis=1, keepdims=True)
    figures["dependence"] = figures["dependence"] / jnp.maximum(1.0, bought)
    return Figures(figures)


def sample_actors(known: Known, key: Array) -> Figures:
    """Figures of all actors of one draw, each `(actor,)`."""
    luck = dict(zip(ACTOR_FIGURES, normal(fold(key, _ACTOR_WORDS)[:, None], known.actor_words), strict=True))
    figures = {
        name: doubted(jnp.asarray(known.actor[name]), known.actor_doubt[name], bounds, luck[name])
        for name, bounds in ACTOR_FIGURES.items()
    }
    figures["capability"] = jnp.maximum(figures["capability"], LEAST_CAPABILITY)
    return Figures(figures)


def sample_levels(known: Known, key: Array) -> Array:
    """Levels in force of one draw, `(actor, other, instrument)`; what is in force stays so."""
    luck = fold(fold(key, np.uint64(name_word("level"))), pair_words(known.actor_words))
    z = normal(luck[:, :, None], known.instrument_words)
    moved = jnp.clip(known.level + known.level_doubt * z, LOWEST_LEVEL, HIGHEST_LEVEL)
    return jnp.where(known.level > 0, moved, 0.0)


def sample_inputs(known: Known, seed: Array, draw: Array) -> Inputs:
    """Everything that one draw fixes; `seed` and `draw` are the address."""
    key = fold(fold(fold(np.uint64(0), seed), np.uint64(DRAW_WORD)), draw)
    return Inputs(
        p=sample_parameters(known, key),
        c=sample_catalogue(known, key),
        on=known.on,
        actor=sample_actors(known, key),
        dyad=sample_dyads(known, key),
        level=sample_levels(known, key),
        distance_km=known.distance_km,
        actor_words=known.actor_words,
        instrument_words=known.instrument_words,
        instrument_index=known.instrument_index,
        luck=key,
    )
