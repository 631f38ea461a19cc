"""Compare: one option against another in the same worlds, and the sentence that says it."""

from dataclasses import dataclass

import pandas as pd

from sim.ensemble import Ensemble
from sim.experiments.effect import Effect, leading_outcome, read_effects
from sim.experiments.words import in_worlds, listed, of_worlds, signed, subject_name
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Scenario

NAMED_PAIRS = 3
MOST = 0.5


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


def comparison(ensemble: Ensemble, comparisons: pd.DataFrame, first: str, second: str) -> Comparison:
    """One comparison in numbers and in one sentence, from the table of comparisons."""
    outcome = leading_outcome(ensemble)
    table = comparisons[comparisons["against"] == second]
    found = read_effects(table, ensemble, outcome, first, second)
    worlds = int(ensemble.sound(first, second, BASELINE).sum())
    return Comparison(first, second, found, _sentence(ensemble.scenario, outcome, first, second, found, worlds))


def _sentence(scenario: Scenario, outcome: str, first: str, second: str, found: tuple[Effect, ...], worlds: int) -> str:
    ours, theirs = (f'"{scenario.option(name).title}"' for name in (first, second))
    band, word = OUTCOMES[outcome].band, outcome.replace("_", " ")
    clear = sorted((e for e in found if _clear(e) > MOST), key=lambda e: (-_clear(e), -abs(e.mean)))
    if not clear:
        return (
            f"In this model, {word} under {ours} and under {theirs} differs by more than {band:g} "
            f"in most worlds for none of the watched pairs."
        )
    said = listed(_clause(scenario, outcome, e, worlds, k == 0) for k, e in enumerate(clear[:NAMED_PAIRS]))
    return f"In this model, under {ours} rather than {theirs} {word} is {said}.{_rest(len(found), len(clear))}"


def _rest(found: int, clear: int) -> str:
    named = min(clear, NAMED_PAIRS)
    if found == named:
        return ""
    if clear > named:
        return f" {_pairs(clear - named, 'more')} differ{_s(clear - named)} in most worlds, {found - clear} do not."
    return f" {_pairs(found - named, 'other')} do{'es' if found - named == 1 else ''} not differ in most worlds."


def _pairs(number: int, word: str) -> str:
    return f"{number} {word} pair{'' if number == 1 else 's'}"


def _s(number: int) -> str:
    return "s" if number == 1 else ""


def _clear(effect: Effect) -> float:
    return max(effect.p_down, effect.p_up)


def _clause(scenario: Scenario, outcome: str, effect: Effect, worlds: int, first: bool) -> str:
    way, share = ("higher", effect.p_up) if effect.p_up > effect.p_down else ("lower", effect.p_down)
    directed = OUTCOMES[outcome].directed
    whom = subject_name(scenario, effect.subject, directed, " and ")
    link = "between" if ":" in effect.subject and not directed else "for"
    where = in_worlds(share, worlds) if first else f"in {of_worlds(share, worlds)}"
    return f"{way} {link} {whom} {where} (mean {signed(effect.mean)})"
