"""Feasibility, told beside effect: could the parties pay for an option, use it, bear it, and would they sign it?

Seven checks of every party of every option, with the figures of the opening and the lines of
`sim/catalogue/limits.yaml`. They judge from outside and change nothing in the model.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

import pandas as pd

from sim.experiments.feasible.absorption import absorption
from sim.experiments.feasible.budget import budget
from sim.experiments.feasible.check import ORDER, Check, Verdict, additions, parties
from sim.experiments.feasible.licence import licence
from sim.experiments.feasible.sovereignty import sovereignty
from sim.experiments.feasible.treaties import exclusive, prerequisites
from sim.experiments.feasible.willing import willing
from sim.scenario import Option, Scenario
from sim.scenario.conditions import findings

COLUMNS = tuple(field.name for field in fields(Check))
_OF_ADDITIONS = (budget, absorption, sovereignty, licence)


@dataclass(frozen=True)
class Feasibility:
    """What is told of one option.

    Attributes
    ----------
    verdict
        The gravest of its checks.
    problems
        Checks that are not fine, the gravest first; a reason that several parties share stands once.
    """

    verdict: Verdict
    problems: tuple[Check, ...]


def feasibility(scenario: Scenario, signing: pd.DataFrame) -> pd.DataFrame:
    """Every check of every party of every option; what is excluded or lacking has a row for each.

    Parameters
    ----------
    scenario
        What was run.
    signing
        As `Ensemble.signing` gives it.

    Returns
    -------
    DataFrame
        Columns option, party, check, verdict (fine, strained or no), figure, limit, reason; of treaties the figure is
        the number that clashes or is lacking.
    """
    checks = [check for option in scenario.options for check in _checks(scenario, option, signing)]
    return pd.DataFrame(checks, columns=list(COLUMNS))


def of_option(table: pd.DataFrame, option: str) -> Feasibility:
    """The verdict on one option, and its problems.

    Parameters
    ----------
    table
        As `feasibility` gives it.
    option
        Name.
    """
    own = [Check(*row) for row in table[table["option"] == option].itertuples(index=False)]
    verdict = max((check.verdict for check in own), key=ORDER.index, default="fine")
    return Feasibility(verdict, tuple(_once(check for check in own if check.verdict != "fine")))


def _checks(scenario: Scenario, option: Option, signing: pd.DataFrame) -> Iterable[Check]:
    found = findings(scenario, option)
    for party in parties(option):
        added = additions(scenario, option, party)
        yield from (check(scenario, option.name, party, added) for check in _OF_ADDITIONS)
        yield from exclusive(scenario, option.name, party, found)
        yield from prerequisites(scenario, option.name, party, found)
        yield willing(scenario, option.name, party, signing)


def _once(checks: Iterable[Check]) -> list[Check]:
    by_reason: dict[str, Check] = {}
    for check in checks:
        by_reason.setdefault(check.reason, check)
    return sorted(by_reason.values(), key=lambda check: -ORDER.index(check.verdict))
