"""What a chart is, and how it is saved."""

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib.figure import Figure
from pandas import DataFrame

from sim.charts.style import in_style
from sim.ensemble import Ensemble
from sim.ensemble.atomic import written
from sim.ensemble.simulated import simulated

DOTS_PER_INCH = 200
# Pictures of few colours come out as small as with more effort, in two thirds of the time.
PRESSED = {"compress_level": 3}
STUDY, ASKED, SWEEP, COMPARISON = "study", "question", "sweep", "comparison"


class Chart(NamedTuple):
    """Labelled results in, figure out.

    Attributes
    ----------
    name, title
        For files, and for readers.
    draw, data
        The figure, and the table of the numbers drawn in it. Both may take more by name, such as an option.
    of
        Which kind of results it draws: those of a study as they are, unless it says otherwise; `ASKED` of a study with
        the table of a question that was put to it.
    """

    name: str
    title: str
    draw: Callable[..., Figure]
    data: Callable[..., DataFrame]
    of: str = STUDY


def of_what_ran(chart: Chart) -> Chart:
    """The same chart, of a study without the options that could be simulated in no world."""

    def told(task: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(task)
        def asked(results: Any, *args: Any, **kwargs: Any) -> Any:
            return task(simulated(results) if isinstance(results, Ensemble) else results, *args, **kwargs)

        return asked

    return chart._replace(draw=told(chart.draw), data=told(chart.data))


@in_style
def save(figure: Figure, stem: Path, metadata: Mapping[str, str]) -> list[Path]:
    """Write a figure as PNG (200 dots an inch) and SVG, the same bytes each time.

    Parameters
    ----------
    figure
        As a chart draws it.
    stem
        Path without ending; its folder is made where it is missing.
    metadata
        What the files say of themselves, such as `title` and the `command` that makes them. The title stands as such,
        all else in the description, one `name: text` a line.

    Returns
    -------
    list of Path
        The PNG and the SVG.

    Raises
    ------
    ResultsError
        When one cannot be written; what stood in its place is left as it was.
    """
    described = "\n".join(f"{name}: {text}" for name, text in metadata.items() if name.lower() != "title")
    title = next((text for name, text in metadata.items() if name.lower() == "title"), stem.name)
    # The default fields name the day and matplotlib's version.
    said = {"Title": title, "Description": described}
    png, svg = (stem.with_name(f"{stem.name}.{ending}") for ending in ("png", "svg"))
    with written(png) as half:
        dots = {"dpi": DOTS_PER_INCH, "pil_kwargs": PRESSED}
        figure.savefig(half, format="png", metadata=said | {"Software": "Entente"}, **dots)
    with written(svg) as half:
        figure.savefig(half, format="svg", metadata=said | {"Date": None, "Creator": "Entente"})
    return [png, svg]
