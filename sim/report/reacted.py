"""Who reacted: the third parties that each option moves furthest."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from sim.report.addressed import Figure, Row
from sim.report.charts import has_alignment, map_chart, moves_chart, timeline_chart
from sim.report.study import Study

SHOWN = 4


class Moved(NamedTuple):
    """One third party under one option."""

    name: Markup
    change: Figure
    lo: Figure
    hi: Figure
    counts: tuple[Figure, ...]
    through: str


def reacted(study: Study) -> Mapping[str, Any]:
    """All that the section tells."""
    groups = []
    for option in study.answer.options:
        rows = study.tables["third_parties"].rows(option=option.name)[:SHOWN]
        if rows:
            groups.append((study.label(option.name), [_moved(study, option.name, row) for row in rows]))
    lead = study.lead
    if lead is None:
        return {"groups": groups, "charts": [], "world": None}
    charts = [moves_chart(study, lead), map_chart(study, lead)] if has_alignment(study) else []
    return {"groups": groups, "charts": charts, "world": timeline_chart(study, lead)}


def _moved(study: Study, option: str, row: Row) -> Moved:
    through = row["through"]
    return Moved(
        study.name(row["actor"]),
        *(row.change(name) for name in ("change", "lo", "hi")),
        row.counts(study.worlds(option)),
        through.replace("_", " ") if isinstance(through, str) else "",
    )
