"""The answer to a study with cases on the terminal: one table a case."""

from typing import TYPE_CHECKING

from sim.cli.answer_glance import print_glance
from sim.cli.answer_view import bullet, print_heading, print_legend, print_measured
from sim.cli.feasibility_view import print_refusals
from sim.cli.goals_view import print_goals
from sim.cli.screen import console

if TYPE_CHECKING:
    from rich.console import Console

    from sim.experiments.cases_answer import CaseAnswer, CasesAnswer

MOST_MOVED = 3


def print_cases(answer: "CasesAnswer") -> None:
    """Print the answer, case by case."""
    screen, first = console(), answer.cases[0].answer
    screen.print(answer.title, style="bold", markup=False)
    if answer.question:
        screen.print(answer.question, markup=False)
    screen.print()
    print_measured(screen, first)
    screen.print(
        f"The same worlds meet each of {len(answer.cases)} cases; an option is set against the baseline of its case.",
        markup=False,
    )
    print_legend(screen, first)
    for case in answer.cases:
        _print_case(screen, case, answer.cases[0])
    for sentence in answer.left_out:
        screen.print()
        screen.print(sentence, style="bold", markup=False)
    print_heading(screen, "How far to trust this")
    screen.print(f"{first.judged} {first.luck_words}", markup=False)
    screen.print(answer.caveat, style="bold", markup=False)


def _print_case(screen: "Console", case: "CaseAnswer", first: "CaseAnswer") -> None:
    print_heading(screen, f"Case: {case.title}")
    if case.stands_for:
        screen.print(case.stands_for, markup=False)
    if case is not first:
        screen.print(_shift_words(case, first), markup=False)
        for sentence in case.answer.left_out:
            screen.print(sentence, style="bold", markup=False)
    print_glance(screen, case.answer.options)
    print_refusals(screen, case.answer.options, () if case is first else first.answer.options)
    print_goals(screen, case.answer.goals)
    for comparison in case.answer.comparisons:
        screen.print(bullet(comparison.sentence))


def _shift_words(case: "CaseAnswer", first: "CaseAnswer") -> str:
    """What the circumstances alone do to what is watched."""
    from sim.experiments.words import in_worlds, listed, signed

    word = case.answer.outcome.replace("_", " ")
    moved = sorted((e for e in case.shift if max(e.p_down, e.p_up) > 0.5), key=lambda e: -abs(e.mean))
    if not moved:
        return f'Without any option, {word} ends as in "{first.title}" in most worlds for all that is watched.'
    said = listed(
        f"{'lower' if e.p_down > e.p_up else 'higher'} for {e.name} {in_worlds(max(e.p_down, e.p_up), e.worlds)} "
        f"(mean {signed(e.mean)})"
        for e in moved[:MOST_MOVED]
    )
    return f'Without any option, {word} ends, against "{first.title}", {said}.'
