"""An explanation in words."""

import pandas as pd

from sim.experiments.explain import Explanation
from sim.experiments.words import listed, signed, subject_name
from sim.outcomes import OUTCOMES
from sim.scenario import Scenario


def asked_words(scenario: Scenario, found: Explanation) -> tuple[str, str]:
    """What was asked, and what is measured."""
    outcome, title = OUTCOMES[found.stock], scenario.option(found.option).title
    whom = subject_name(scenario, found.pair, outcome.directed)
    measured = (
        f'{found.stock.capitalize()} ({outcome.unit}) from {scenario.start_name} to {found.date} under "{title}" and '
        f"in the baseline: means over the same {found.worlds} model worlds, which were run again to tell them."
    )
    return f'What moved {whom} under "{title}"', measured


def closing_words(found: Explanation) -> str:
    """How far the pair moved, and through which entries most."""
    last, entries = found.table.iloc[-1], found.table.iloc[1:-1]
    change, band = float(last["difference"]), OUTCOMES[found.stock].band
    start = f"In this model {found.stock} in {found.date} is"
    if abs(change) <= band:
        lead = f"{start} within {band:g} of the baseline's: no practical change ({signed(change, 4)})."
    else:
        way = "higher" if change > 0 else "lower"
        interval = f"{signed(last['lo'], 4)} to {signed(last['hi'], 4)}"
        lead = f"{start} {abs(change):.4f} {way} than in the baseline ({interval})."
    with_it = entries[entries["difference"] * change > 0].sort_values("difference", key=abs, ascending=False)
    against = entries[entries["difference"] * change < 0].sort_values("difference", key=abs, ascending=False)
    if with_it.empty:
        return lead
    said = _most(with_it, 2)
    back = f"; {_most(against, 1)} goes the other way" if len(against) else ""
    return f"{lead} Most of it stands under {said}{back}."


def _most(entries: pd.DataFrame, number: int) -> str:
    rows = entries.head(number).to_dict("records")
    return listed(f"{str(row['mechanism']).replace('_', ' ')} ({signed(row['difference'], 4)})" for row in rows)


def without_words(found: Explanation) -> str:
    """What the same worlds give without what was switched off."""
    last = found.table.iloc[-1]
    interval = f"{signed(last['lo_without'], 4)} to {signed(last['hi_without'], 4)}"
    return (
        f"Run again without {listed(found.without)}, option and baseline alike, the difference at the closing is "
        f"{signed(last['difference_without'], 4)} ({interval}) instead of {signed(last['difference'], 4)}."
    )
