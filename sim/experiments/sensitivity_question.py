"""What a sensitivity asks: which figures, under which option, by which method."""

from collections.abc import Iterable
from dataclasses import dataclass

from sim.core.errors import QuestionError
from sim.experiments.paired import Figure, figure
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario
from sim.scenario.problems import unknown

NOTHING = "none"


@dataclass(frozen=True)
class SensitivityQuestion:
    """What was asked, as on the command line; None where nothing was said."""

    file: str
    overrides: tuple[str, ...]
    figures: tuple[str, ...]
    method: str
    option: str | None = None
    against: str | None = None
    vary: tuple[str, ...] = ()
    top: int | None = None
    n: int | None = None
    second: bool = False
    draws: int | None = None
    runs: int | None = None
    seed: int | None = None


def asked_options(scenario: Scenario, question: SensitivityQuestion) -> tuple[str, ...]:
    """The option asked about, and what it is set against, if anything.

    Raises
    ------
    QuestionError
        When there is no such option, or several and none was named.
    """
    names = [option.name for option in scenario.options]
    own = [name for name in names if name != BASELINE]
    if question.option is None and len(own) != 1:
        raise QuestionError(f"say which option with --option: {', '.join(own) or 'the scenario has none'}")
    option = question.option or own[0]
    against = question.against or (NOTHING if option == BASELINE else BASELINE)
    asked = (("--option", option, names), ("--against", against, [*names, NOTHING]))
    if wrong := [
        f"{flag} {name}: {unknown('option', name, known)}" for flag, name, known in asked if name not in known
    ]:
        raise QuestionError("\n".join(wrong))
    if option == against:
        raise QuestionError(f"--against {against}: name another option than {option}, or {NOTHING}")
    return (option,) if against == NOTHING else (option, against)


def asked_figures(scenario: Scenario, words: tuple[str, ...]) -> tuple[Figure, ...]:
    """Figures from `outcome:subject`; alignment of the first pair that is watched when none is named.

    Raises
    ------
    QuestionError
        Naming every one that cannot be read.
    """
    if not words:
        pairs = [subject for subject in scenario.watch if ":" in subject]
        if not pairs:
            raise QuestionError("say what it is about, such as alignment:PAK:TUR; the scenario watches no pair")
        return (figure(scenario, "alignment", pairs[0]),)
    found, wrong = dict[Figure, None](), list[str]()
    for word in words:
        outcome, _, subject = word.partition(":")
        try:
            if outcome not in OUTCOMES:
                raise QuestionError(unknown("outcome", outcome, tuple(OUTCOMES)))
            found[figure(scenario, outcome, subject or "world")] = None
        except QuestionError as error:
            wrong.append(f"{word}: {error}; write outcome:subject, such as alignment:PAK:TUR")
    if wrong:
        raise QuestionError("\n".join(wrong))
    return tuple(found)


def check(question: SensitivityQuestion, methods: Iterable[str]) -> None:
    """Refuse what does not go together, all of it at once.

    Raises
    ------
    QuestionError
        Naming every word that has no meaning here.
    """
    method, wrong = question.method, list[str]()
    if method not in methods:
        raise QuestionError(f"--method {method}: expected {', '.join(methods)}")
    if method == "sobol" and question.draws is not None:
        wrong.append("--draws: Sobol indices take their own samples; --n says how many, and --runs the worlds of each")
    if method != "sobol" and (question.n is not None or question.second):
        wrong.append(f"--n and --second belong to --method sobol; with {method}, --draws says how many samples")
    if question.vary and question.top is not None:
        wrong.append("--top chooses among all assumptions, and --vary names them; write one of the two")
    if wrong:
        raise QuestionError("\n".join(wrong))
