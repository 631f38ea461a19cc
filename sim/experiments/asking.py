"""Questions as one puts them in Python: what is asked, and nothing about how the work is done.

Each gives what its command gives, in memory and with one thread a core; the commands keep their work on disk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from sim.core.errors import QuestionError
from sim.core.workers import cores
from sim.ensemble import Ensemble
from sim.ensemble.assumptions import assumptions
from sim.ensemble.batch import Progress
from sim.ensemble.compute import threads
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.ensemble.question import checked_option
from sim.ensemble.simulated import simulated
from sim.ensemble.study import sampled
from sim.ensemble.swept import Swept
from sim.experiments import discovery
from sim.experiments import flip as flipping
from sim.experiments import sweep as sweeping
from sim.experiments import tornado as ends
from sim.experiments.design import points
from sim.experiments.drawn import checked_names
from sim.experiments.failing import effect_outside, failing_worlds, goals_missed
from sim.experiments.feasibility import feasibility as judged
from sim.experiments.paired import Workforce, figure
from sim.experiments.sweep_study import SweepQuestion, planned
from sim.scenario import BASELINE, Option, load
from sim.scenario.levers import written
from sim.scenario.problems import unknown

Values = str | Iterable[float | str]
FEWEST_DRAWS = discovery.FEWEST_DRAWS


def sweep(
    file: str | Path,
    vary: Mapping[str, Values] | None = None,
    *overrides: str,
    outcomes: Iterable[str] = (),
    design: str | None = None,
    n: int | None = None,
    draws: int | None = None,
    runs: int | None = None,
    seed: int | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Swept:
    """Every option of a scenario at many points, in the same worlds.

    Parameters
    ----------
    file
        A scenario file: each point is this file with some values replaced.
    vary
        What varies, by its path in the file: values one after the other (`[0, 0.5, 1]`), a scan (`"0:1:5"`), or a range
        to sample (`"0.2:0.9"`, with `design` and `n`). As the file's `sweep:` says when left out.
    *overrides
        Other values to replace at every point, such as `horizon=5`.
    outcomes
        Names of outcomes to keep; alignment when left out.
    design, n
        "grid", "lhs" or "sobol", and how many samples of the ranges.
    draws, runs, seed
        As for `sim.run`.
    folder
        Where worlds are kept and found again; in memory when left out.
    progress
        Called with pieces of work done and pieces in all.

    Raises
    ------
    ScenarioError, QuestionError
        When a value cannot stand where a lever puts it, or something is not known.
    """
    levers = tuple(f"{path}={_as_written(values)}" for path, values in (vary or {}).items())
    question = SweepQuestion(str(file), overrides, levers, design, n, tuple(outcomes), draws, runs, seed)
    read = load(question.file, *overrides)
    plan = planned(question, read.sweep)
    base = replace(sampled(read, draws, runs, seed), sweep=plan)
    at = sweeping.design(base, file, overrides, points(plan.vary, plan.design, plan.n, base.seed))
    sampling = Sampling(base.draws, base.runs, base.seed, base.quarters)
    return sweeping.sweep(at, sampling, plan.outcomes, Parts(folder), _force(progress))


def tornado(
    ensemble: Ensemble,
    option: str,
    subject: str,
    outcome: str = "alignment",
    *,
    against: str = BASELINE,
    among: Iterable[str] | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """How far each assumption alone moves an effect, from one end of its range to the other; the strongest first.

    Parameters
    ----------
    ensemble
        Whose scenario and worlds are used.
    option, against
        The option, and what it is set against.
    subject, outcome
        Whom it is about and what, at the horizon.
    among
        Names of parameters (`entente list parameters`); all that are open when left out.
    progress
        As for `sim.run`.

    Returns
    -------
    DataFrame
        As of `sim.experiments.tornado.tornadoes`.
    """
    scenario, asked = ensemble.scenario, figure(ensemble.scenario, outcome, subject)
    both = (_option(ensemble, option), _option(ensemble, against))
    names = None if among is None else _checked(among, ends.ranges(scenario))
    return ends.tornado(scenario, both, asked, _sampling(ensemble), Parts(), _force(progress), names)


def discover(
    ensemble: Ensemble,
    option: str,
    subject: str | None = None,
    outcome: str = "alignment",
    *,
    below: float | None = None,
    above: float | None = None,
    among: Iterable[str] = (),
    draws: int = 400,
    progress: Progress | None = None,
) -> discovery.Discovery:
    """Under which assumptions an option fails, judged on draws that were not searched.

    Parameters
    ----------
    ensemble, option
        Whose scenario and seed are used, and the option.
    subject, outcome, below, above
        Failing: the change of this outcome of this subject against the baseline is below, or above. The scenario's
        goals when all are left out.
    among
        Search these assumptions, and screen none.
    draws
        Of the assumptions, one world each.
    progress
        As for `sim.run`.

    Raises
    ------
    QuestionError
        When the option fails in no world, or in every one.
    """
    scenario = ensemble.scenario
    if (subject is None) != (below is None and above is None):
        raise QuestionError('say whom it is about and what is failing: subject="PAK:TUR" with below=0.02, or above=')
    fails = goals_missed(scenario) if subject is None else effect_outside(scenario, outcome, subject, below, above)
    names = checked_names(assumptions(scenario, FEWEST_DRAWS, ensemble.seed), tuple(among))
    sampling = _sampling(ensemble, draws, 1)
    worlds, left_out = failing_worlds(scenario, _option(ensemble, option), fails, sampling, Parts(), _force(progress))
    if worlds.failing.all() or not worlds.failing.any():
        how = "every one" if worlds.failing.all() else "none"
        raise QuestionError(
            f"{option} fails in {how} of {len(worlds.failing)} worlds, so nothing sets failing ones apart"
        )
    return discovery.discover(worlds, ensemble.seed, among=names, left_out=left_out)


def flip(
    ensemble: Ensemble,
    first: str,
    second: str,
    subject: str,
    outcome: str = "alignment",
    *,
    draws: int | None = None,
    progress: Progress | None = None,
) -> flipping.Flip:
    """What one would have to believe for two options to change places; arguments as for `tornado`."""
    both = (_option(ensemble, first), _option(ensemble, second))
    asked = figure(ensemble.scenario, outcome, subject)
    return flipping.flip(ensemble.scenario, both, asked, _sampling(ensemble, draws), Parts(), _force(progress))


def feasibility(ensemble: Ensemble) -> pd.DataFrame:
    """Whether the parties could afford, use, bear and sign each option, and what speaks against it.

    Returns
    -------
    DataFrame
        As of `sim.experiments.feasibility.feasibility`.
    """
    told = simulated(ensemble)
    return judged(told.scenario, told.signing())


def _as_written(values: Values) -> str:
    return values if isinstance(values, str) else ",".join(written(value) for value in values)


def _checked(names: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    asked, there = tuple(names), tuple(known)
    for name in asked:
        if name not in there:
            raise QuestionError(unknown("open parameter", name, there))
    return asked


def _option(ensemble: Ensemble, name: str) -> Option:
    return ensemble.scenario.option(name if name == BASELINE else checked_option(ensemble, name))


def _sampling(ensemble: Ensemble, draws: int | None = None, runs: int | None = None) -> Sampling:
    if ensemble.off:
        raise QuestionError(
            f"the study was run with {', '.join(ensemble.off)} switched off, and this question runs worlds with "
            f"everything on; ask it of a study made without `off`"
        )
    return Sampling(draws or ensemble.draws, runs or ensemble.runs, ensemble.seed, ensemble.scenario.quarters)


def _force(progress: Progress | None) -> Workforce:
    return Workforce(threads, cores(), progress)
