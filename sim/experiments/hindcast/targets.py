"""The targets of a hindcast: each from runs of origins to scores, as far as its own file goes."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.evidence.sources import Public
from sim.experiments.hindcast import events as _events
from sim.experiments.hindcast import expected as _expected
from sim.experiments.hindcast import peace as _peace
from sim.experiments.hindcast.asked import ALL, CRISES, FIRST, Question
from sim.experiments.hindcast.chances import Run, Told, told
from sim.experiments.hindcast.reliability import reliability
from sim.experiments.hindcast.tidy import of_chances, of_moves, of_numbers
from sim.experiments.hindcast.votes import HORIZONS, last_votes, positions

Runs = Mapping[int, Mapping[str, Run]]  # by origin and by forecast


class Span(NamedTuple):
    """An origin and the last year that is asked from it."""

    origin: int
    last: int


class Answer(NamedTuple):
    """What one target gave; tables are empty where there was nothing to score."""

    scores: pd.DataFrame
    forecasts: pd.DataFrame
    reliability: pd.DataFrame
    notes: tuple[str, ...] = ()


Target = Callable[[Public, Runs, Sequence[Span], int], Answer]
NOTHING = pd.DataFrame()


def cut(spans: Sequence[Span], end: int) -> list[Span]:
    """Spans cut to the years on record; those that begin after it are left out."""
    return [Span(origin, min(last, end)) for origin, last in spans if origin < end]


def horizon_of(spans: Sequence[Span]) -> str:
    """The years ahead that spans ask about, in words."""
    far = max(last - origin for origin, last in spans)
    return f"1-{far} years" if far > 1 else "1 year"


def _of(*questions: Question) -> Target:
    def answer(public: Public, runs: Runs, spans: Sequence[Span], times: int) -> Answer:
        parts = [_asked(question, public, runs, spans, times) for question in questions]
        notes = dict.fromkeys(note for part in parts for note in part.notes)
        return Answer(*(pd.concat(tables) for tables in list(zip(*parts, strict=True))[:3]), tuple(notes))

    return answer


def _asked(question: Question, public: Public, runs: Runs, spans: Sequence[Span], times: int) -> Answer:
    end = question.ends(public)
    asked = cut(spans, end)
    if not asked:
        return Answer(NOTHING, NOTHING, NOTHING, (_ended(question.name, end),))
    parts = [told(public, question, runs[origin], last) for origin, last in asked]
    whole = Told(
        pd.concat([part.rows for part in parts], ignore_index=True),
        {name: np.concatenate([part.chances[name] for part in parts]) for name in parts[0].chances},
    )
    said = pd.concat([
        whole.rows[["origin", "year", "pair"]].assign(forecast=name, chance=chance)
        for name, chance in whole.chances.items()
    ])  # fmt: skip
    if not whole.rows["counts"].any():
        return Answer(NOTHING, NOTHING, NOTHING, (_nobody(question.name),))
    return Answer(
        of_chances(question.name, horizon_of(asked), whole, times),
        said.rename(columns={"pair": "unit"}).assign(target=question.name),
        reliability(question.name, whole),
        _shortened(question.name, spans, end),
    )


def _positions(public: Public, runs: Runs, spans: Sequence[Span], times: int) -> Answer:
    end, whole = last_votes(public), spans[-1].last
    scores, said = [], []
    for horizon in HORIZONS:
        origins = [origin for origin, _ in spans if origin + horizon <= min(end, whole)]
        if origins:
            found = _expected.joined([positions(public, runs[origin], horizon) for origin in origins])
            if found.rows.empty:
                continue
            scores.append(of_numbers("positions", f"{horizon} years" if horizon > 1 else "1 year", found, times))
            said.append(_normal("positions", found))
    if not scores:
        return Answer(NOTHING, NOTHING, NOTHING, (_ended("positions", end),))
    return Answer(pd.concat(scores), pd.concat(said), NOTHING, _shortened("positions", spans, end))


def _events_asked(public: Public, runs: Runs, spans: Sequence[Span], times: int) -> Answer:
    first, end = _events.events_on_record(public)
    asked = cut(spans, end)
    found = [_events.events(public, runs[origin], last) for origin, last in asked]
    parts = [one for one in found if one is not None]
    if not parts:
        return Answer(NOTHING, NOTHING, NOTHING, (
            f"events: on record from {first} to {end}, so there is nothing to fit or nothing to score",
        ))  # fmt: skip
    whole = _expected.joined(parts)
    if whole.rows.empty:
        return Answer(NOTHING, NOTHING, NOTHING, (_nobody("events"),))
    kept = [span for span, one in zip(asked, found, strict=True) if one is not None]
    notes = [
        f"events begin in {first}: no map can be fitted before {span.origin}" for span in asked if span not in kept
    ]
    scores = of_numbers("events", horizon_of(kept), whole, times)
    return Answer(scores, _normal("events", whole), NOTHING, (*notes, *_shortened("events", spans, end)))


def _peace_asked(public: Public, runs: Runs, spans: Sequence[Span], times: int) -> Answer:
    end = int(public.table(_peace.FILE)["year"].max())
    asked = cut(spans, end)
    if not asked:
        return Answer(NOTHING, NOTHING, NOTHING, (_ended("peace", end),))
    parts = [_peace.moves(public, runs[origin], last) for origin, last in asked]
    whole = _peace.Moves(
        pd.concat([part.rows for part in parts], ignore_index=True),
        {name: np.concatenate([part.said[name] for part in parts]) for name in parts[0].said},
    )
    if whole.rows.empty:
        return Answer(NOTHING, NOTHING, NOTHING, (_nobody("peace"),))
    said = pd.concat([
        whole.rows[["origin", "year", "unit"]].assign(forecast=name, down=chance[:, 0], up=chance[:, 2])
        for name, chance in whole.said.items()
    ])  # fmt: skip
    scores = of_moves("peace", horizon_of(asked), whole, times)
    return Answer(scores, said.assign(target="peace"), NOTHING, _shortened("peace", spans, end))


def _normal(target: str, found: "_expected.Expected") -> pd.DataFrame:
    rows = found.rows[["origin", "year", "unit"]]
    parts = [rows.assign(forecast=name, mean=one.mean, spread=one.spread) for name, one in found.said.items()]
    return pd.concat(parts).assign(target=target)


def _nobody(name: str) -> str:
    return f"{name}: no pair on record after the origin is asked about, so there is nothing to score"


def _ended(name: str, end: int) -> str:
    return f"{name}: on record up to {end}, so there is nothing to score"


def _shortened(name: str, spans: Sequence[Span], end: int) -> tuple[str, ...]:
    return (f"{name}: scored up to {end}, where their record ends",) if end < spans[-1].last else ()


TARGETS: Mapping[str, Target] = {
    "agreements": _of(FIRST, ALL), "positions": _positions, "crises": _of(CRISES), "peace": _peace_asked,
    "events": _events_asked,
}  # fmt: skip
