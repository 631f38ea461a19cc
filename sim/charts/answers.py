"""Charts of answers: each takes the table of a question put to a study, and the words of the question again."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
from matplotlib.figure import Figure

from sim.charts import attribution, choices, enough, front, regret, waterfall
from sim.charts.chart import ASKED, Chart
from sim.charts.sensitivity import draw as draw_sensitivity
from sim.charts.sensitivity_kind import About
from sim.charts.words import end_name
from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.act_words import act_words
from sim.scenario import BASELINE

NULL, LEAST = "null", 0.0005
DETAIL = ("act", "partner", "instrument")
# Columns of a table of choices that are not reasons.
COUNTED = (
    *DETAIL, "baseline", "option", "difference", "lo", "hi", "expected_baseline", "expected_option", "expected_without",
)  # fmt: skip


def _waterfall(
    study: Ensemble, table: pd.DataFrame, option: str, pair: str, stock: str = "alignment", date: str | None = None
) -> Figure:
    return waterfall.draw(study, waterfall.Subject(option, pair, stock, date or end_name(study.scenario)), table)


def _moved(study: Ensemble, table: pd.DataFrame, **_: object) -> pd.DataFrame:  # noqa: ARG001
    """The acts of a table of choices of which anything shows, at most as many as a chart has rows."""
    rows = table[table["act"] != NULL]
    shows = rows[["expected", "difference"]].abs().max(axis=1) >= LEAST
    return rows[shows].head(choices.MOST_ROWS)


def _choices(study: Ensemble, table: pd.DataFrame, option: str, actor: str, date: str | None = None) -> Figure | None:
    rows = _moved(study, table)
    if rows.empty:
        return None
    names = [act_words(study.scenario, row) for row in rows.to_dict("records")]
    reasons = rows[["expected", "lo", "hi", *(name for name in rows.columns if name not in (*COUNTED, "expected"))]]
    subject = choices.Subject(option, actor, date or end_name(study.scenario))
    return choices.draw(study, subject, names, reasons)


def _enough(
    study: Ensemble,
    table: pd.DataFrame,
    option: str,
    subject: str,
    target: float,
    outcome: str = "alignment",
    against: str = BASELINE,
) -> Figure:
    about = {"option": option, "against": against, "outcome": outcome, "subject": subject}
    return enough.draw(study, table, about, target)


def _attribution(
    study: Ensemble, table: pd.DataFrame, option: str, subject: str, outcome: str = "alignment", failed: int = 0
) -> Figure:
    return attribution.draw(study, option, (outcome, subject), table, failed)


def _sensitivity(
    method: str,
    study: Ensemble,
    table: pd.DataFrame,
    option: str,
    subject: str,
    outcome: str = "alignment",
    against: str = BASELINE,
    told: Mapping[str, float] | None = None,
) -> Figure:
    if told is None and method == "sobol":
        raise QuestionError("chart sobol: give what else was told with the indices, told=…")
    known = told or {"dropped": study.worlds - int(table["worlds"].iloc[0])}
    return draw_sensitivity(method, About(study.scenario, (option, against), outcome, subject), table, known)


def _table(study: Ensemble, table: pd.DataFrame, *_: object, **__: object) -> pd.DataFrame:  # noqa: ARG001
    return table


def _totals(study: Ensemble, table: pd.DataFrame, total: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG001
    """Regrets by outcome, with that over all outcomes behind."""
    return table.merge(total[["option", "regret"]].rename(columns={"regret": "overall"}), on="option", how="left")


ANSWERS: Sequence[Chart] = (
    Chart("waterfall", "What moved a pair, entry by entry", _waterfall, _table, ASKED),
    Chart("choices", "What a state would choose otherwise, by motive", _choices, _moved, ASKED),
    Chart("regret", regret.TITLE, regret.draw, _totals, ASKED),
    Chart("front", front.TITLE, front.draw, _table, ASKED),
    Chart("enough", "Whether there are worlds enough", _enough, _table, ASKED),
    Chart("attribution", attribution.TITLE, _attribution, _table, ASKED),
    Chart("tornado", "Which assumptions move an effect", partial(_sensitivity, "tornado"), _table, ASKED),
    Chart("sobol", "What each assumption explains of an effect", partial(_sensitivity, "sobol"), _table, ASKED),
    Chart("gradient", "How steep an effect is in each parameter", partial(_sensitivity, "gradient"), _table, ASKED),
)  # fmt: skip
