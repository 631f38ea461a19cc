"""Front: two outcomes against each other, and which options none beats in everything that counts."""

import pandas as pd
from matplotlib.figure import Figure

from sim.charts.letters import drawing
from sim.charts.scatter import KEY, Axis, body, draw_scatter, ranked
from sim.charts.sheet import new_sheet
from sim.charts.words import footer, outcome_of, unit_name
from sim.ensemble import Ensemble
from sim.outcomes import OUTCOMES

TITLE = "Which options none beats in everything"


@drawing
def draw(ensemble: Ensemble, table: pd.DataFrame) -> Figure | None:
    """The first two outcomes of a table of robustness; None where it has only one.

    Parameters
    ----------
    ensemble
        The study.
    table
        As `sim.experiments.robust.robust` gives it.
    """
    wanted = list(table[["outcome", "subject"]].drop_duplicates().itertuples(index=False, name=None))
    if len(wanted) < 2:
        return None
    dots, scenario = _dots(table, wanted), ensemble.scenario
    notes = _notes(ensemble, wanted, list(dots.index))
    sheet = new_sheet(_title(dots), _lead(table), KEY, body(dots, scenario), notes)
    draw_scatter(sheet, dots, Axis(*(_axis(ensemble, pair) for pair in wanted[:2])), scenario, "front")
    return sheet.figure


def _dots(table: pd.DataFrame, wanted: list[tuple[str, str]]) -> pd.DataFrame:
    across, up = (_of(table, *pair) for pair in wanted[:2])
    named = {"gain": "", "lo": "_lo", "hi": "_hi"}
    columns = {f"{axis}{end}": rows[name] for axis, rows in (("x", across), ("y", up)) for name, end in named.items()}
    return ranked(pd.DataFrame(columns | {"front": across["front"]}))


def _of(table: pd.DataFrame, outcome: str, subject: str) -> pd.DataFrame:
    return table[(table["outcome"] == outcome) & (table["subject"] == subject)].set_index("option")


def _axis(ensemble: Ensemble, pair: tuple[str, str]) -> str:
    less = ", less counted as more" if OUTCOMES[pair[0]].better == "lower" else ""
    return f"Gain in {_lower(outcome_of(*pair, ensemble.scenario))} ({unit_name(pair[0])}){less}"


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _title(dots: pd.DataFrame) -> str:
    count = int(dots["front"].sum())
    return f"{count} of {len(dots)} options are beaten by no other in everything that counts"


def _lead(table: pd.DataFrame) -> str:
    draws = int(table["draws"].iloc[0])
    return (
        f"Mean gain against doing nothing at the horizon, over {draws} draws of the assumptions; up "
        f"and to the right is better."
    )


def _notes(ensemble: Ensemble, wanted: list[tuple[str, str]], options: list[str]) -> tuple[str, ...]:
    more = [f"{outcome.replace('_', ' ')} of {subject}" for outcome, subject in wanted[2:]]
    also = (f"The front also counts {', '.join(more)}, which the two axes do not show.",) if more else ()
    return (*also, *footer(ensemble, *options))
