"""The charts of the page, each with its finding in words."""

from collections.abc import Iterable
from functools import partial

from sim.charts import CHARTS
from sim.charts.timeline_table import BOTH, OURS, THEIRS
from sim.ensemble.backlash import TOTAL
from sim.ensemble.families import headlines
from sim.ensemble.seen import CRISIS, SEVERE
from sim.experiments.answer import ALIGNMENT, OptionAnswer
from sim.experiments.words import signed, subject_name
from sim.report.addressed import Row, Told, typeset
from sim.report.picture import Picture, picture
from sim.report.study import Study

NAMED = 5
VERDICTS = {"fine": "is feasible", "strained": "strains a party", "no": "is not feasible"}


def reaction_chart(study: Study, lead: OptionAnswer) -> Picture:
    """Third parties under the leading option, by entries of the ledger."""
    rows = study.tables["third_parties"].rows(option=lead.name)[:NAMED]
    names = study.ensemble.scenario.names
    said = "; ".join(f"{names[row['actor']]} {_mean(row, 'change')}" for row in rows)
    alt = f"Bar chart of how far third parties move from or to the parties of {_title(study, lead)}. Furthest: {said}."
    draw = partial(CHARTS["reactions"].draw, study.ensemble, option=lead.name)
    return picture(draw, _alt(alt, rows), CHARTS["reactions"].title)


def effects_chart(study: Study) -> Picture:
    """All options on the main outcomes."""
    subject = study.subject.subject if study.subject else ""
    rows = [row for option in study.answer.options if (row := study.effect(option.name, subject))]
    titles = {option.name: _title(study, option) for option in study.answer.options}
    said = "; ".join(f"{titles[row['option']]} {_mean(row, 'mean')}" for row in rows)
    outcome = study.answer.outcome.replace("_", " ")
    whom = subject_name(study.ensemble.scenario, subject) if subject else "nobody"
    alt = f"Chart of every option's mean effect with its 90 % interval. On {outcome} of {whom}: {said}."
    return picture(partial(CHARTS["effects"].draw, study.ensemble), _alt(alt, rows), CHARTS["effects"].title)


def fan_chart(study: Study, lead: OptionAnswer) -> Picture:
    """The first pair over time under the leading option and in the baseline."""
    pair = next((effect.subject for effect in lead.effects if ":" in effect.subject), None)
    row = study.effect(lead.name, pair or "")
    said = (
        f"At the end the mean difference is {_mean(row, 'mean')}, and the middle 90 of 100 worlds lie from "
        f"{_mean(row, 'q05')} to {_mean(row, 'q95')}."
        if row
        else ""
    )
    whom = subject_name(study.ensemble.scenario, pair or "") if pair else "the first pair"
    alt = f"Fan chart of {study.answer.outcome} of {whom} under {_title(study, lead)} and in the baseline. {said}"
    draw = partial(CHARTS["fan"].draw, study.ensemble, pair=pair, option=lead.name, outcome=study.answer.outcome)
    return picture(draw, _alt(alt, [row] if row else []), CHARTS["fan"].title)


def moves_chart(study: Study, lead: OptionAnswer) -> Picture:
    """Who moves towards whom under the leading option."""
    rows = study.tables["third_parties"].rows(option=lead.name)[:1]
    names = study.ensemble.scenario.names
    said = f"; with its parties {names[rows[0]['actor']]} moves furthest, {_mean(rows[0], 'change')}" if rows else ""
    alt = f"Matrix of how far every two states move towards or from each other under {_title(study, lead)}{said}."
    draw = partial(CHARTS["moves"].draw, study.ensemble, option=lead.name)
    return picture(draw, _alt(alt, rows), CHARTS["moves"].title)


def map_chart(study: Study, lead: OptionAnswer) -> Picture:
    """Who stands with whom before and after, and what the leading option changed."""
    rows = study.tables["map"].rows() if "map" in study.tables else []
    names, most = study.ensemble.scenario.names, max(rows, key=lambda row: abs(float(row["change"])), default=None)
    said = f" Furthest: {names[most['source']]} and {names[most['target']]} {_mean(most, 'change')}." if most else ""
    alt = (
        f"Three maps of who is aligned with whom: before, after under {_title(study, lead)}, and what it changed "
        f"against the baseline.{said}"
    )
    draw = partial(CHARTS["map"].draw, study.ensemble, option=lead.name)
    return picture(draw, _alt(alt, [most] if most else []), CHARTS["map"].title)


def timeline_chart(study: Study, lead: OptionAnswer) -> Picture:
    """Agreements and crises of one typical world under the leading option and in the baseline."""
    found, title = study.tables.get("timeline"), CHARTS["timeline"].title
    if found is None:
        why = "one of its worlds has to be run again, and another version of the model has made them"
        return Picture("", 0, 0, Told("", "", ()), title, why)
    crises = [row for row in found.rows() if row["what"] in (CRISIS, SEVERE)]
    ours, theirs = (sum(row["met"] in (met, BOTH) for row in crises) for met in (OURS, THEIRS))
    alt = (
        f"Timeline of agreements and crises in one world, as an example: {ours} crises under {_title(study, lead)}, "
        f"{theirs} in the same world under the baseline."
    )
    draw = partial(CHARTS["timeline"].draw, study.ensemble, table=found.frame)
    return picture(draw, Told(alt, found.file, ()), title)


def feasibility_chart(study: Study) -> Picture:
    """Whether the parties could pay for each option, use it, bear it, and would sign it."""
    table, found = study.tables["feasibility"], {o.name: o.feasibility.verdict for o in study.answer.options}
    titles = {option.name: _title(study, option) for option in study.answer.options}
    said = "; ".join(f"{titles[name]} {VERDICTS[verdict]}" for name, verdict in found.items())
    alt = f"Strip of seven checks of every option, with the parties that fall short. On the whole: {said}."
    draw = partial(CHARTS["feasibility"].draw, study.ensemble, table=table.frame)
    return picture(draw, Told(alt, table.file, ()), CHARTS["feasibility"].title)


def families_chart(study: Study, lead: OptionAnswer) -> Picture:
    """What every option changes for its own parties in four families."""
    table = study.tables["families"]
    heads = headlines(table.frame)
    rows = [row for outcome in heads.values() if (row := table.row(option=lead.name, outcome=outcome))]
    said = "; ".join(f"{row['outcome'].replace('_', ' ')} {_mean(row, 'mean')}" for row in rows)
    alt = f"Chart of what each option changes for its own parties. Under {_title(study, lead)}: {said}."
    return picture(partial(CHARTS["families"].draw, study.ensemble), _alt(alt, rows), CHARTS["families"].title)


def tradeoff_chart(study: Study) -> Picture:
    """Gain against backlash of every option."""
    rows = study.tables["backlash"].rows(mechanism=TOTAL)
    titles = {option.name: _title(study, option) for option in study.answer.options}
    said = "; ".join(f"{titles[row['option']]} {_mean(row, 'gain')} against {row['backlash']:.3f}" for row in rows)
    alt = f"Chart of what the pairs that an option ties gain in alignment against what all others lose: {said}."
    return picture(partial(CHARTS["tradeoff"].draw, study.ensemble), _alt(typeset(alt), rows), CHARTS["tradeoff"].title)


def yardstick_chart(study: Study, lead: OptionAnswer) -> Picture:
    """Effects of the leading option beside dated shifts of the record."""
    row = max(_aligned(study, lead), key=lambda row: abs(row["mean"]), default=None)
    scenario = study.ensemble.scenario
    said = f" The largest effect: {subject_name(scenario, row['subject'])} {_mean(row, 'mean')}." if row else ""
    alt = f"Chart of the effects of {_title(study, lead)} on alignment beside dated shifts of the record.{said}"
    draw = partial(CHARTS["yardsticks"].draw, study.ensemble, option=lead.name)
    return picture(draw, _alt(alt, [row] if row else []), CHARTS["yardsticks"].title)


def _aligned(study: Study, lead: OptionAnswer) -> list[Row]:
    quarter = study.ensemble.scenario.quarters
    return study.tables["effects"].rows(option=lead.name, outcome=ALIGNMENT, quarter=quarter)


def has_alignment(study: Study) -> bool:
    """Whether the charts that speak of alignment can speak."""
    return ALIGNMENT in study.ensemble.subjects.names


def _title(study: Study, option: OptionAnswer) -> str:
    return f"“{study.ensemble.scenario.option(option.name).title or option.name}”"


def _mean(row: Row, column: str) -> str:
    return typeset(signed(float(row[column])))


def _alt(text: str, rows: Iterable[Row]) -> Told:
    found = list(rows)
    return Told(text, found[0].file if found else "", tuple(row.number for row in found))
