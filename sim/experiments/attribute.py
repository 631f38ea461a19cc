"""Attribute: what each provision of a package contributes, on the same worlds.

Every subset of the package is run, so shares are exact (Shapley, see `shapley.py`): they add up to the package's effect
in every world. Leave-one-out stands beside them, because a part that others can replace loses little when it goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.core.errors import QuestionError
from sim.ensemble.effects import bootstrap_mean
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.experiments.paired import Figure, Workforce, sound_worlds, values
from sim.experiments.shapley import interactions, leave_one_out, shares
from sim.scenario import Option, Provision, Scenario

Numbers = NDArray[np.float64]
MOST_PARTS = 8


@dataclass(frozen=True)
class Attribution:
    """Contributions to one figure.

    Attributes
    ----------
    table
        One row a part, the whole package last: part, provisions, share, lo, hi (90 % interval of the mean, by draws),
        alone, last (what the package loses without it), worlds.
    interactions
        `(part, part)`: what two parts change together beyond what each changes alone, mean over worlds.
    failed
        Worlds left out because something in them is not finite.
    """

    table: pd.DataFrame
    interactions: pd.DataFrame
    failed: int


def parts_of(option: Option) -> dict[str, tuple[Provision, ...]]:
    """The parts of an option by name: each provision is one, or where there are too many of them, each instrument.

    A provision goes by its instrument; where others share that, by its parties too, and by its number among its like.

    Raises
    ------
    QuestionError
        When there are none, or more than can be tried in every combination.
    """
    if not option.provisions:
        raise QuestionError(f"{option.name} has no provisions, so there is nothing to attribute")
    if len(option.provisions) <= MOST_PARTS:
        return {name: (p,) for name, p in zip(_names(option.provisions), option.provisions, strict=True)}
    found: dict[str, list[Provision]] = {}
    for provision in option.provisions:
        found.setdefault(provision.instrument, []).append(provision)
    if len(found) > MOST_PARTS:
        raise QuestionError(
            f"{option.name} has {len(found)} instruments, and every combination of at most {MOST_PARTS} can be run; "
            f"write smaller packages as options of their own"
        )
    return {name: tuple(provisions) for name, provisions in found.items()}


def _names(provisions: Sequence[Provision]) -> list[str]:
    names = [provision.instrument for provision in provisions]
    whole = [f"{p.instrument} {':'.join(p.parties)}" for p in provisions]
    names = [full if names.count(name) > 1 else name for name, full in zip(names, whole, strict=True)]
    return [f"{name} #{names[: k + 1].count(name)}" if names.count(name) > 1 else name for k, name in enumerate(names)]


def subsets(option: Option, parts: dict[str, tuple[Provision, ...]]) -> list[Option]:
    """The option with every subset of its parts, the empty one first; subset `s` holds part `i` at bit `i` of `s`."""
    listed = list(parts.values())
    return [
        replace(option, provisions=tuple(p for i, part in enumerate(listed) if s >> i & 1 for p in part))
        for s in range(1 << len(listed))
    ]


def attribute(
    scenario: Scenario, option: Option, asked: Figure, sampling: Sampling, parts: Parts, force: Workforce
) -> Attribution:
    """What each part of an option contributes to its effect on a figure.

    Parameters
    ----------
    scenario, option
        The package, and the scenario it belongs to.
    asked
        Which figure.
    sampling, parts, force
        As for `sim.experiments.paired.values`.
    """
    of_option = parts_of(option)
    figures = values([(scenario, subset) for subset in subsets(option, of_option)], asked, sampling, parts, force)
    sound = sound_worlds(figures)
    worth = (figures - figures[0])[:, sound]
    names = list(of_option)
    table = _table(names, worth, np.flatnonzero(sound) // sampling.runs, sampling)
    table["provisions"] = [*(len(of_option[name]) for name in names), len(option.provisions)]
    paired = pd.DataFrame(interactions(worth).mean(axis=2), index=names, columns=names)
    return Attribution(table, paired, int((~sound).sum()))


def _table(names: Sequence[str], worth: Numbers, draw: NDArray[np.int64], sampling: Sampling) -> pd.DataFrame:
    contributions = np.concatenate([shares(worth), worth[-1:]])
    alone = np.array([worth[1 << i].mean() for i in range(len(names))] + [worth[-1].mean()])
    last = np.append(leave_one_out(worth).mean(axis=1), worth[-1].mean())
    lo, hi = bootstrap_mean(contributions.T, draw, sampling.draws, sampling.seed)
    columns = {"share": contributions.mean(axis=1), "lo": lo, "hi": hi, "alone": alone, "last": last}
    return pd.DataFrame({"part": [*names, "all"], **columns, "worlds": worth.shape[1]})
