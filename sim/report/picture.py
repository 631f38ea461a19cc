"""Charts inside the page: drawn, made small, and said in words for those who do not see them."""

import base64
import io
from collections.abc import Callable
from typing import NamedTuple

from matplotlib.figure import Figure
from PIL import Image

from sim.charts.chart import DOTS_PER_INCH
from sim.charts.style import in_style
from sim.core.errors import QuestionError
from sim.report.addressed import Told

# Enough for every shade of a chart, and a quarter of the size of all colours.
COLOURS = 128


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
    drawn = io.BytesIO()
    in_style(figure.savefig)(drawn, format="png", dpi=DOTS_PER_INCH)
    with Image.open(drawn) as image:
        few = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    few.save(packed, "PNG", optimize=True)
    source = f"data:image/png;base64,{base64.b64encode(packed.getvalue()).decode('ascii')}"
    return Picture(source, few.width, few.height, alt, caption)
