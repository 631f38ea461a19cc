"""What can be told of a study: the options that could be simulated in at least one world that the baseline shares.

An option of which every world failed has no effect, no odds and no rank. Nor has any other option beside it, where
options are told in the worlds that are sound under all. So such an option is left out, and a sentence says so; its
worlds stay in the study, each with its error. So it is with a case in which every world of the baseline failed.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from sim.core.errors import QuestionError
from sim.scenario import BASELINE

if TYPE_CHECKING:
    from sim.ensemble.cases import Cases
    from sim.ensemble.ensemble import Ensemble


def simulated(ensemble: "Ensemble") -> "Ensemble":
    """The same study without options that no world came out finite under; itself where there are none.

    Options of `compare:` that share no such world are not set against each other either.

    Raises
    ------
    QuestionError
        When no world came out finite under the baseline.
    """
    if not ensemble.sound(BASELINE).any():
        raise QuestionError(f"{_none_of(ensemble, BASELINE)}, so there is nothing to set an option against")
    told = {name for name in ensemble.options if ensemble.sound(name, BASELINE).any()}
    lost = [name for name in ensemble.options if name not in told]
    asked = [pair for pair in ensemble.scenario.compare if set(pair) <= told]
    apart = [pair for pair in asked if not ensemble.sound(*pair, BASELINE).any()]
    if not lost and not apart:
        return ensemble
    scenario = replace(
        ensemble.scenario,
        options=tuple(option for option in ensemble.scenario.options if option.name in told),
        compare=tuple(pair for pair in asked if pair not in apart),
    )
    kept = {name: kept for name, kept in ensemble.kept.items() if name in told}
    said = [f"{_none_of(ensemble, name)}: it is left out." for name in lost]
    said += [f"{_titles(ensemble, *pair)} share no world that came out finite: not compared." for pair in apart]
    return replace(ensemble, scenario=scenario, kept=kept, left_out=(*ensemble.left_out, *said))


def simulated_cases(cases: "Cases") -> "Cases":
    """The same study without cases in which no world of the baseline came out finite; itself where there are none.

    Raises
    ------
    QuestionError
        When that is so of all cases.
    """
    told = {name: ensemble for name, ensemble in cases.items() if ensemble.sound(BASELINE).any()}
    titles = {case.name: case.title for case in cases.scenario.cases}
    lost = [name for name in cases if name not in told]
    said = [f'Case "{titles[name]}": {_none_of(cases[name], BASELINE)}: it is left out.' for name in lost]
    if not told:
        raise QuestionError("\n".join(said))
    return replace(cases, of=told, left_out=(*cases.left_out, *said)) if lost else cases


def _none_of(ensemble: "Ensemble", option: str) -> str:
    """`0 of 16 worlds of "Pact" could be simulated (not finite: alignment)`, with the error met most often."""
    sound = ensemble.kept[option].sound
    whole = f"0 of {ensemble.worlds} worlds of {_titles(ensemble, option)} could be simulated"
    if sound.any():
        return f"{whole} where the baseline could"
    errors = ensemble.kept[option].error.tolist()
    return f"{whole} ({max(errors, key=errors.count)})"


def _titles(ensemble: "Ensemble", *options: str) -> str:
    return " and ".join(f'"{ensemble.scenario.option(name).title or name}"' for name in options)
