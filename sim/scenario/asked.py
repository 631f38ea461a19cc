"""A scenario file as it was asked: nothing inherited, overrides in their places, and all else as it was written.

The resolved file says what a scenario is. A lever is a path into the file that was asked, where a group stands for its
members, an option for those that `expand` makes of it, and a case has not yet been chosen. So a sweep, and a
sensitivity, is made again from this one.
"""

import os

from sim.scenario.inherit import read_file
from sim.scenario.load import KEYS
from sim.scenario.override import apply_overrides
from sim.scenario.posteriors import PARAMETERS, POSTERIOR, spelled_out
from sim.scenario.problems import Problems
from sim.scenario.scenario import Scenario
from sim.scenario.sweeps import SWEEP
from sim.scenario.tree import Node

# Written as the scenario has them: paths that hold wherever the file lies, and what was asked of this sweep.
_AS_THE_SCENARIO = ("world", "sampling", SWEEP)


def asked_data(scenario: Scenario, overrides: tuple[str, ...]) -> dict[str, object]:
    """What one file would have to say, and what a lever would find there.

    Parameters
    ----------
    scenario
        As it was read from its file, with the sampling and the sweep that were in fact asked.
    overrides
        What was put in place of values of the file.

    Raises
    ------
    ScenarioError
        When the file can no longer be read.
    """
    problems, file = Problems(), os.fspath(scenario.path)
    tree = read_file(file, problems)
    if tree is not None:
        tree = apply_overrides(spelled_out(tree), overrides, {}, KEYS, problems)
    problems.stop_if_any(file)
    content = _plain(tree) if tree is not None else {}
    if not isinstance(content, dict):
        raise AssertionError("a file that holds no keys gives a problem")
    own = scenario.resolved()
    kept = {key: value for key, value in content.items() if key not in _AS_THE_SCENARIO}
    if scenario.posterior is not None:
        kept[PARAMETERS] = {**content[PARAMETERS], POSTERIOR: scenario.posterior}
    return kept | {key: own[key] for key in _AS_THE_SCENARIO if key in own}


def _plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(item) for item in node.value]
    return node.value
