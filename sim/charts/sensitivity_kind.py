"""What charts of sensitivity have in common: what they are about, and how one method differs from another."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from sim.charts.sheet import Sample
from sim.charts.words import MINUS, end_name, option_title, outcome_name, outcome_of, unit_name
from sim.scenario import BASELINE, Scenario

LINE, DOT = 1.3, 5.0  # points


class About(NamedTuple):
    """What a chart is about: the scenario, the option and what it is set against, outcome and subject."""

    scenario: Scenario
    options: tuple[str, ...]
    outcome: str
    subject: str


class Kind(NamedTuple):
    """How one method is drawn: its key, its words, and its rows on the axes."""

    key: tuple[Sample, ...]
    title: Callable[[About, pd.DataFrame], str]
    lead: Callable[[About, Mapping[str, float]], str]
    notes: Callable[[About, pd.DataFrame, Mapping[str, float]], tuple[str, ...]]
    axis: Callable[[About], str]
    rows: Callable[[Axes, pd.DataFrame], tuple[float, float]]
    number: Callable[[Mapping[str, float]], str]


def number(value: float) -> str:
    """An end of a range, short, with a true minus sign."""
    return f"{value:.3g}".replace("-", MINUS)


def draw_interval(axes: Axes, y: float, lo: float, hi: float, colour: str) -> None:
    """A line from one end of an interval to the other, fenced in white."""
    axes.hlines(y, lo, hi, color="white", linewidth=LINE + 1.6, zorder=3)
    axes.hlines(y, lo, hi, color=colour, linewidth=LINE, zorder=4)


def footer_of(about: About) -> str:
    """Scenario and span."""
    scenario = about.scenario
    return f"{scenario.title} · {scenario.horizon} years, {scenario.start_name} to {end_name(scenario)}."


def effect_of(about: About) -> str:
    """What is looked at, in the middle of a sentence: what an option changes, or how something stands."""
    whom, scenario = outcome_of(about.outcome, about.subject, about.scenario), about.scenario
    whom = whom[0].lower() + whom[1:]
    if len(about.options) == 1:
        where = "the baseline" if about.options[0] == BASELINE else option_title(about.options[0], scenario)
        return f"{whom} under {where}"
    against = "" if about.options[1] == BASELINE else f" against {option_title(about.options[1], scenario)}"
    return f"the change of {whom} under {option_title(about.options[0], scenario)}{against}"


def axis_of(about: About) -> str:
    """What the axis counts, with its unit."""
    change = "change of " if len(about.options) > 1 else ""
    return f"{change}{outcome_name(about.outcome)} ({unit_name(about.outcome)})"


def sentence(words: str) -> str:
    """Words as the start of a sentence."""
    return words[0].upper() + words[1:]
