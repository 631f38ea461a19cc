"""What would turn the order of two options, in a sentence."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sim.experiments.paired import Figure
from sim.model import PARAMETERS
from sim.scenario import Option

NAMED = 6


def told(
    options: tuple[Option, Option],
    asked: Figure,
    now: float,
    alone: pd.DataFrame,
    together: float | None,
    few: Mapping[str, float],
    count: int,
) -> str:
    """What turns the order, or that nothing does.

    Parameters
    ----------
    options, asked
        The two options, and the figure that orders them.
    now, alone, together, few
        As of a `sim.experiments.flip.Flip`, its difference being `now`.
    count
        How many assumptions were moved.
    """
    first, second = (f'"{option.title}"' for option in (options if now > 0 else options[::-1]))
    start = f"In this model {first} ends with more {asked.outcome.replace('_', ' ')} of {asked.subject} than {second}"
    if len(alone):
        return start + _alone(alone.iloc[0])
    if together is not None:
        return f"{start}; no assumption alone turns this within its range. {_together(together, few, count)}"
    return (
        f"{start}. Nothing within the ranges turns this: no one of {count} assumptions at either end of its range, "
        f"nor all of them together."
    )


def left_out_words(failed: int, worlds: int) -> str:
    """How many worlds failed on the way, in a sentence of its own; nothing where none did."""
    return f" {failed} of {worlds} worlds failed somewhere in this and are left out there." if failed else ""


def _alone(row: "pd.Series[Any]") -> str:
    name, meaning = row["assumption"], PARAMETERS[row["assumption"]].meaning
    if row["share"] == 0:
        at = f"{'its default of ' if row['to'] == PARAMETERS[name].default else ''}{row['to']:.3g}"
        return f", with {name} ({meaning}) drawn from its range; held at {at} the order is already turned."
    return (
        f"; to think otherwise one would have to believe that {name} ({meaning}) is {row['to']:.3g} and not "
        f"{row['from']:.3g}, {100 * row['share']:.0f} % of its range away."
    )


def _together(together: float, few: Mapping[str, float], count: int) -> str:
    if together == 0:
        said = f"With all {count} held at their defaults the order is already turned"
        return f"{said}; the {len(few)} strongest turn it too, {_ends(few)}." if few else f"{said}."
    return (
        f"The {len(few)} strongest of {count} do together, {_ends(few)}; all do when each goes {100 * together:.0f} % "
        f"of the way."
    )


def _ends(few: Mapping[str, float]) -> str:
    named = [f"{name} at {end:.3g}" for name, end in list(few.items())[:NAMED]]
    more = f" and {len(few) - NAMED} more" if len(few) > NAMED else ""
    return f"each at the end that speaks against it ({', '.join(named)}{more})"
