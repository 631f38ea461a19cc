"""The options one by one: what each is in the file, and whom it moves."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from sim.experiments.answer import OptionAnswer
from sim.experiments.provisions import provision_words
from sim.report.addressed import Told
from sim.report.first import EffectLine, effect_line
from sim.report.study import Study
from sim.scenario import BASELINE

MOST, SHOWN = 0.5, 8
RESOLVED = "scenario.resolved.yaml"


class OptionTold(NamedTuple):
    """One option.

    Attributes
    ----------
    option
        As answered.
    provisions
        Each in one line.
    lines
        Effects on subjects that it moves in most worlds, with whom; the subject of the first table in any case.
    rest
        How many watched subjects it leaves as they are in most worlds, or that are not shown.
    crises
        Ratio to the baseline with its interval, or None.
    scale
        The largest sure effect beside a shift of the record.
    """

    option: OptionAnswer
    provisions: list[Told]
    lines: list[tuple[Markup, EffectLine]]
    rest: int
    crises: tuple[Any, ...] | None
    scale: Told | None


def each_option(study: Study) -> Mapping[str, Any]:
    """All that the section tells."""
    return {"options": [_told(study, option) for option in study.answer.options], "baseline": _baseline(study)}


def _baseline(study: Study) -> Any:
    return study.ensemble.scenario.option(BASELINE)


def _told(study: Study, option: OptionAnswer) -> OptionTold:
    scenario = study.ensemble.scenario
    moving = [effect for effect in option.effects[1:] if effect.p_negligible < MOST]
    moving.sort(key=lambda effect: effect.p_negligible)
    shown = [*option.effects[:1], *moving[: SHOWN - 1]]
    rows = [(study.whom(e.subject), row) for e in shown if (row := study.effect(option.name, e.subject))]
    ratio = study.tables["options"].row(option=option.name)
    about = {"option": option.name, "outcome": "alignment", "quarter": scenario.quarters}
    return OptionTold(
        option,
        [Told(provision_words(scenario, p), RESOLVED, ()) for p in scenario.option(option.name).provisions],
        [(whom, effect_line(study, option, row)) for whom, row in rows],
        len(option.effects) - len(rows),
        None
        if ratio is None or option.crises is None
        else tuple(ratio.size(name, 2) for name in ("crises_ratio", "crises_lo", "crises_hi")),
        study.tables["effects"].told(option.scale, **about) if option.scale else None,
    )
