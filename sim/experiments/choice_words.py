"""Choices in words."""

from typing import Any

import numpy as np
import pandas as pd

from sim.experiments.choices import PARTS, Choices
from sim.experiments.words import signed
from sim.scenario import Scenario

SHOWN_PARTS = 4


def asked_words(scenario: Scenario, found: Choices) -> tuple[str, str]:
    """What was asked, and what is measured."""
    title, name = scenario.option(found.option).title, scenario.names[found.actor]
    measured = (
        f"One act a quarter, {found.quarter} quarters to {found.date}: how many times each was chosen, mean over the "
        f'same {found.worlds} model worlds, which were run again to tell it. "By odds": the difference that the odds '
        f"of each quarter say, without the luck of the draw; it is what the reasons below add up to."
    )
    if found.without:
        measured += f' "Without": the same with {", ".join(found.without)} off in option and baseline alike.'
    return f'What {name} chose otherwise under "{title}"', measured


def reason_words(row: "pd.Series[Any]", least: float = 0.0005) -> str:
    """The largest parts of a difference, and what the others come to."""
    parts = row[list(PARTS)].astype(float)
    order = parts.abs().sort_values(ascending=False, kind="stable").index
    shown = [name for name in order[:SHOWN_PARTS] if abs(parts[name]) >= least]
    said = [f"{name.replace('_', ' ')} {signed(parts[name])}" for name in shown]
    rest = float(parts.sum() - parts[shown].sum())
    if abs(rest) >= least:
        said.append(f"others {signed(rest)}")
    return ", ".join(said) if said else "no reason of any size"


def moved(table: pd.DataFrame, most: int, least: float = 0.0005) -> pd.DataFrame:
    """The first rows of a table of choices of which anything shows."""
    shows = np.maximum(table["expected"].abs(), table["difference"].abs()) >= least
    return table[shows].head(most)
