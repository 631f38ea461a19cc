"""Varied: which numbers of a scenario a sensitivity looks at, between which ends, and the points that they give."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sim.core.errors import EntenteError, QuestionError
from sim.ensemble.draws import Known, doubt_of, known
from sim.ensemble.points import Point
from sim.ensemble.run import padded_rows, padded_shocks
from sim.experiments.design import Range, read_lever
from sim.experiments.sweep import full_path
from sim.experiments.tornado import pinned, ranges
from sim.model import PARAMETERS
from sim.scenario import Scenario, load, policy
from sim.scenario.problems import unknown

Values = Mapping[str, float]
_PREFIX = "parameters."


@dataclass(frozen=True)
class Varied:
    """What varies, and what that makes of the scenario.

    Attributes
    ----------
    ranges
        Both ends of each number that varies: parameters by name, all else by its path in the file.
    points
        The points of the options asked about, in order, with some of the numbers held at values.
    """

    ranges: Mapping[str, tuple[float, float]]
    points: Callable[[Values], tuple[Point, ...]]


def varied(
    file: str, overrides: Sequence[str], scenario: Scenario, vary: Sequence[str], options: Sequence[str]
) -> Varied:
    """Read what is to vary, and check that the scenario can have it.

    Parameters
    ----------
    file, overrides, scenario
        The scenario, and where it came from.
    vary
        As on the command line: `k_react`, `parameters.k_react=0.2:0.9` or `options.pact[0].level=0:2`; every open
        parameter when empty.
    options
        Names of the options whose points are asked for.

    Raises
    ------
    QuestionError
        Naming everything that cannot be read, and what to write instead.
    """
    ends = asked_ranges(scenario, vary) if vary else ranges(scenario)
    points = _Points(file, tuple(overrides), scenario, tuple(options))
    if vary:
        _check_ends(points, ends)
    return Varied(ends, points)


def asked_ranges(scenario: Scenario, vary: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Ends of what `--vary` names.

    Raises
    ------
    QuestionError
        Naming everything that cannot be read.
    """
    found: dict[str, tuple[float, float]] = {}
    wrong: list[str] = []
    for text in vary:
        try:
            name, ends = _read(scenario, text)
            if name in found:
                raise QuestionError("stands twice; write it once")
            found[name] = ends
        except QuestionError as error:
            wrong.append(f"--vary {text}: {error}")
    if wrong:
        raise QuestionError("\n".join(wrong))
    return found


def _read(scenario: Scenario, text: str) -> tuple[str, tuple[float, float]]:
    path, equals, values = (piece.strip() for piece in text.partition("="))
    name = path.removeprefix(_PREFIX)
    of_file = name not in PARAMETERS
    if of_file and (path.startswith(_PREFIX) or not any(mark in path for mark in ".[")):
        raise QuestionError(unknown("parameter", name, tuple(PARAMETERS)))
    if equals:
        lever = read_lever(values)
        if not isinstance(lever, Range):
            raise QuestionError(f"a sensitivity needs a range with two ends, such as {path}=0.2:0.9")
        return (full_path(path) if of_file else name), (lever.low, lever.high)
    if of_file:
        raise QuestionError(f"say between which ends, such as {path}=0:1")
    if name not in (declared := ranges(scenario)):
        raise QuestionError(f"is held fixed here; say between which ends, such as {path}=0.2:0.9")
    return name, declared[name]


def _check_ends(points: "_Points", ends: Mapping[str, tuple[float, float]]) -> None:
    """Let the scenario's own reader judge both ends, so that nothing is refused when half the work is done."""
    wrong = []
    for name, (low, high) in ends.items():
        try:
            if name in PARAMETERS:
                points.load(f"uncertainties.{name}=[{low:.12g}, {high:.12g}]")
            else:
                points.read({name: low})
                points.read({name: high})
        except EntenteError as error:
            wrong.append(f"--vary {name}={low:g}:{high:g}: {error}")
    if wrong:
        raise QuestionError("\n".join(wrong))


@dataclass(frozen=True)
class _Points:
    """Makes the points of a scenario at given values; what values leave alone is made once and shared."""

    file: str
    overrides: tuple[str, ...]
    scenario: Scenario
    options: tuple[str, ...]

    def __call__(self, values: Values) -> tuple[Point, ...]:
        if all(name in PARAMETERS for name in values):
            facts = _facts(pinned(self.scenario, values))
            # Only the ranges of parameters differ; all other arrays are shared between thousands of points.
            same = replace(self._base[0].facts, low=facts.low, high=facts.high, free=facts.free)
            return tuple(Point(same, point.policy, point.shocks) for point in self._base)
        return self._of(self.read(values))

    def read(self, values: Values) -> Scenario:
        """The scenario with values in place of those of its file."""
        held = {name: value for name, value in values.items() if name in PARAMETERS}
        return pinned(self.load(*(f"{path}={x:.12g}" for path, x in values.items() if path not in held)), held)

    def load(self, *words: str) -> Scenario:
        """The scenario with further overrides."""
        found = load(self.file, *self.overrides, *words)
        if (found.actors, found.quarters) != (self.scenario.actors, self.scenario.quarters):
            raise QuestionError("a sensitivity cannot vary the states or the horizon; compare studies of two files")
        return found

    @cached_property
    def _base(self) -> tuple[Point, ...]:
        return self._of(self.scenario)

    def _of(self, scenario: Scenario) -> tuple[Point, ...]:
        facts, happening, rows = _facts(scenario), padded_shocks(scenario), padded_rows(self.scenario)
        return tuple(Point(facts, policy(scenario, name, rows), happening) for name in self.options)


def _facts(scenario: Scenario) -> Known:
    return known(scenario.opening, doubt_of(scenario.parameters, scenario.uncertainties))
