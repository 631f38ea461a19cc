"""How sure one can be, and why: luck against assumptions, the order of the options, and options against each other."""

from collections.abc import Mapping
from typing import Any

from sim.experiments.luck import luck_words
from sim.report.charts import effects_chart, fan_chart, has_alignment, yardstick_chart
from sim.report.picture import Picture
from sim.report.study import Study

ORDER_FROM = "tables/rank_pairs.csv"


def sure(study: Study) -> Mapping[str, Any]:
    """All that the section tells."""
    answer, draws = study.answer, int(study.facts["order_draws"])
    order = answer.order
    return {
        "luck": study.tables["study"].told(luck_words(answer.luck)),
        "order": order,
        "order_whom": study.whom(order.subject) if order else None,
        "order_rows": [
            (study.label(row["option"]), row.count("rank"), row.of("keeps", draws), row.of("first", draws))
            for row in (study.tables["order"].rows() if order else [])
        ],
        "undecided": [
            study.tables["rank_pairs"].told(text, outcome=order.outcome, subject=order.subject)
            for text in (order.undecided if order else ())
        ],
        "against": [
            study.tables["comparisons"].told(
                one.sentence,
                option=one.first,
                against=one.second,
                outcome=answer.outcome,
                quarter=study.ensemble.scenario.quarters,
            )
            for one in answer.comparisons
        ],
        "charts": _charts(study),
    }


def _charts(study: Study) -> list[Picture]:
    lead = study.lead
    if lead is None or not lead.effects:
        return []
    drawn = [fan_chart(study, lead), effects_chart(study)]
    return [*drawn, yardstick_chart(study, lead)] if has_alignment(study) else drawn
