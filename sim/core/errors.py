"""What can go wrong, as a tree.

EntenteError            anything the user can mend; the command line prints it and ends with code 2
|-- ScenarioError       a scenario file, its tables or its overrides (sim.scenario)
|-- SourceError         a public source file that is missing or not as described (sim.evidence)
|-- ResultsError        a results folder that is missing, torn or of another study (sim.ensemble)
`-- QuestionError       a question that the results at hand cannot answer (sim.ensemble)
"""

from collections.abc import Callable
from typing import Any


class EntenteError(Exception):
    """Something the user can mend; the message says what was expected and what to write."""


class SourceError(EntenteError):
    """A public source file is missing or is not as its description says."""


class ResultsError(EntenteError):
    """A results folder is missing, torn or belongs to another study."""


class QuestionError(EntenteError):
    """The results at hand do not hold what was asked for."""


def together(*steps: Callable[[], Any]) -> tuple[Any, ...]:
    """What each of several steps gives; what is wrong with any of them is told at once.

    Raises
    ------
    EntenteError
        The problem itself, or a `QuestionError` with a line for each of several.
    """
    found, wrong = list[Any](), dict[str, EntenteError]()
    for step in steps:
        try:
            found.append(step())
        except EntenteError as error:
            wrong[str(error)] = error
    if len(wrong) > 1:
        raise QuestionError("\n".join(wrong))
    for only in wrong.values():
        raise only
    return tuple(found)
