"""Hindcast: the whole system forward from a past year, scored against what came, beside plain forecasts."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

from sim.core.errors import QuestionError
from sim.evidence.sources import Public
from sim.experiments.hindcast.ahead import THIRD_PARTY, Ahead, Sampling, look_ahead
from sim.experiments.hindcast.chances import EARLIEST, OURS, STEP, WITHOUT, Run
from sim.experiments.hindcast.events import events_on_record
from sim.experiments.hindcast.opened import informed_by, open_at
from sim.experiments.hindcast.targets import TARGETS, Span
from sim.experiments.hindcast.tidy import COLUMNS
from sim.experiments.hindcast.votes import HORIZONS, last_votes

Note = Callable[[str], None]
FORECAST_COLUMNS = ("target", "origin", "year", "unit", "forecast", "chance", "mean", "spread", "down", "up")
FIRST_ORIGIN = EARLIEST + STEP
TIMES = 400
LEAST_STATES, LEAST_WORLDS = 3, 2
USUAL = Sampling(draws=64, runs=4, seed=1)


class Hindcast(NamedTuple):
    """What a hindcast found.

    Attributes
    ----------
    scores
        One row a target, horizon, forecast and score: value; less (the model's less it), low and high (90 % interval,
        clustered by unit and year), missing for the model itself; n rows that were scored.
    forecasts
        What every forecast said of every row.
    reliability
        Chances in classes beside the share in which it happened.
    notes
        Where a record ended, and what could not be asked.
    spans
        Origins, and the last year asked from each.
    parameters
        What the draws came from.
    sampling
        Draws, runs and seed.
    targets, states
        What was asked for; no states for all of them.
    """

    scores: pd.DataFrame
    forecasts: pd.DataFrame
    reliability: pd.DataFrame
    notes: tuple[str, ...]
    spans: tuple[Span, ...]
    parameters: str
    sampling: Sampling
    targets: tuple[str, ...]
    states: tuple[str, ...]


def hindcast(
    public: Public,
    origin: int,
    last: int | None = None,
    *,
    targets: Sequence[str] = tuple(TARGETS),
    rolling: int | None = None,
    sampling: Sampling = USUAL,
    parameters: str | None = None,
    states: Sequence[str] = (),
    times: int = TIMES,
    note: Note = lambda _: None,
) -> Hindcast:
    """Simulate forward from the end of a year and score what came.

    Parameters
    ----------
    public
        The yearly files (`sim.evidence.sources.open_yearly`).
    origin, last
        Last year that forecasts may see, and last year asked; the newest on record when left out.
    targets
        Names in `TARGETS`.
    rolling
        Also from every fifth year before the origin down to this one, each up to the next.
    sampling
        Draws, runs and seed.
    parameters
        As for `informed_by`.
    states
        Codes to keep; all when left out.
    times
        Of the bootstrap.
    note
        Told what is being done.

    Raises
    ------
    QuestionError
        Years or targets that the files cannot serve; parameters that have seen later years.
    SourceError
        A missing posterior.
    """
    spans = spans_of(public, origin, last, rolling)
    _check(public, targets, states, sampling)
    informing = informed_by(parameters, spans[0].origin)
    worlds: dict[tuple[int, str], Ahead] = {}
    for start, years in sorted(_lengths(spans).items()):
        note(f"worlds of {start}")
        opened = open_at(public, start, informing, states)
        for which, off in ((OURS, ()), (WITHOUT, THIRD_PARTY)):
            worlds[start, which] = look_ahead(opened, years, sampling, off)
    runs = {
        start: {which: Run(worlds[start - STEP, which], worlds[start, which]) for which in (OURS, WITHOUT)}
        for start, _ in spans
    }
    answers = []
    for target in targets:
        note(f"scores of {target}")
        answers.append(TARGETS[target](public, runs, spans, times))
    scores, forecasts, reliable = (
        pd.concat(tables, ignore_index=True) for tables in list(zip(*answers, strict=True))[:3]
    )
    notes = tuple(note for answer in answers for note in answer.notes)
    ordered = forecasts.reindex(columns=[name for name in FORECAST_COLUMNS if name in forecasts])
    return Hindcast(
        scores.reindex(columns=COLUMNS), ordered, reliable, notes, tuple(spans), informing.name, sampling,
        tuple(targets), tuple(states),
    )  # fmt: skip


def _check(public: Public, targets: Sequence[str], states: Sequence[str], sampling: Sampling) -> None:
    """Refuse what cannot be asked, all of it at once."""
    problems = []
    unknown = [name for name in targets if name not in TARGETS]
    if unknown or not targets:
        problems.append(f"--targets {','.join(unknown)}: choose among {', '.join(TARGETS)}")
    strange = [code for code in states if code not in public.actors()]
    if strange:
        problems.append(f"--states: no such state: {', '.join(strange)}; there are {', '.join(public.actors())}")
    elif states and len(set(states)) < LEAST_STATES:
        problems.append("--states: a pair needs others around it; name at least three states")
    if min(sampling.draws, sampling.runs) < 1 or sampling.draws * sampling.runs < LEAST_WORLDS:
        problems.append("--draws and --runs: a spread needs at least two worlds")
    if problems:
        raise QuestionError("\n".join(problems))


def spans_of(public: Public, origin: int, last: int | None, rolling: int | None) -> list[Span]:
    """Origins, oldest first, each with the last year asked from it.

    Raises
    ------
    QuestionError
        The years are not in the files.
    """
    newest = newest_year(public)
    end = newest if last is None else last
    if origin >= newest:
        raise QuestionError(f"--from {origin}: the record ends in {newest}, so nothing that followed can be scored")
    if origin < FIRST_ORIGIN:
        raise QuestionError(
            f"--from {origin}: give a year from {FIRST_ORIGIN} to {newest - 1}, since maps need years before it"
        )
    if end <= origin:
        raise QuestionError(f"--from {origin} --to {end}: the last year scored comes after the origin")
    if rolling is not None and not FIRST_ORIGIN <= rolling <= origin:
        raise QuestionError(f"--rolling {rolling}: give a year from {FIRST_ORIGIN} to {origin}")
    oldest = origin if rolling is None else rolling
    origins = sorted(range(origin, oldest - 1, -STEP))
    return [Span(a, b) for a, b in zip(origins, [*origins[1:], min(end, newest)], strict=True)]


def newest_year(public: Public) -> int:
    """Return the last year that any target has on record."""
    ends = [int(public.table(file)["year"].max()) for file in ("mids_dyad_year", "peace_scale")]
    return max(
        *ends, last_votes(public), events_on_record(public)[1], int(public.table("dca_treaties")["year_signed"].max())
    )


def _lengths(spans: Sequence[Span]) -> dict[int, int]:
    """How many years each origin is run: to score it, or to fit the maps of the next."""
    end = spans[-1].last
    lengths = {start - STEP: STEP for start, _ in spans}
    return lengths | {start: max(last - start, min(HORIZONS[-1], end - start)) for start, last in spans}
