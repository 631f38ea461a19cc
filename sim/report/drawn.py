"""Tables that charts of the page draw and no run writes: the map of the leading option, and a typical world of it."""

from sim.charts import CHARTS
from sim.core.errors import QuestionError
from sim.ensemble.version import model_version
from sim.report.addressed import Table
from sim.report.study import Study
from sim.report.tables import OF_THE_PAGE


def drawn_tables(study: Study) -> dict[str, Table]:
    """The tables `map` and `timeline`.

    Of a typical world no dates are kept: it is run again, unless another version of the model has made the study.
    Either is missing where there is nothing to tell.
    """
    if study.lead is None:
        return {}
    same = study.manifest["model"] == model_version()
    frames = {}
    for name in ("map", "timeline") if same else ("map",):
        try:
            frames[name] = CHARTS[name].data(study.ensemble, option=study.lead.name)
        except QuestionError:
            continue
    return {name: Table(f"{OF_THE_PAGE}/{name}.csv", frame) for name, frame in frames.items()}
