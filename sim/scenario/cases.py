"""Cases: circumstances with which every option is crossed."""

from collections.abc import Mapping
from dataclasses import replace

from sim.outcomes import PARAMETERS
from sim.scenario.circumstances import Case, Range, Shock
from sim.scenario.fields import Fields, complain, mapping, text, word
from sim.scenario.figures import merged, read_figures, with_figures
from sim.scenario.names import name_is_safe
from sim.scenario.numbers import read_parameters, read_uncertainties
from sim.scenario.problems import Problems
from sim.scenario.provisions import Setting
from sim.scenario.scenario import Scenario
from sim.scenario.shocks import read_shocks
from sim.scenario.tree import Node

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
