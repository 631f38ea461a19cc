"""Letters: names that the charts' type cannot draw are replaced, and those that run from the right are fenced in.

The type covers Latin with all diacritics, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic. It is the same on
every machine, and so are charts. A name in another script would come out as empty boxes: there the code of a state, the
short name of an option or the name of the file stands instead. Tables and the terminal keep every letter.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from matplotlib.font_manager import FontProperties, findfont, get_font

from sim.charts.sheet import FENCE, from_the_right
from sim.charts.style import TYPE, in_style
from sim.scenario import Scenario

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
Results = TypeVar("Results", bound=Any)


def drawable(text: str) -> bool:
    """Whether the type has every letter of a text, ordinary and bold."""
    return all(letter.isspace() or ord(letter) in _letters() for letter in text)


def fenced(text: str) -> str:
    """Text that runs from the right between marks, so that what stands beside it keeps its place."""
    return f"{FENCE}{text}{FENCE}" if from_the_right(text) else text


def legible(results: Results) -> Results:
    """The same results, a dataclass that has a scenario, under names that can be drawn."""
    return replace(results, scenario=legible_names(results.scenario))


def legible_names(scenario: Scenario) -> Scenario:
    """The same scenario under names that can be drawn."""

    def shown(text: str, instead: str) -> str:
        return fenced(text) if drawable(text) else instead

    names = {code: shown(name, code) for code, name in scenario.names.items()}
    titles = {key: shown(title, key.replace("_", " ")) for key, title in scenario.group_titles.items()}
    options = tuple(replace(o, title=shown(o.title, o.name)) for o in scenario.options)
    title = shown(scenario.title, scenario.path.stem)
    return replace(scenario, names=names, group_titles=titles, options=options, title=title)


def drawing(task: Callable[Concatenate[Results, Asked], Answer]) -> Callable[Concatenate[Results, Asked], Answer]:
    """Draw in the style of the charts, with names that can be drawn; results are a dataclass that has a scenario."""
    styled = in_style(task)

    @wraps(task)
    def drawn(results: Results, *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        return styled(legible(results), *args, **kwargs)

    return drawn


@cache
def _letters() -> frozenset[int]:
    fonts = (get_font(findfont(FontProperties(family=TYPE, weight=weight))) for weight in ("normal", "bold"))
    ordinary, bold = (frozenset(font.get_charmap()) for font in fonts)
    return ordinary & bold
