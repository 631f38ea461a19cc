"""Compare: one option against another in the same worlds, and the sentence that says it."""

from dataclasses import dataclass

import pandas as pd

from sim.ensemble import Ensemble
from sim.experiments.effect import Effect, leading_outcome, read_effects
from sim.experiments.words import in_worlds, listed, signed, subject_name
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario

NAMED_PAIRS = 3


@dataclass(frozen=True)
class Comparison:
    """Two options in the same worlds.

    Attributes
    ----------
    first, second
        Names of the options; effects are those of the first against the second.
    effects
        Of the leading outcome on every watched subject, at the horizon.
    sentence
        What they amount to.
    """

    first: str
    second: str
    effects: tuple[Effect, ...]
    sentence: str


def compare(ensemble: Ensemble, first: str, second: str) -> pd.DataFrame:
    """Paired effects at the horizon of one option against another, columns as `Ensemble.effects`."""
    table = ensemble.effects(against=second, quarters=[ensemble.scenario.quarters])
    return table[table["option"] == first].reset_index(drop=True)


def comparison(ensemble: Ensemble, first: str, second: str) -> Comparison:
    """One comparison in numbers and in one sentence."""
    outcome = leading_outcome(ensemble)
    found = read_effects(compare(ensemble, first, second), ensemble, outcome, first, second)
    worlds = int(ensemble.sound(first, second, BASELINE).sum())
    return Comparison(first, second, found, _sentence(ensemble.scenario, outcome, first, second, found, worlds))


def _sentence(
    scenario: Scenario, outcome: str, first: str, second: str, found: tuple[Effect, ...], worlds: int
) -> str:
    ours, theirs = (f'"{scenario.option(name).title}"' for name in (first, second))
    clear = sorted((e for e in found if _clear(e) > 0.5), key=lambda e: (-_clear(e), -abs(e.mean)))[:NAMED_PAIRS]
    rest = len(found) - len(clear)
    band = OUTCOMES[outcome].band
    if not clear:
        return (
            f"In this model, {ours} and {theirs} differ by more than {band:g} for no watched pair "
            f"in more than half of the model worlds."
        )
    said = listed(_clause(scenario, outcome, e, worlds) for e in clear)
    others = f"; {rest} other{'s' if rest > 1 else ''} in tables/effects.csv" if rest else ""
    return f"In this model, set against {theirs}, {ours} comes with {said}{others}."


def _clear(effect: Effect) -> float:
    return max(effect.p_down, effect.p_up)


def _clause(scenario: Scenario, outcome: str, effect: Effect, worlds: int) -> str:
    way, share = ("higher", effect.p_up) if effect.p_up > effect.p_down else ("lower", effect.p_down)
    whom = subject_name(scenario, effect.subject, OUTCOMES[outcome].directed, " and ")
    word = outcome.replace("_", " ")
    return f"{way} {word} of {whom} {in_worlds(share, worlds)} (mean difference {signed(effect.mean)})"
