"""What a notebook shows of results: what was run, and what each option changes for the first pairs that are watched."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.core.errors import QuestionError
from sim.ensemble.simulated import simulated
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario
from sim.scenario.card import card, grid, lines
from sim.scenario.dates import quarter_name

if TYPE_CHECKING:
    from sim.ensemble.cases import Cases
    from sim.ensemble.ensemble import Ensemble
    from sim.ensemble.swept import Swept
    from sim.ensemble.two_studies import TwoStudies

MOST_SUBJECTS, MOST_ROWS = 3, 12
_LEADING = "alignment"
_NOT_A_FORECAST = "A scenario instrument, not a forecast."


def ensemble_card(ensemble: "Ensemble") -> str:
    """Every option against the baseline, for the first few subjects of the leading outcome."""
    try:
        ensemble = simulated(ensemble)
    except QuestionError as error:
        return card(ensemble.scenario.title, lines(f"{error}."))
    scenario = ensemble.scenario
    outcome = _LEADING if _LEADING in ensemble.subjects.names else next(iter(ensemble.subjects.names))
    table = ensemble.effects(quarters=[scenario.quarters])
    table = table[table["outcome"] == outcome]
    subjects = list(dict.fromkeys(table["subject"]))[:MOST_SUBJECTS]
    named = [_whom(scenario, subject, outcome) for subject in subjects]
    failed = int((~ensemble.sound()).sum())
    return card(
        scenario.title,
        lines(
            scenario.question,
            _worlds(ensemble.draws, ensemble.runs, ensemble.seed),
            _failed(failed),
            *ensemble.left_out,
        ),
        grid(("option", *named), _rows(scenario, table, subjects)) if subjects and len(table) else "",
        lines(_read(scenario, outcome), "Ask it: effects(), series(), ledger(), moves(), signing().", quiet=True),
    )


def cases_card(cases: "Cases") -> str:
    """The cases of a study, each an ensemble of its own."""
    rows = [(case.name, case.title, case.stands_for) for case in cases.scenario.cases]
    return card(
        cases.scenario.title,
        lines(cases.scenario.question, _worlds(cases.first.draws, cases.first.runs, cases.first.seed)),
        grid(("case", "title", "stands for"), rows, words=3),
        lines("cases[name] is the study of one case; effects() tells of all, between() of the cases themselves.",
              quiet=True),
    )  # fmt: skip


def swept_card(swept: "Swept") -> str:
    """What varied, and over what."""
    points, sampling = swept.points, swept.sampling
    rows = [(str(path), _span_of(points[path]), str(points[path].nunique())) for path in points]
    return card(
        f"{swept.scenario.title}: a sweep",
        lines(
            f"{len(points)} points, {len(swept.options)} options, {sampling.worlds} model worlds at each, the same at "
            f"all. Outcomes: {', '.join(swept.keep.subjects.names)}."
        ),
        grid(("what varies", "values", "how many"), rows, words=2),
        lines("effects() is the table of every option at every point.", _NOT_A_FORECAST, quiet=True),
    )


def _rows(scenario: Scenario, table: pd.DataFrame, subjects: list[str]) -> Iterable[tuple[str, ...]]:
    for option in scenario.options:
        own = table[table["option"] == option.name].set_index("subject")
        if option.name != BASELINE and len(own):
            yield (option.title or option.name, *(_mean(own.loc[subject].to_dict()) for subject in subjects))


def _mean(row: Mapping[Hashable, Any]) -> str:
    if pd.isna(row["mean"]):
        return "not known"
    return f"{_signed(row['mean'])} ({_signed(row['lo'])} to {_signed(row['hi'])})"


def _signed(value: float) -> str:
    said = f"{value:+.3f}".replace("-", "−")
    return said if float(f"{value:.3f}") else "0.000"


def _read(scenario: Scenario, outcome: str) -> str:
    known, end = OUTCOMES[outcome], quarter_name(scenario.start + scenario.quarters)
    return (
        f"Mean change of {outcome.replace('_', ' ')} ({known.unit}) against the baseline in {end}, with its 90 % "
        f"interval over draws; changes within ±{known.band:g} are no practical change. {_NOT_A_FORECAST}"
    )


def _whom(scenario: Scenario, subject: str, outcome: str) -> str:
    names = [scenario.names.get(side, scenario.group_titles.get(side, side)) for side in subject.split(":")]
    return (" → " if OUTCOMES[outcome].directed else " – ").join(names)


def _worlds(draws: int, runs: int, seed: int) -> str:
    return f"{draws * runs} model worlds for every option: {draws} draws × {runs} runs, seed {seed}."


def _failed(failed: int) -> str:
    return f"{failed} of them gave numbers that are not finite and are left out." if failed else ""


def _span_of(column: "pd.Series[float]") -> str:
    if pd.api.types.is_numeric_dtype(column):
        return f"{column.min():g} to {column.max():g}"
    words = list(dict.fromkeys(map(str, column)))
    return ", ".join(words[:MOST_ROWS]) + (" …" if len(words) > MOST_ROWS else "")


def two_card(both: "TwoStudies") -> str:
    """How far the effects of two studies differ where they differ most beyond the band of no practical change."""
    table = both.effects()
    table = table.assign(far=(table["mean"].abs() / table["band"]).fillna(0.0))
    rows = [
        (
            f"{row['option']}: {row['outcome'].replace('_', ' ')} of "
            f"{_whom(both.scenario, row['subject'], row['outcome'])}",
            _signed(row["first"]), _signed(row["second"]), _mean(row),
        )
        for row in table.nlargest(MOST_ROWS, "far", keep="first").to_dict("records")
        if row["far"] > 1
    ]  # fmt: skip
    shown = grid(("largest differences", *both.names, "second less first"), rows)
    nothing = "No effect differs by more than its band of no practical change."
    return card(
        f"{both.names[0]} and {both.names[1]}",
        lines(*both.notes()),
        shown if rows else lines(nothing),
        lines(f"At {both.when}; 90 % intervals over draws.", "effects() has them all.", _NOT_A_FORECAST, quiet=True),
    )
