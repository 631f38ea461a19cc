"""Case studies: does the model show what the record shows, as stated beforehand?

A scenario with `expects:` names dated findings of the record, each with a measure and bounds. The model shows one when
the figure lies within its bounds. A case study can fail, and then says so; nothing is tuned to pass.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble import Ensemble
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.run import Progress, run
from sim.scenario import Expectation, Option, Provision, Scenario

Numbers = NDArray[np.float64]
COLUMNS = ("name", "record", "source", "measure", "asked", "low", "high", "figure", "lo", "hi", "verdict")
SHOWN, NOT_SHOWN = "shown", "not shown"
PROBE = "as-it-lives"


def case_study(
    scenario: Scenario,
    draws: int | None = None,
    runs: int | None = None,
    seed: int | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Run a scenario and hold its expectations against it.

    Parameters
    ----------
    scenario
        With `expects`.
    draws, runs, seed, progress
        As for `sim.run`.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`, one row an expectation: what the record shows and where, what was asked of the model, the
        bounds, the figure with its 90 % interval (bootstrap clustered by draw), and the verdict.

    Raises
    ------
    QuestionError
        The scenario expects nothing.
    """
    if not scenario.expects:
        raise QuestionError(f"{scenario.path}: no expects; write what the record shows under `expects:`")
    ensemble = run(probed(scenario), draws, runs, seed, progress=progress)
    return pd.DataFrame([_row(each, ensemble) for each in scenario.expects], columns=list(COLUMNS))


def probed(scenario: Scenario) -> Scenario:
    """The scenario with what its expectations look at: subjects, outcomes, and options that read off agreements.

    A change of nothing is nothing, bit for bit, but the level of its agreement is recorded.
    """
    options = list(scenario.options)
    for name in dict.fromkeys(each.option for each in scenario.expects if each.measure == "in_force"):
        looked_at = (each for each in scenario.expects if each.measure == "in_force" and each.option == name)
        rows = tuple(_row_to_read(each) for each in looked_at)
        option = scenario.option(name)
        options.append(replace(option, name=f"{name}-{PROBE}", provisions=(*option.provisions, *rows)))
    measured = [each for each in scenario.expects if each.measure in ("change", "effect")]
    return replace(
        scenario,
        options=tuple(options),
        watch=tuple(dict.fromkeys((*scenario.watch, *(each.subject for each in measured)))),
        outcomes=tuple(dict.fromkeys((*scenario.outcomes, *(each.what for each in measured)))),
    )


def _row_to_read(expectation: Expectation) -> Provision:
    first, second = sorted(expectation.subject.split(":"))
    return Provision(expectation.what, (first, second), None, 0.0, "imposed", 0, None)


def _row(each: Expectation, ensemble: Ensemble) -> dict[str, object]:
    values, sound = _values(each, ensemble), ensemble.sound()
    lo, hi = bootstrap_mean(values[sound], ensemble.draw[sound], ensemble.draws, ensemble.seed)
    figure = float(values[sound].mean())
    return {
        "name": each.name, "record": each.record, "source": each.source, "measure": each.measure,
        "asked": asked(each, ensemble.scenario),
        "low": each.low, "high": each.high, "figure": figure, "lo": float(lo), "hi": float(hi),
        "verdict": SHOWN if each.low <= figure <= each.high else NOT_SHOWN,
    }  # fmt: skip


def _values(each: Expectation, ensemble: Ensemble) -> Numbers:
    """The measure in every world, `(world,)`."""
    if each.measure == "in_force":
        return (_level(each, ensemble) > 0).astype(np.float64)
    if each.measure == "would_sign":
        return _acceptance(each, ensemble)
    ours = _series(each.option, each, ensemble)
    if each.measure == "effect":
        return ours[:, each.quarter] - _series(each.against, each, ensemble)[:, each.quarter]
    return ours[:, each.quarter] - ours[:, 0]


def _series(option: str, each: Expectation, ensemble: Ensemble) -> Numbers:
    table = ensemble.series(each.what, each.subject)
    values = table[table["option"] == option]["value"].to_numpy()
    return values.reshape(ensemble.worlds, -1)


def _level(each: Expectation, ensemble: Ensemble) -> Numbers:
    """Level in force at the end, `(world,)`."""
    name = f"{each.option}-{PROBE}"
    places = _places(ensemble.scenario.option(name))
    place = max(
        k for k, (pair, key) in places.items() if set(pair) == set(each.subject.split(":")) and key == each.what
    )
    return ensemble.kept[name].level[:, place]


def _acceptance(each: Expectation, ensemble: Ensemble) -> Numbers:
    """Chance that the party accepts, in the quarter of the proposal; of several provisions the one it finds hardest."""
    members = [party for p in ensemble.scenario.option(each.option).provisions for party in p.members]
    acceptance = ensemble.kept[each.option].would_sign
    odds = [acceptance[:, k] for k, party in enumerate(members) if party == each.subject]
    if not odds:
        raise QuestionError(f"{each.subject} is no party of {each.option}; expects.{each.name} asks whether it signs")
    hardest: Numbers = np.min(odds, axis=0)
    return hardest


def _places(option: Option) -> dict[int, tuple[tuple[str, str], str]]:
    """Pair and instrument of each row of an option."""
    rows = [(pair, provision.instrument) for provision in option.provisions for pair in provision.pairs]
    return dict(enumerate(rows))


def asked(each: Expectation, scenario: Scenario) -> str:
    """What is asked of the model, in words."""
    title = scenario.option(each.option).title or each.option
    where = "" if each.option == "baseline" else f', under "{title}"'
    years = f"{each.quarter / 4:g} years" if each.quarter != 4 else "1 year"
    said = {
        "in_force": f"share of worlds with {each.what} of {each.subject} in force at the end{where}",
        "would_sign": f'acceptance by {each.subject} of "{title}" when it is put to it, mean over worlds',
        "change": f"change of {each.what} of {each.subject} in {years}{where}",
        "effect": f"effect on {each.what} of {each.subject} after {years}{where}",
    }
    return said[each.measure]
