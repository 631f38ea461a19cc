"""The scoreboard that ships: how every stylised fact came out when it was last evaluated (`make facts`)."""

from importlib.resources import files

import pandas as pd

from sim.catalogue.facts import fact_set

FILE = "scoreboard.csv"
SCOREBOARD_COLUMNS = (
    "id", "verdict", "why", "by_construction", "figure", "lo", "hi", "p_mean", "p_worlds", "model", "worlds",
)  # fmt: skip


def scoreboard() -> pd.DataFrame:
    """Every fact with its verdict, what it says and what the model lacks where it fails.

    Returns
    -------
    DataFrame
        Columns `SCOREBOARD_COLUMNS` (figures rounded as on the page docs/scoreboard.md; the model that was evaluated,
        and in how many worlds), then statement and lacks, empty where nothing is written.
    """
    with files("sim.catalogue.facts").joinpath(FILE).open(encoding="utf-8") as text:
        table = pd.read_csv(text)
    about = {fact.id: fact for fact in fact_set().facts}
    table["statement"] = [about[name].statement for name in table["id"]]
    table["lacks"] = [about[name].lacks or "" for name in table["id"]]
    return table


def board(table: pd.DataFrame, model: str, worlds: int) -> pd.DataFrame:
    """The scoreboard to ship, from the facts as `evaluate` gives them; columns `SCOREBOARD_COLUMNS`."""
    rounded = table.assign(model=model, worlds=worlds)
    for name in ("figure", "lo", "hi"):
        rounded[name] = [round(value, 4 if abs(value) < 1 else 2) for value in rounded[name].astype(float)]
    for name in ("p_mean", "p_worlds"):
        rounded[name] = rounded[name].astype(float).round(2)
    return rounded[list(SCOREBOARD_COLUMNS)]
