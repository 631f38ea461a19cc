"""Style: colours, sizes and type of every chart, in one place.

Colours are those of Okabe & Ito, which readers with any common colour vision tell apart; they are never the only sign,
so that charts survive a grey printer. Sizes suit one text column of a page, and a screen of 400 pixels.

References
----------
Okabe & Ito 2008, Color Universal Design.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import matplotlib.style
from matplotlib.colors import LinearSegmentedColormap

TYPE = "DejaVu Sans"
WIDTH = 6.5  # inches, as are all lengths here
MARGIN = 0.12
TITLE, TEXT, SMALL = 11.0, 8.5, 8.0  # points

INK = "#1a1a1a"
QUIET = "#4d4d4d"
RULE = "#e3e3e3"
BASE = "#6e6e6e"
BASE_LIGHT = "#dcdcdc"
BASE_MIDDLE = "#c2c2c2"
UP = "#0072b2"
DOWN = "#d55e00"
NO_CHANGE = "#f0e9d2"
BAND_EDGE = "#9c8f5a"

KINDS = ("#999999", "#56b4e9", "#e69f00", "#009e73", "#d55e00", "#f0e442", "#0072b2", "#cc79a7")
HATCHES = (
    ("", "||||", "////", "----", "\\\\\\\\", "", "....", "xxxx"),
    ("++++", "oo", "....", "////", "||||", "xxxx", "----", "\\\\\\\\"),
)

DIVERGING = LinearSegmentedColormap.from_list(
    "entente", ("#8c3a00", DOWN, "#f3b98f", "#fafafa", "#9cc9e4", UP, "#003f66"), N=255
)

_SETTINGS: dict[str, Any] = {
    "font.family": TYPE,
    "font.size": TEXT,
    "text.color": INK,
    "axes.edgecolor": BASE,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "hatch.linewidth": 0.6,
    "svg.hashsalt": "entente",
}

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def kind_style(number: int) -> dict[str, Any]:
    """Fill of the number-th of many kinds; hatches differ where colours come round again, or look alike in grey."""
    turn, colour = divmod(number, len(KINDS))
    hatch = HATCHES[turn % len(HATCHES)][colour]
    return {"facecolor": KINDS[colour], "edgecolor": "white", "hatch": hatch, "linewidth": 0.4}


def in_style(task: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Draw or save under this style alone, whatever settings the reader's own matplotlib has."""

    @wraps(task)
    def styled(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        with matplotlib.style.context(["default", _SETTINGS]):
            return task(*args, **kwargs)

    return styled
