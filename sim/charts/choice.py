"""What a chart shows when it is not told: which option, which pair, which signatories."""

import numpy as np

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE
from sim.scenario.problems import unknown


def options_but_baseline(ensemble: Ensemble) -> tuple[str, ...]:
    """The options that there are to compare.

    Raises
    ------
    QuestionError
        When there is none, or one has no world to pair with the baseline.
    """
    names = tuple(name for name in ensemble.options if name != BASELINE)
    if not names:
        raise QuestionError("this study holds only the baseline; add an option under `options:` and run it again")
    empty = [name for name in names if not ensemble.sound(name, BASELINE).any()]
    if empty:
        raise QuestionError(f"no world came out finite under {', '.join(empty)}; leave it out, or mend its numbers")
    return names


def leading_option(ensemble: Ensemble) -> str:
    """The option with the largest mean absolute effect on alignment of all pairs at the horizon, first of equals."""
    names = options_but_baseline(ensemble)
    return max(names, key=lambda name: float(np.abs(ensemble.moves(name).to_numpy()).mean()))


def checked_option(ensemble: Ensemble, option: str | None) -> str:
    """The option asked for, or the leading one.

    Raises
    ------
    QuestionError
        When it is not in this study, or is the baseline itself.
    """
    names = options_but_baseline(ensemble)
    if option is None:
        return leading_option(ensemble)
    if option == BASELINE:
        raise QuestionError(f"{BASELINE} is what options are set against; write {' or '.join(names)}")
    if option not in names:
        raise QuestionError(unknown("option", option, names))
    return option


def checked_against(ensemble: Ensemble, option: str, against: str) -> str:
    """What an option is set against: the baseline, or another option that shares sound worlds with it.

    Raises
    ------
    QuestionError
        When it is not in this study, is the option itself, or no world came out finite under both.
    """
    if against not in ensemble.options:
        raise QuestionError(unknown("option", against, ensemble.options))
    if against == option:
        raise QuestionError(f"{option} cannot be set against itself; name another option, or {BASELINE}")
    if not ensemble.sound(option, against).any():
        raise QuestionError(f"no world came out finite under both {option} and {against}")
    return against


def signatories(ensemble: Ensemble, option: str) -> tuple[str, ...]:
    """Codes of all parties to an option's provisions, sorted."""
    return tuple(sorted({party for p in ensemble.scenario.option(option).provisions for party in p.members}))


def measured_pairs(ensemble: Ensemble, outcome: str) -> tuple[str, ...]:
    """Pairs of which an outcome was measured, in the order of `watch:`."""
    if outcome not in ensemble.subjects.names or OUTCOMES[outcome].over != "pair":
        return ()
    return ensemble.subjects.names[outcome]
