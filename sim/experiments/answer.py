"""The answer to a study as plain data: what an adviser reads first, with its words.

Every number comes from the tables of the study; nothing is computed twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sim.ensemble import Ensemble
from sim.ensemble.simulated import simulated
from sim.experiments.backlash import Backlash, backlash_words, read_backlash
from sim.experiments.compare import Comparison, comparison
from sim.experiments.effect import Effect, leading_outcome, read_effects
from sim.experiments.families import FamilyEffect, family_effects
from sim.experiments.feasibility import Feasibility, feasibility, of_option
from sim.experiments.goals import GoalAnswer, goal_answers, goals_table
from sim.experiments.judgement import Judgement, judgement, judgement_words
from sim.experiments.luck import luck_share, luck_words
from sim.experiments.order import Order, order
from sim.experiments.signing import PartyOdds, Standing, party_odds, signing_words, standing_words, standings
from sim.experiments.yardstick import scale_words
from sim.outcomes import OUTCOMES
from sim.scenario import BASELINE, Option

CAVEAT = "This is a scenario instrument, not a forecast."
ALIGNMENT, TRUST, CRISES = "alignment", "trust", "crises"


@dataclass(frozen=True)
class Ratio:
    """A rate as a ratio to the baseline's, with the 90 % interval of its mean."""

    ratio: float
    lo: float
    hi: float


@dataclass(frozen=True)
class OptionAnswer:
    """What is told of one option.

    Attributes
    ----------
    name, title, stands_for
        As in the file.
    own
        Pairs that the option ties.
    effects
        Of the leading outcome on every watched subject, against the baseline, at the horizon.
    parties, would_sign
        How ready each party is to accept, and the same in words.
    provisions, in_force
        How far each provision still stands, and the same in words.
    trust
        Effects on the parties' trust in each other; empty where trust was not measured.
    crises
        Crises a year among all against the baseline; None where not measured.
    feasibility
        Whether the parties could afford, use, bear and sign it, and what speaks against it.
    backlash, backlash_words
        Alignment lost outside the option's own pairs, and the same in words; None where it ties no pairs.
    scale
        The largest effect on alignment beside a shift of the record; empty where there is none to tell.
    families
        What it changes for its own parties, strategically, operationally, diplomatically, economically.
    """

    name: str
    title: str
    stands_for: str
    own: tuple[str, ...]
    effects: tuple[Effect, ...]
    parties: tuple[PartyOdds, ...]
    would_sign: str
    provisions: tuple[Standing, ...]
    in_force: str
    trust: tuple[Effect, ...]
    crises: Ratio | None
    feasibility: Feasibility
    backlash: Backlash | None
    backlash_words: str
    scale: str
    families: tuple[FamilyEffect, ...]


@dataclass(frozen=True)
class Answer:
    """What a study answers.

    Attributes
    ----------
    title, question
        Of the scenario.
    years
        Horizon.
    outcome, meaning, unit, band, baseline
        The leading outcome (changes within the band are no practical change), and the title of the baseline.
    worlds, failed, draws, runs, seed
        Worlds that each option met, worlds that failed under at least one, and how they were sampled.
    options, comparisons
        Each option against the baseline, and pairs of options against each other.
    order
        How firm the order of the options is; None where there is nothing to order, or one draw.
    judgement, judged
        What rests on judgement, counted and in words.
    luck, luck_words
        Median share of luck in the spread of the leading outcome's effects; None where it cannot be told.
    goals, perspective
        How far each option meets each goal of the scenario, and the name of the state for which it is told, or None.
    off
        Mechanisms and motives that were switched off.
    added, left_out
        What is predicted of actors that the file adds, and which options could be simulated in no world, in sentences.
    caveat
        What this is not.
    """

    title: str
    question: str
    years: int
    outcome: str
    meaning: str
    unit: str
    band: float
    baseline: str
    worlds: int
    failed: int
    draws: int
    runs: int
    seed: int
    options: tuple[OptionAnswer, ...]
    comparisons: tuple[Comparison, ...]
    order: Order | None
    judgement: Judgement
    judged: str
    luck: float | None
    luck_words: str
    added: tuple[str, ...]
    goals: tuple[GoalAnswer, ...] = ()
    perspective: str | None = None
    off: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    caveat: str = CAVEAT


def answer(ensemble: Ensemble, tables: Mapping[str, pd.DataFrame]) -> Answer:
    """Put together what a study answers.

    Parameters
    ----------
    ensemble
        The study's worlds.
    tables
        Its tables, as `sim.ensemble.tables.study_tables` gives them.
    """
    ensemble = simulated(ensemble)
    scenario, outcome = ensemble.scenario, OUTCOMES[leading_outcome(ensemble)]
    # What is told of options is told of the horizon.
    at_the_end = {**tables, "effects": tables["effects"][tables["effects"]["quarter"] == scenario.quarters]}
    feasible = feasibility(scenario, tables["signing"])
    found, luck = judgement(scenario), luck_share(tables["luck_share"], outcome.name)
    return Answer(
        title=scenario.title,
        question=scenario.question,
        years=scenario.horizon,
        outcome=outcome.name,
        meaning=outcome.meaning,
        unit=outcome.unit,
        band=outcome.band,
        baseline=scenario.option(BASELINE).title,
        worlds=ensemble.worlds,
        failed=int((~ensemble.sound()).sum()),
        draws=ensemble.draws,
        runs=ensemble.runs,
        seed=ensemble.seed,
        options=tuple(
            _option(o, ensemble, at_the_end, outcome.name, feasible) for o in scenario.options if o.name != BASELINE
        ),
        comparisons=tuple(
            comparison(ensemble, tables["comparisons"], first, second) for first, second in scenario.compare
        ),
        order=order(ensemble, outcome.name),
        judgement=found,
        judged=judgement_words(found),
        luck=luck,
        luck_words=luck_words(luck),
        added=scenario.newcomers_told,
        goals=goal_answers(ensemble, goals_table(ensemble)),
        perspective=scenario.names[scenario.perspective] if scenario.perspective else None,
        off=ensemble.off,
        left_out=ensemble.left_out,
    )


def _option(
    option: Option, ensemble: Ensemble, tables: Mapping[str, pd.DataFrame], outcome: str, feasible: pd.DataFrame
) -> OptionAnswer:
    effects, signing = tables["effects"], tables["signing"]
    lost, worlds = read_backlash(tables["backlash"], option.name), int(ensemble.sound(option.name, BASELINE).sum())
    parties, provisions = _parties(option, ensemble, signing), standings(signing, ensemble.scenario, option)
    return OptionAnswer(
        name=option.name,
        title=option.title,
        stands_for=option.stands_for,
        own=_own_pairs(option),
        effects=read_effects(effects, ensemble, outcome, option.name),
        parties=parties,
        would_sign=signing_words(parties),
        provisions=provisions,
        in_force=standing_words(provisions, worlds),
        trust=_trust(option, ensemble, effects),
        crises=_crises(option, ensemble, effects),
        feasibility=of_option(feasible, option.name),
        backlash=lost,
        backlash_words=backlash_words(lost),
        scale=scale_words(read_effects(effects, ensemble, ALIGNMENT, option.name), OUTCOMES[ALIGNMENT].band),
        families=family_effects(tables["families"], option.name, worlds),
    )


def _parties(option: Option, ensemble: Ensemble, signing: pd.DataFrame) -> tuple[PartyOdds, ...]:
    """The parties' odds, the state for which the study is told first."""
    parties = party_odds(signing, ensemble.scenario, option)
    return tuple(sorted(parties, key=lambda party: party.party != ensemble.scenario.perspective))


def _own_pairs(option: Option) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{a}:{b}" for provision in option.provisions for a, b in provision.pairs))


def _trust(option: Option, ensemble: Ensemble, effects: pd.DataFrame) -> tuple[Effect, ...]:
    both_ways = {way for pair in _own_pairs(option) for way in (pair, ":".join(reversed(pair.split(":"))))}
    return tuple(e for e in read_effects(effects, ensemble, TRUST, option.name) if e.subject in both_ways)


def _crises(option: Option, ensemble: Ensemble, effects: pd.DataFrame) -> Ratio | None:
    found = read_effects(effects, ensemble, CRISES, option.name)
    if not found:
        return None
    usual = ensemble.kept[BASELINE].at(CRISES, [-1])[ensemble.sound(option.name, BASELINE), 0, 0].mean()
    if usual <= 0:
        return None
    return Ratio(*(float(1 + change / usual) for change in (found[0].mean, found[0].lo, found[0].hi)))
