"""The menu of one state: every act open to it in a quarter, what it is worth and why, and the odds of taking it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sim.abm.acts import Act
from sim.core.errors import QuestionError
from sim.model.choose import ACT_NAMES
from sim.model.reasons import REASONS, Reasons
from sim.model.reasons import acts as row_of_acts

KEYS = ("act", "partner", "instrument")


@dataclass(frozen=True)
class Menu:
    """What a state can do in a quarter.

    Attributes
    ----------
    actor, date
        Whose and when.
    acts
        One row an open act: act, partner, instrument (codes and keys, empty where they do not apply), worth (utility in
        logits against doing nothing new), odds (chance that the engine takes it), and one column a reason
        (`sim.model.reasons.REASONS`), which sum to worth.
    own
        What the engine has chosen for this state, by the luck of this world.
    """

    actor: str
    date: str
    acts: pd.DataFrame = field(repr=False)
    own: Act

    def act(self, row: int) -> Act:
        """The act of one row of `acts`, by its label."""
        found = self.acts.loc[row, list(KEYS)]
        return Act(*(str(part) for part in found))

    def checked(self, act: Act) -> Act:
        """The act, if it is open.

        Raises
        ------
        QuestionError
            When it is not.
        """
        columns = (self.acts[key] == part for key, part in zip(KEYS, act, strict=True))
        if not np.logical_and.reduce([column.to_numpy() for column in columns]).any():
            raise QuestionError(f"{self.actor} cannot choose {act} in {self.date}; menu.acts lists what is open to it")
        return act


def menu_of(actor: str, date: str, found: Reasons, own: Act, codes: Sequence[str], tools: Sequence[str]) -> Menu:
    """The menu of one state from the terms of its acts."""
    open_, terms = np.asarray(found.open), np.asarray(found.terms)
    row = [np.asarray(part)[open_] for part in row_of_acts(len(codes), len(tools))]
    words = {
        key: ["" if k < 0 else names[k] for k in part]
        for key, names, part in zip(KEYS, (ACT_NAMES, codes, tools), row, strict=True)
    }
    terms = terms[:, open_]
    worth = terms.sum(axis=0)
    odds = np.exp(worth - worth.max())
    table = pd.DataFrame({**words, "worth": worth, "odds": odds / odds.sum(), **dict(zip(REASONS, terms, strict=True))})
    return Menu(actor, date, table, own)
