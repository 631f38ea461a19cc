"""The tables behind the page: those of the run, and those that only the page needs, written beside it.

Everything that the page says stands in one of them. What the run has written is read and not made again.
"""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd

from sim.catalogue import yardsticks
from sim.core.errors import ResultsError
from sim.ensemble import Ensemble
from sim.ensemble.store import write_table
from sim.experiments.answer import Answer
from sim.experiments.discovery import FEWEST_DRAWS
from sim.experiments.facts import tally
from sim.experiments.facts.scoreboard import scoreboard
from sim.experiments.third_parties import third_parties
from sim.report.addressed import Table
from sim.scenario.dates import quarter_name

OF_THE_RUN, OF_THE_PAGE = "tables", "report"
NEEDED = (
    "effects", "comparisons", "signing", "luck_share", "backlash", "families", "feasibility", "inputs", "ranks",
    "rank_pairs",
)  # fmt: skip


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables that the run wrote.

    Raises
    ------
    ResultsError
        Naming all that are missing.
    """
    home = folder / OF_THE_RUN
    missing = [f"{name}.csv" for name in NEEDED if not (home / f"{name}.csv").is_file()]
    if missing:
        raise ResultsError(
            f"{home.as_posix()}: {', '.join(missing)} not there; write the tables again with `entente run "
            f"{(folder / 'scenario.resolved.yaml').as_posix()}`"
        )
    # An option may be called null or NA.
    found = {name: pd.read_csv(home / f"{name}.csv", keep_default_na=False, na_values=[""]) for name in NEEDED}
    if (home / "goals.csv").is_file():
        found["goals"] = pd.read_csv(home / "goals.csv", keep_default_na=False, na_values=[""])
    return found


def page_tables(ensemble: Ensemble, answer: Answer, run: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables that only the page needs.

    Returns
    -------
    dict of DataFrame
        `study` (counts and dates, one row), `judgement` (how much of what goes in is, one row), `order` (ranks of the
        options), `options` (crises as a ratio to the baseline), `rivals` (the first option against each other one),
        `third_parties`, `scoreboard`, `yardsticks`, and `left_out` (options that could be simulated in no world).
    """
    board = scoreboard()
    return {
        "study": pd.DataFrame([_study(ensemble, answer, board)]),
        "judgement": pd.DataFrame([_judgement(answer)]),
        "order": pd.DataFrame([asdict(option) for option in answer.order.options] if answer.order else []),
        "options": pd.DataFrame([_option(option.name, option.crises) for option in answer.options]),
        "rivals": _rivals(answer, run["rank_pairs"]),
        "third_parties": third_parties(ensemble),
        "scoreboard": board,
        "yardsticks": _yardsticks(),
        "left_out": pd.DataFrame({"said": answer.left_out}),
    }


def write_page_tables(folder: Path, made: Mapping[str, pd.DataFrame]) -> None:
    """Write them into the folder of results."""
    for name, table in made.items():
        write_table(folder / OF_THE_PAGE / name, table)


def addressed(run: Mapping[str, pd.DataFrame], made: Mapping[str, pd.DataFrame]) -> dict[str, Table]:
    """All tables, each with its place in the folder."""
    homes = ((OF_THE_RUN, run), (OF_THE_PAGE, made))
    return {name: Table(f"{home}/{name}.csv", frame) for home, tables in homes for name, frame in tables.items()}


def _study(ensemble: Ensemble, answer: Answer, board: pd.DataFrame) -> dict[str, object]:
    scenario, found = ensemble.scenario, tally(board)
    return {
        "worlds": answer.worlds,
        "failed": answer.failed,
        "sound": answer.worlds - answer.failed,
        "draws": answer.draws,
        "runs": answer.runs,
        "seed": answer.seed,
        "years": answer.years,
        "start": scenario.start_name,
        "end": quarter_name(scenario.start + scenario.quarters),
        "states": len(scenario.actors),
        "options": len(answer.options),
        "outcome": answer.outcome,
        "band": answer.band,
        "luck": np.nan if answer.luck is None else answer.luck,
        "order_draws": answer.order.draws if answer.order else 0,
        "fewest_draws": FEWEST_DRAWS,
        "facts_fail": found["fails"],
        "facts_hold": found["holds"],
        "facts": found["fails"] + found["holds"] + found["not evaluated"],
        "facts_worlds": int(board["worlds"].iloc[0]),
    }


def _yardsticks() -> pd.DataFrame:
    rows = [(":".join(stick.pair), stick.span, stick.change, stick.seen) for stick in yardsticks()]
    return pd.DataFrame(rows, columns=["pair", "span", "change", "seen"])


def _judgement(answer: Answer) -> dict[str, object]:
    found = answer.judgement
    counted = {
        name: (getattr(found, name), getattr(found, f"{name}_judged"))
        for name in ("parameters", "baseline", "catalogue")
    }
    shares = {f"{name}_share": judged / whole if whole else np.nan for name, (whole, judged) in counted.items()}
    return asdict(found) | shares


def _option(name: str, crises: object) -> dict[str, object]:
    ratio = {part: np.nan if crises is None else getattr(crises, part) for part in ("ratio", "lo", "hi")}
    return {"option": name, **{f"crises_{part}": value for part, value in ratio.items()}}


def _rivals(answer: Answer, pairs: pd.DataFrame) -> pd.DataFrame:
    """Shares of draws in which the first option is ahead of each other one, equal to it, behind it."""
    columns = ["option", "against", "ahead", "equal", "behind", "draws"]
    if answer.order is None:
        return pd.DataFrame(columns=columns)
    first, *others = (place.option for place in answer.order.options)
    own = pairs[(pairs["outcome"] == answer.order.outcome) & (pairs["subject"] == answer.order.subject)]
    rows = []
    for row in own.to_dict("records"):
        better, equal = row["better"], row["equal"]
        worse = 1 - better - equal
        if row["option"] == first:
            rows.append((row["against"], first, better, equal, worse, row["draws"]))
        elif row["against"] == first:
            rows.append((row["option"], first, worse, equal, better, row["draws"]))
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("option", key=lambda names: names.map(others.index), kind="stable", ignore_index=True)
