"""The answer to a study with cases: one answer a case, and how the cases themselves differ."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sim.ensemble import Cases
from sim.ensemble.simulated import simulated_cases
from sim.experiments.answer import CAVEAT, Answer, answer
from sim.experiments.effect import Effect, read_effects
from sim.scenario import BASELINE


@dataclass(frozen=True)
class CaseAnswer:
    """What is told of one case.

    Attributes
    ----------
    name, title, stands_for
        As in the file.
    shift
        What the circumstances alone change in the leading outcome: this case's baseline against the first case's.
    answer
        Every option against the baseline of this case.
    """

    name: str
    title: str
    stands_for: str
    shift: tuple[Effect, ...]
    answer: Answer


@dataclass(frozen=True)
class CasesAnswer:
    """What a study with cases answers.

    Attributes
    ----------
    title, question
        Of the scenario.
    cases
        In the order of the file; circumstances are set against those of the first.
    failed
        Worlds that failed in at least one case.
    left_out
        What is said of cases that could be simulated in no world.
    caveat
        What this is not.
    """

    title: str
    question: str
    cases: tuple[CaseAnswer, ...]
    failed: int
    left_out: tuple[str, ...]
    caveat: str = CAVEAT


def cases_answer(cases: Cases, tables: Mapping[str, Mapping[str, pd.DataFrame]]) -> CasesAnswer:
    """Put together what a study with cases answers.

    Parameters
    ----------
    cases
        The study's worlds.
    tables
        By case, as `sim.ensemble.tables.study_tables` gives them, but for cases that could not be simulated.

    Raises
    ------
    QuestionError
        When no case could be simulated.
    """
    cases = simulated_cases(cases)
    between = cases.between([cases.scenario.quarters])
    found = []
    for case in (case for case in cases.scenario.cases if case.name in cases):
        own = answer(cases[case.name], tables[case.name])
        shift = read_effects(between[between["case"] == case.name], cases[case.name], own.outcome, BASELINE)
        found.append(CaseAnswer(case.name, case.title, case.stands_for, shift, own))
    failed = max(case.answer.failed for case in found)
    return CasesAnswer(cases.scenario.title, cases.scenario.question, tuple(found), failed, cases.left_out)
