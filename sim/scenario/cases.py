"""Cases: circumstances with which every option is crossed."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES, SYMMETRIC, Opening
from sim.outcomes import PARAMETERS
from sim.scenario.actors import Cast
from sim.scenario.circumstances import Case, Range, Shock
from sim.scenario.fields import Fields, complain, mapping, number, text, word
from sim.scenario.names import name_is_safe
from sim.scenario.numbers import read_parameters, read_uncertainties
from sim.scenario.outside import split_pair
from sim.scenario.problems import Problems, unknown
from sim.scenario.provisions import Setting
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import read_shocks
from sim.scenario.tree import Node

Figures = Mapping[str, Mapping[str, float]]
_KEYS = ("title", "stands_for", "shocks", "parameters", "uncertainties", "figures")


def read_cases(
    node: Node | None, setting: Setting, common: tuple[Shock, ...], ranges: Mapping[str, Range]
) -> tuple[Case, ...]:
    """All cases, in the order of the file; `common` shocks and `ranges` are those of the scenario itself."""
    cases, spelled = [], dict[str, str]()
    for name, child in mapping(node, setting.problems).items() if node else ():
        if name_is_safe(child, name, spelled, "case", setting.problems):
            cases.append(_read_case(name, child, setting, common, ranges))
        spelled[name.casefold()] = name
    return tuple(cases)


def read_choice(node: Node | None, cases: Node | None, problems: Problems) -> str | None:
    """The one case that is meant, or None for all of them."""
    if node is None:
        return None
    names = list(cases.value) if cases and isinstance(cases.value, dict) else []
    if not names:
        complain(node, "there are no cases to choose from; leave it out, or write cases", problems)
        return None
    return word(node, names, "case", problems)


def _read_case(name: str, node: Node, setting: Setting, common: tuple[Shock, ...], ranges: Mapping[str, Range]) -> Case:
    problems = setting.problems
    fields = Fields(node, _KEYS, problems)
    own = read_uncertainties(fields.get("uncertainties"), PARAMETERS, problems)
    return Case(
        name=name,
        title=text(fields.get("title"), problems) or name,
        stands_for=text(fields.get("stands_for"), problems) or "",
        shocks=read_shocks(fields.get("shocks"), setting, common),
        parameters=read_parameters(fields.get("parameters"), PARAMETERS, {**ranges, **own}, problems),
        uncertainties=own,
        figures=read_figures(fields.get("figures"), setting.cast, problems),
    )


def read_figures(node: Node | None, cast: Cast, problems: Problems) -> dict[str, dict[str, float]]:
    """Values that replace figures of the opening, by whom (a state, or a pair as `SAU:TUR`) and figure."""
    found: dict[str, dict[str, float]] = {}
    for whom, child in mapping(node, problems).items() if node else ():
        key = Node(whom, child.path, child.file, child.line)
        sides = split_pair(key, problems) if ":" in whom else [key]
        codes = [cast.states(side, problems) for side in sides]
        known = DYAD_FIGURES if len(sides) == 2 else ACTOR_FIGURES
        values = _read_values(child, known, problems)
        if sides and all(codes):
            pairs = tuple(f"{a}:{b}" for a in codes[0] for b in codes[-1] if a != b)
            subjects = pairs if len(sides) == 2 else codes[0]
            found = merged(found, dict.fromkeys(subjects, values))
    return found


def merged(figures: Figures, others: Figures) -> dict[str, dict[str, float]]:
    """Figures with others put over them."""
    return {whom: {**figures.get(whom, {}), **others.get(whom, {})} for whom in (*figures, *others)}


def _read_values(node: Node, known: Mapping[str, tuple[float, float]], problems: Problems) -> dict[str, float]:
    values = {}
    for name, child in mapping(node, problems).items():
        if name not in known:
            complain(child, unknown("figure", name, known), problems)
        elif (value := number(child, *known[name], problems, f"{name}")) is not None:
            values[name] = value
    return values


def under(scenario: Scenario, name: str) -> Scenario:
    """The scenario in one of its cases, as a scenario without cases.

    Raises
    ------
    KeyError
        When there is no case of that name.
    """
    for case in scenario.cases:
        if case.name == name:
            return replace(
                scenario,
                title=f"{scenario.title}: {case.title}",
                shocks=(*scenario.shocks, *case.shocks),
                parameters=dict(sorted({**scenario.parameters, **case.parameters}.items())),
                uncertainties=dict(sorted({**scenario.uncertainties, **case.uncertainties}.items())),
                figures=merged(scenario.figures, case.figures),
                opening=with_figures(scenario.opening, case.figures),
                cases=(),
            )
    raise KeyError(f"no case named {name}; there are {', '.join(case.name for case in scenario.cases)}")


def with_figures(opening: Opening, figures: Figures) -> Opening:
    """The opening with some figures replaced; a figure without direction is replaced in both."""
    if not figures:
        return opening
    changed = {name: np.array(values) for name, values in opening.figures.items()}
    for whom, values in figures.items():
        place = tuple(opening.actors.index(code) for code in whom.split(":"))
        for name, value in values.items():
            changed[name][place] = value
            if name in SYMMETRIC:
                changed[name][place[::-1]] = value
    return Opening(**{**vars(opening), "figures": changed})
