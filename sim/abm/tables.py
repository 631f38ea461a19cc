"""Tables of one world: the ledger of a pair, agreements in force, provisions, crises and what has happened."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.abm.levels import level_of
from sim.core.pairs import members
from sim.ensemble.kept import entries
from sim.experiments.signing import title_of
from sim.model.policy import ENTER, IMPOSED, cells
from sim.model.quarter import World

if TYPE_CHECKING:
    from sim.abm.model import PolicyModel

LEAST_LEVEL = 1e-9


def ledger(model: "PolicyModel", a: str, b: str, stock: str) -> pd.Series:
    """What has moved a pair since the opening, by mechanism; it sums to the change."""
    i, j = model.actor(a).number, model.actor(b).number
    names = entries(stock)
    posted = getattr(model.world, f"ledger_{stock}")
    return pd.Series([float(entry[i, j]) for entry in posted], index=pd.Index(names, name="mechanism"), name=stock)


def agreements(model: "PolicyModel", *parties: str) -> pd.DataFrame:
    """Agreements in force between two states, of one with all, or of all."""
    for code in parties:
        model.actor(code)
    first, second = (np.asarray(model.codes)[side] for side in members(len(model.codes)))
    wanted = np.array([set(parties) <= {a, b} for a, b in zip(first, second, strict=True)])
    held = {name: np.asarray(levels) for name, levels in _levels(model.world).items()}
    tool, pair = np.nonzero((held["level"] > LEAST_LEVEL) & wanted)
    keys = [model.tools[m] for m in tool]
    columns = {"first": first[pair], "second": second[pair], "instrument": keys, "title": [title_of(k) for k in keys]}
    table = pd.DataFrame({**columns, **{name: levels[tool, pair] for name, levels in held.items()}})
    return table.sort_values(["first", "second", "instrument"], ignore_index=True)


def _levels(world: World) -> dict[str, object]:
    return {"level": world.in_force, "lived": world.state.agreements, "implementation": world.state.implementation}


def provisions(model: "PolicyModel") -> pd.DataFrame:
    """The provisions of the option, what each asks for, how much of it is in force, and whether its level can move it.

    Once a signed or offered provision has entered it lives as any other agreement, and moving its level does nothing.
    """
    live, levels = np.asarray(model.world.enacted.live), np.asarray(model.world.in_force)
    group = np.asarray(model.policy.members.group)[np.asarray(model.policy.first_member)]
    active = np.asarray(model.policy.active)
    now = np.asarray(levels[cells(model.policy, levels)])
    rows = []
    for number, provision in enumerate(model.option.provisions):
        mine = active & (group == number)
        entered = float(live[mine].mean()) if mine.any() else 0.0
        ended = provision.stop is not None and model.quarter >= provision.stop
        waiting = ENTER.index(provision.enter) == IMPOSED or entered < 1
        rows.append(
            {
                "number": number,
                "instrument": provision.instrument,
                "title": title_of(provision.instrument),
                "parties": ", ".join(provision.members),
                "asks": "level" if provision.change is None else "change",
                "level": level_of(provision),
                "enter": provision.enter,
                "from": model.date_of(provision.start),
                "until": "" if provision.stop is None else model.date_of(provision.stop),
                "entered": entered,
                "in_force": float(now[mine].mean()) if mine.any() else 0.0,
                "movable": bool(waiting and not ended),
            }
        )
    return pd.DataFrame(rows)


def crises(model: "PolicyModel") -> pd.DataFrame:
    """Crises so far: first, second, crises, severe; pairs that had any."""
    counts, severe = (np.asarray(x) for x in (model.world.crises, model.world.severe))
    first, second = (np.asarray(model.codes)[side] for side in members(len(model.codes)))
    had = counts > 0
    columns = {"first": first[had], "second": second[had]}
    return pd.DataFrame({**columns, "crises": counts[had].astype(int), "severe": severe[had].astype(int)})
