"""What is asked of a study, checked against what it holds, with the nearest name where there is none."""

import re

from sim.core.errors import QuestionError
from sim.ensemble.cases import Cases
from sim.ensemble.ensemble import Ensemble
from sim.ensemble.kept import entries
from sim.ensemble.subjects import canonical
from sim.model.setting import SWITCHES
from sim.scenario import BASELINE
from sim.scenario.dates import quarter_name
from sim.scenario.problems import unknown

_DATE = re.compile(r"(\d{4})-?[Qq]([1-4])")


def checked_option(ensemble: Ensemble | Cases, option: str) -> str:
    """An option of the study other than the baseline.

    Raises
    ------
    QuestionError
        When there is none of that name, no world came out finite under it, or the study has cases.
    """
    if isinstance(ensemble, Cases):
        raise QuestionError(f'this study has cases; ask about one of them, such as cases["{next(iter(ensemble))}"]')
    names = [name for name in ensemble.options if name != BASELINE]
    if not names:
        raise QuestionError("this study holds only the baseline; add an option under `options:` and run it again")
    if option == BASELINE:
        raise QuestionError(f"{BASELINE} is what options are set against; write {' or '.join(names)}")
    if option not in names:
        raise QuestionError(unknown("option", option, names))
    if not ensemble.sound(option, BASELINE).any():
        raise QuestionError(f"no world came out finite under {option}; mend its numbers and run it again")
    return option


def checked_actor(ensemble: Ensemble, actor: str) -> str:
    """A state of the study.

    Raises
    ------
    QuestionError
        When there is none of that code.
    """
    if actor not in ensemble.scenario.actors:
        raise QuestionError(_unknown_side(ensemble, "actor", actor, groups=False))
    return actor


def checked_pair(ensemble: Ensemble, pair: str, stock: str) -> str:
    """A pair of states or of a state and a group, `IND:TUR` or `IND:gcc`; sorted where direction does not matter.

    Raises
    ------
    QuestionError
        When it cannot be read, or a side of it is not in the study.
    """
    scenario, sides = ensemble.scenario, pair.split(":")
    if len(sides) != 2 or not all(sides):
        raise QuestionError(f'cannot read the pair "{pair}"; write it as IND:TUR')
    for side in sides:
        if side not in scenario.actors and side not in scenario.groups:
            raise QuestionError(_unknown_side(ensemble, "actor", side, groups=True))
    left, right = (set(scenario.groups.get(side, (side,))) for side in sides)
    if not any(a != b for a in left for b in right):
        raise QuestionError(f"{pair} is no pair of two states; write it as IND:TUR")
    return canonical(pair, stock == "trust", scenario.groups)


def checked_stock(stock: str) -> str:
    """A stock with a ledger.

    Raises
    ------
    QuestionError
        When none is kept of it.
    """
    entries(stock)
    return stock


def checked_quarter(ensemble: Ensemble, quarter: int | str | None) -> int:
    """How many quarters have passed, from 1 to the horizon; `2029Q1` means the end of what came before it.

    Raises
    ------
    QuestionError
        When it is not a quarter of the study.
    """
    last, start = ensemble.scenario.quarters, ensemble.scenario.start
    if quarter is None:
        return last
    date = _DATE.fullmatch(str(quarter))
    found = int(date[1]) * 4 + int(date[2]) - 1 - start if date else _whole(quarter)
    if found is None or not 1 <= found <= last:
        raise QuestionError(
            f'no quarter "{quarter}" in this study; write a number from 1 to {last}, '
            f"or a date from {quarter_name(start + 1)} to {quarter_name(start + last)}"
        )
    return found


def checked_switches(names: tuple[str, ...]) -> tuple[str, ...]:
    """Mechanisms and motives that can be switched off.

    Raises
    ------
    QuestionError
        When one is not the name of any.
    """
    if wrong := [unknown("mechanism", name, SWITCHES) for name in names if name not in SWITCHES]:
        raise QuestionError("\n".join(wrong))
    return tuple(dict.fromkeys(names))


def _whole(quarter: int | str) -> int | None:
    try:
        return int(quarter)
    except ValueError:
        return None


def _unknown_side(ensemble: Ensemble, kind: str, word: str, groups: bool) -> str:
    scenario = ensemble.scenario
    by_name = {name.casefold(): code for code, name in scenario.names.items()}
    if word.casefold() in by_name:
        return f'unknown {kind} "{word}"; write its code, {by_name[word.casefold()]}'
    return unknown(kind, word, [*scenario.actors, *(scenario.groups if groups else ())])
