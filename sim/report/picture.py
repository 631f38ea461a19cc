"""Charts inside the page: drawn, made small, and said in words for those who do not see them."""

import base64
from collections.abc import Callable
from typing import NamedTuple

from matplotlib.figure import Figure

from sim.charts.chart import DOTS_PER_INCH
from sim.charts.page import small_png
from sim.core.errors import QuestionError
from sim.report.addressed import Told


class Picture(NamedTuple):
    """A chart, or the reason why there is none.

    Attributes
    ----------
    source
        The image as a data URI; empty where there is none.
    width, height
        In dots of the image.
    alt
        The finding in words, with the rows that its numbers come from.
    caption
        What stands below it.
    why_not
        Why it could not be drawn.
    """

    source: str
    width: int
    height: int
    alt: Told
    caption: str
    why_not: str = ""


def picture(draw: Callable[[], Figure], alt: Told, caption: str) -> Picture:
    """Draw a chart into the page, or say why it cannot be drawn."""
    try:
        figure = draw()
    except QuestionError as error:
        return Picture("", 0, 0, alt, caption, str(error))
    packed = base64.b64encode(small_png(figure, DOTS_PER_INCH)).decode("ascii")
    wide, high = (round(DOTS_PER_INCH * size) for size in figure.get_size_inches())
    return Picture(f"data:image/png;base64,{packed}", wide, high, alt, caption)
