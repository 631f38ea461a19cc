"""Levels of an option's provisions, which may be moved while a world runs."""

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.model.policy import HIGHEST_LEVEL, OFFER_QUARTERS, Policy
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
        if provision.change is None:
            provisions[number] = replace(provision, level=float(value))
        else:
            provisions[number] = replace(provision, change=float(value))
    return replace(option, provisions=tuple(provisions))


def rows_of(rows: Policy, number: int) -> NDArray[np.bool_]:
    """Which rows of an option belong to one of its provisions, `(row,)`."""
    group = np.asarray(rows.members.group)[np.asarray(rows.first_member)]
    mine: NDArray[np.bool_] = np.asarray(rows.active) & (group == number)
    return mine


def movable(provision: Provision, quarter: int, entered: NDArray[np.bool_]) -> bool:
    """Whether moving its level can still change what it brings.

    What is imposed follows its level until it ends. What is signed or offered takes its level when it enters and lives
    as any other agreement after; when nobody has come to it in time, it never enters.
    """
    if provision.enter == "imposed":
        return provision.stop is None or quarter < provision.stop
    window = OFFER_QUARTERS if provision.enter == "offered" else 1
    return not entered.any() and quarter < provision.begins(*provision.members) + window
