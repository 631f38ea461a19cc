"""What `entente third-parties` says and writes: effects beside the model's, placebos, power, visibility."""

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from rich.table import Table

from sim.cli.screen import console, say, tell
from sim.experiments.third_party_study.design import ANY, KINDS, OUTCOMES, SIDES
from sim.experiments.third_party_study.visibility import AGAINST, READ_IN

if TYPE_CHECKING:
    from sim.experiments.third_party_study import ThirdPartyStudy

DIGITS = 4
REACTION_WORDS = {
    "cooling": "cooling towards j",
    READ_IN: "of it, in news events alone",
    "turning": "turning elsewhere",
}
PLACEBO_WORDS = {"years": "other years", "pairs": "other partners"}


def show(found: "ThirdPartyStudy") -> None:
    """Print a study: the first question first, then kinds, then single outcomes."""
    tell(
        "After j and k agree something, do states that fear k cool towards j and turn elsewhere? Record "
        f"{found.first}-{found.until}, worlds of the model beside it. Unit: standard deviations of a yearly change; "
        "plus is what the claim of third-party reaction expects. Brackets: 90 % intervals."
    )
    words = (f"{kind.name}: {kind.words}" for kind in KINDS if kind.name != kind.words)
    tell(f"Kinds: {'; '.join(words)}.")
    for side, words in SIDES.items():
        say()
        tell(f"{words[0].upper()}{words[1:]}")
        console().print(_by_kind(found, side))
    tell("Seen from: the smallest true effect that the record would have told from zero in 80 of 100 cases.")
    say()
    _reaction(found)
    say()
    _outcomes(found)
    say()
    _placebos(found)
    say()
    _visibility(found)


def _reaction(found: "ThirdPartyStudy") -> None:
    """With and without reaction: what the record excludes, what it could have seen, and which it favours."""
    kind = found.effects["kind"].iloc[0]
    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("", overflow="fold")
    for name in ("record up to", "seen from", "model", "without", "odds"):
        grid.add_column(name, justify="right", no_wrap=True)
    tables = (found.effects, found.model, found.without)
    for outcome, words in REACTION_WORDS.items():
        mine, model, off = (_of(table, outcome).get(kind) for table in tables)
        if mine is None or model is None or off is None:
            continue
        odds = found.odds_of_reaction(kind, outcome)
        theirs = (_number(each["estimate"]) for each in (model, off))
        sizes = (_number(mine["high"]), _number(mine["seen"], plus=False), *theirs)
        grid.add_row(words, *sizes, "-" if math.isnan(odds) else f"{odds:.1f}")
    if grid.row_count:
        tell(f"The model with third-party reaction and without, {kind}")
        console().print(grid)
        tell("Odds: how many times as likely the record is with reaction as without; 1 says nothing either way.")


def _by_kind(found: "ThirdPartyStudy", outcome: str) -> Table:
    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("", overflow="fold")
    for name in ("triads", "record", "90 %", "seen from", "model", "90 %"):
        grid.add_column(name, justify="right", no_wrap=True)
    model = _of(found.model, outcome)
    for kind, row in _of(found.effects, outcome).items():
        theirs = model.get(kind, {})
        grid.add_row(
            kind, str(row["n"]), _number(row["estimate"]), _ends(row), _number(row["seen"], plus=False),
            _number(theirs.get("estimate", math.nan)), _ends(theirs),
        )  # fmt: skip
    return grid


def _of(table: pd.DataFrame, outcome: str) -> dict[str, dict[Any, Any]]:
    return {row["kind"]: row for row in table[table["outcome"] == outcome].to_dict("records")}


def _number(value: float, plus: bool = True) -> str:
    return "-" if not math.isfinite(value) else f"{value:+.3f}" if plus else f"{value:.3f}"


def _ends(row: dict[Any, Any]) -> str:
    low, high = row.get("low", math.nan), row.get("high", math.nan)
    return "" if math.isnan(low) else f"[{low:+.3f} {high:+.3f}]"


def _outcomes(found: "ThirdPartyStudy") -> None:
    kind = found.effects["kind"].iloc[0]
    tell(f"Every outcome that was listed beforehand, {kind}")
    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("", overflow="fold")
    for name in ("record", "90 %", "by chance", "model"):
        grid.add_column(name, justify="right", no_wrap=True)
    mine, model = (table[table["kind"] == kind].set_index("outcome") for table in (found.effects, found.model))
    for outcome in OUTCOMES:
        row = mine.loc[outcome.name].to_dict()
        chance = "-" if math.isnan(row["by_chance"]) else f"{row['by_chance']:.2f}"
        theirs = float(model.loc[outcome.name, "estimate"]) if outcome.name in model.index else math.nan
        grid.add_row(outcome.words, _number(row["estimate"]), _ends(row), chance, _number(theirs))
    console().print(grid)
    single = found.effects[found.effects["low"].notna()]
    off = int(((single["low"] > 0) | (single["high"] < 0)).sum())
    tell(
        f"By chance: share of placebo years that showed as much. Of all {len(single)} intervals, by kind and outcome, "
        f"{off} exclude zero; the largest effect was as large in {100 * found.largest_by_chance:.0f} of 100 placebo "
        "draws."
    )


def _placebos(found: "ThirdPartyStudy") -> None:
    tell(f"Placebo events, {found.placebo_draws} draws of either kind: how many 90 % intervals exclude zero")
    for drawn, own in found.rates.groupby("drawn", sort=False):
        least, most = own.groupby("outcome")["rate"].mean().agg(["min", "max"])
        say(
            f"  {PLACEBO_WORDS[str(drawn)]:<15} {100 * own['rate'].mean():.0f} of 100 (by outcome {100 * least:.0f} to "
            f"{100 * most:.0f}); chance is 10"
        )
    checks = found.effects[found.effects["check_low"].notna()]
    off = int(((checks["check_low"] > 0) | (checks["check_high"] < 0)).sum())
    say(f"  before the event {off} of {len(checks)} checks exclude zero; chance is {0.1 * len(checks):.0f}")


def _visibility(found: "ThirdPartyStudy") -> None:
    tell("How visible each kind is to others: the judged column, and what cooling in the news says of it")
    grid = Table(box=None, pad_edge=False, header_style="none")
    grid.add_column("", overflow="fold")
    for name in ("judged", "against framework", "multiple after", "narrowed"):
        grid.add_column(name, justify="right", no_wrap=True)
    for row in found.visibility.to_dict("records"):
        after = f"{row['after_low']:.2f} to {row['after_high']:.2f}" if math.isfinite(row["after"]) else "-"
        told = f"{100 * max(row['told'], 0):.0f} %" if math.isfinite(row["told"]) else "-"
        grid.add_row(row["kind"], f"{row['judged']:.2f}", _relative(row), after, told)
    console().print(grid)
    tell(
        "Against framework: cooling over that after framework agreements. Multiple after: of the judged figure, 90 % "
        "range, where .55 to 1.45 is the range before; narrowed: by how much the record shortened it; - where the "
        "record is silent. It is a test of a mechanism, not a forecast."
    )


def _relative(row: dict[Any, Any]) -> str:
    if row["kind"] == AGAINST:
        return "1 by definition"
    if math.isnan(row["relative_low"]):
        return "-"
    if not math.isfinite(row["relative_low"]):
        return "cannot be told"
    return f"{row['relative']:.1f} [{row['relative_low']:+.1f} {row['relative_high']:+.1f}]"


def as_document(found: "ThirdPartyStudy") -> str:
    """The same as one JSON document; what is not known, or without bound, is null."""
    tables = {
        name: _records(getattr(found, name)) for name in ("effects", "model", "without", "rates", "paths", "visibility")
    }
    return json.dumps(_about(found) | {"tidy": _records(found.tidy())} | tables, ensure_ascii=False, indent=2)


def kept_files(found: "ThirdPartyStudy") -> dict[str, str]:
    """Names and texts of the files of a study: derived figures, rounded, and no row of a source."""
    tables = {
        "effects": found.tidy(), "record": found.effects, "placebo": found.rates, "paths": found.paths,
        "visibility": found.visibility,
    }  # fmt: skip
    texts = {
        f"{name}.csv": table.round(DIGITS).to_csv(index=False, lineterminator="\n") for name, table in tables.items()
    }
    return texts | {"manifest.json": json.dumps(_about(found) | _made(found), ensure_ascii=False, indent=2) + "\n"}


def command(found: "ThirdPartyStudy") -> str:
    """The command that makes the study again."""
    kinds = [kind for kind in dict.fromkeys(found.effects["kind"]) if kind != ANY]
    only = f" --kinds {','.join(kinds)}" if len(kinds) < len(KINDS) else ""
    return (
        f"entente third-parties --until {found.until}{only} --placebos {found.placebo_draws} "
        f"--draws {found.model_draws} --seed {found.seed}"
    )


def _about(found: "ThirdPartyStudy") -> dict[str, Any]:
    named = ("first", "until", "seed", "placebo_draws", "model_draws", "largest_by_chance")
    return {name: getattr(found, name) for name in named}


def _made(found: "ThirdPartyStudy") -> dict[str, Any]:
    from sim.ensemble.manifest import surroundings

    return {"command": command(found), "made_with": surroundings()}


def _records(table: pd.DataFrame) -> Any:
    return json.loads(table.replace([np.inf, -np.inf], np.nan).to_json(orient="records", double_precision=10))
