"""The first screen: three sentences, one table, and what it all rests on."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from sim.experiments.answer import OptionAnswer
from sim.report.addressed import Figure, Row
from sim.report.sentences import sentences
from sim.report.study import Study, say


class EffectLine(NamedTuple):
    """One option in the table of effects.

    Attributes
    ----------
    option
        As answered.
    mean, lo, hi, low, high, swing
        Mean effect, its 90 % interval, the 5 % and 95 % points of worlds, the mean over the ordinary spread.
    luck
        Share of luck in the spread.
    counts
        Worlds that end lower, the same, higher.
    shares
        The same as shares of 100, for the bar.
    """

    option: OptionAnswer
    mean: Figure
    lo: Figure
    hi: Figure
    low: Figure
    high: Figure
    swing: Figure
    luck: Figure | None
    counts: tuple[Figure, ...]
    shares: tuple[float, ...]


def first_screen(study: Study) -> Mapping[str, Any]:
    """All that the first screen tells."""
    subject = study.subject
    return {
        "sentences": sentences(study),
        "left_out": [study.tables["left_out"].told(said, said=said) for said in study.answer.left_out],
        "whom": study.whom(subject.subject) if subject else None,
        "lines": [line for option in _ordered(study) for line in _first_line(study, option)],
        "for_scale": scale(study),
        "evidence": study.tables["judgement"].rows()[0],
    }


def _ordered(study: Study) -> list[OptionAnswer]:
    """The options by rank where they have one, else as in the file."""
    if study.answer.order is None:
        return list(study.answer.options)
    rank = {place.option: place.rank for place in study.answer.order.options}
    return sorted(study.answer.options, key=lambda option: rank[option.name])


def _first_line(study: Study, option: OptionAnswer) -> Iterator[EffectLine]:
    row = study.effect(option.name, option.effects[0].subject) if option.effects else None
    if row is not None:
        yield effect_line(study, option, row)


def effect_line(study: Study, option: OptionAnswer, row: Row) -> EffectLine:
    """One row of effects as it is told."""
    about = {name: row[name] for name in ("option", "outcome", "subject")}
    luck = study.tables["luck_share"].row(**about)
    counts = row.counts(study.worlds(option.name))
    return EffectLine(
        option,
        *(row.change(name) for name in ("mean", "lo", "hi", "q05", "q95")),
        row.change("swing", 2),
        luck.percent("luck_share") if luck else None,
        counts,
        tuple(100 * float(row[name]) for name in ("p_down", "p_negligible", "p_up")),
    )


def scale(study: Study) -> Markup:
    """The largest sure effect of the leading option beside a shift of the record; empty where there is none."""
    if study.lead is None or not study.lead.scale:
        return Markup("")
    told = study.tables["effects"].told(
        study.lead.scale,
        option=study.lead.name,
        outcome="alignment",
        quarter=study.ensemble.scenario.quarters,
    )
    return say("{}, {}", study.title(study.lead.name), told)
