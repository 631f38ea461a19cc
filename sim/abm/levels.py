"""Levels of an option's provisions, which may be moved while a world runs."""

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

from sim.core.errors import QuestionError
from sim.model.policy import HIGHEST_LEVEL
from sim.scenario import Option, Provision


def level_of(provision: Provision) -> float:
    """The level that a provision asks for, or the change of it."""
    return float(provision.level or 0.0) if provision.change is None else float(provision.change)


def lowest(provision: Provision) -> float:
    """The least that can be asked for; the most is `HIGHEST_LEVEL`."""
    return 0.0 if provision.change is None else -HIGHEST_LEVEL


def with_levels(option: Option, levels: Mapping[int, float]) -> Option:
    """The option with the levels of some of its provisions replaced, by their number from 0.

    Raises
    ------
    QuestionError
        When there is no provision of that number, or a level is outside its bounds.
    """
    provisions = list(option.provisions)
    for number, value in levels.items():
        if not 0 <= number < len(provisions):
            raise QuestionError(f"{option.name} has {len(provisions)} provisions, counted from 0; there is no {number}")
        provision = provisions[number]
        least = lowest(provision)
        if not (isfinite(value) and least <= value <= HIGHEST_LEVEL):
            raise QuestionError(
                f"{option.name}, provision {number} ({provision.instrument}): "
                f"write a level from {least:g} to {HIGHEST_LEVEL:g}, not {value:g}"
            )
        provisions[number] = replace(provision, **{"change" if provision.level is None else "level": float(value)})
    return replace(option, provisions=tuple(provisions))
