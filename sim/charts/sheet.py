"""A sheet: title, lead, key, body and notes, measured before they are placed, so that nothing is cut or overlaps."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple
from unicodedata import bidirectional

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator

from sim.charts.page import Page
from sim.charts.style import INK, MARGIN, QUIET, SMALL, TEXT, TITLE, TYPE, WIDTH

LINE = 1.32  # height of a line, in sizes of its type
FENCE = "\N{LEFT-TO-RIGHT MARK}"
_SAMPLE, _GAP = 0.26, 0.16


def from_the_right(text: str) -> bool:
    """Whether a text has letters that run from right to left."""
    return any(bidirectional(letter) in ("R", "AL") for letter in text)


class Sample(NamedTuple):
    """An entry of the key: what a mark looks like, and what it means."""

    label: str
    mark: Literal["line", "patch", "dot"]
    style: Mapping[str, Any]


class Sheet(NamedTuple):
    """A figure with its frame of words; the body is empty.

    Attributes
    ----------
    figure
        Of width `WIDTH`.
    bottom, top
        Edges of the body, in inches from below.
    """

    figure: Figure
    bottom: float
    top: float


@cache
def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Width of one line of text in inches."""
    if not text:
        return 0.0
    font = FontProperties(family=TYPE, weight=weight, size=size)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    # The hundredth more covers hinting at small sizes.
    return float(width) * 1.01 / 72


def lines_height(count: int, size: float) -> float:
    """Height of some lines of text in inches."""
    return count * size * LINE / 72


def wrap(text: str, width: float, size: float, weight: str = "normal") -> list[str]:
    """Lines of at most a width in inches; a word that alone is wider is cut into pieces."""
    # No-break spaces hold words together.
    words, lines = [word for word in re.split(r"[ \t\r\n]+", text) if word], list[str]()
    while words:
        fit = _most(lambda count: " ".join(words[:count]), len(words), width, size, weight)
        if not fit:
            cut = max(1, _most(lambda count: words[0][:count], len(words[0]), width, size, weight))
            words[:1], fit = filter(None, (words[0][:cut], words[0][cut:])), 1
        lines.append(" ".join(words[:fit]))
        del words[:fit]
    # A line that begins with a word from the right would otherwise run from the right as a whole.
    return [f"{FENCE}{line}" if from_the_right(line) else line for line in lines] or [""]


def _most(text: Callable[[int], str], most: int, width: float, size: float, weight: str) -> int:
    """The largest number, up to the most, whose text fits a width; few are measured, which is slow."""

    def wide(count: int) -> float:
        return text_width(text(count), size, weight)

    return most if wide(most) <= width else bisect_right(range(1, most), width, key=wide)


def key_rows(samples: Sequence[Sample], width: float = WIDTH - 2 * MARGIN) -> list[list[Sample]]:
    """The key broken into rows that fit a width."""
    rows: list[list[Sample]] = []
    room = 0.0
    for sample in samples:
        need = _SAMPLE + 0.06 + text_width(sample.label, SMALL) + _GAP
        if not rows or need - _GAP > room:
            rows.append([])
            room = width
        rows[-1].append(sample)
        room -= need
    return rows


def new_sheet(title: str, lead: str, samples: Sequence[Sample], body: float, notes: Sequence[str]) -> Sheet:
    """A figure with its words in place and a body of the height asked for (inches)."""
    wide = WIDTH - 2 * MARGIN
    heading, leading = wrap(title, wide, TITLE, "bold"), wrap(lead, wide, TEXT)
    foot = [line for note in notes for line in wrap(note, wide, SMALL)]
    rows = key_rows(samples)
    above = lines_height(len(heading), TITLE) + 0.04 + lines_height(len(leading), TEXT) + 0.06
    keyed = lines_height(len(rows), SMALL + 1) + 0.08 if rows else 0.0
    below = lines_height(len(foot), SMALL) + 0.08
    height = MARGIN + above + keyed + body + below + MARGIN
    figure = Page(figsize=(WIDTH, height), facecolor="white")
    FigureCanvasAgg(figure)
    top = height - MARGIN
    _block(figure, heading, top, TITLE, fontweight="bold", color=INK)
    _block(figure, leading, top - lines_height(len(heading), TITLE) - 0.04, TEXT, color=INK)
    _block(figure, foot, MARGIN + lines_height(len(foot), SMALL), SMALL, color=QUIET)
    if rows:
        _key(figure, rows, top - above)
    return Sheet(figure, MARGIN + below, MARGIN + below + body)


def _block(figure: Figure, lines: Sequence[str], top: float, size: float, **style: Any) -> None:
    # One text a line: line spacing then never depends on which letters a line holds.
    wide, high = figure.get_size_inches()
    for k, line in enumerate(lines):
        y = top - lines_height(k, size) - size * 0.98 / 72
        figure.text(MARGIN / wide, y / high, line, fontsize=size, va="baseline", ha="left", **style)


def _key(figure: Figure, rows: Sequence[Sequence[Sample]], top: float) -> None:
    wide, high = figure.get_size_inches()
    pen = figure.add_axes((0, 0, 1, 1), xlim=(0, wide), ylim=(0, high), zorder=-1, label="key")
    pen.set_axis_off()
    for k, row in enumerate(rows):
        x, y = MARGIN, top - lines_height(k, SMALL + 1) - lines_height(1, SMALL + 1) / 2
        for sample in row:
            pen.add_artist(_mark(sample, x, y))
            x += _SAMPLE + 0.06
            figure.text(x / wide, y / high, sample.label, fontsize=SMALL, va="center_baseline", ha="left", color=INK)
            x += text_width(sample.label, SMALL) + _GAP


def _mark(sample: Sample, x: float, y: float) -> Line2D | Rectangle:
    if sample.mark == "patch":
        return Rectangle((x, y - 0.05), _SAMPLE, 0.1, **sample.style)
    if sample.mark == "dot":
        return Line2D([x + _SAMPLE / 2], [y], linestyle="none", **sample.style)
    return Line2D([x, x + _SAMPLE], [y, y], solid_capstyle="butt", **sample.style)


def axes_at(sheet: Sheet, left: float, bottom: float, width: float, height: float, label: str) -> Axes:
    """Axes at a place given in inches; the label tells them apart."""
    wide, high = sheet.figure.get_size_inches()
    return sheet.figure.add_axes((left / wide, bottom / high, width / wide, height / high), label=label)


def write_at(sheet: Sheet, x: float, y: float, text: str, size: float = SMALL, **style: Any) -> None:
    """Text at a place given in inches."""
    wide, high = sheet.figure.get_size_inches()
    sheet.figure.text(x / wide, y / high, text, fontsize=size, **style)


def ticks_within(low: float, high: float, most: int) -> list[float]:
    """Round numbers inside a range, at most so many."""
    found = MaxNLocator(nbins=max(most - 1, 1), steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    slack = 1e-9 * (high - low)
    return [float(tick) for tick in found if low - slack <= tick <= high + slack]
