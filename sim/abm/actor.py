"""Actor: a state as an agent of Mesa. It holds no numbers: it reads those of its row in the engine's world."""

from typing import TYPE_CHECKING

import mesa
import numpy as np
import pandas as pd

from sim.abm.acts import Act, said
from sim.abm.menu import Menu
from sim.core.luck import fold, name_word, uniform

if TYPE_CHECKING:
    from sim.abm.model import PolicyModel


class Actor(mesa.Agent):
    """A state.

    Parameters
    ----------
    model
        The world that it is in.
    code
        Its code, such as `IND`.

    Attributes
    ----------
    code, name
        Code and plain name.
    number
        Its row in every array of the model.
    """

    model: "PolicyModel"

    def __init__(self, model: "PolicyModel", code: str) -> None:
        super().__init__(model)
        self.code = code
        self.name = model.loaded.names[code]
        self.number = model.codes.index(code)

    def choose(self, menu: Menu) -> Act | None:  # noqa: ARG002  (for those who override it)
        """What to do in the quarter that opens; override it to give this state a mind of its own.

        Parameters
        ----------
        menu
            Every act open to the state, with its worth, its reasons and its odds.

        Returns
        -------
        Act or None
            None leaves the choice to the engine. Whatever is chosen, nobody else's luck or choice of the same quarter
            changes: a choice is made on the opening, and luck has an address.
        """
        return None

    def perceive(self) -> pd.DataFrame:
        """How the state sees every other at the opening of the quarter.

        Returns
        -------
        DataFrame
            Indexed by code: alignment, trust, tension, dependence (its share of arms from the other), sanctions (its
            own on the other), threat (that it sees in the other), security (the other's value to it), novelty (visible
            cooperation of the other that it is not used to).
        """
        view = self.model.world.view
        stocks = ("alignment", "trust", "tension", "dependence", "sanctions")
        columns = {name: self.model.stock(name)[self.number] for name in stocks}
        columns |= {name: np.asarray(getattr(view, name))[self.number] for name in ("threat", "security", "novelty")}
        return pd.DataFrame(columns, index=pd.Index(self.model.codes, name="other")).drop(self.code)

    def luck(self, what: str) -> float:
        """A number between 0 and 1 of this world, quarter and state, for what is named; it changes nobody else's."""
        address = fold(fold(self.model.opened.key, np.uint64(self.model.quarter)), np.uint64(name_word(f"mind {what}")))
        return float(uniform(address, np.uint64(name_word(self.code))))

    def alignment_to(self, other: "str | Actor") -> float:
        """Tendency to take the same side, -1 to 1."""
        return self._towards("alignment", other)

    def trust_in(self, other: "str | Actor") -> float:
        """Belief that the other keeps its word and delivers, 0 to 1."""
        return self._towards("trust", other)

    def tension_with(self, other: "str | Actor") -> float:
        """Tension between the two, 0 to 1."""
        return self._towards("tension", other)

    def dependence_on(self, other: "str | Actor") -> float:
        """Share of its arms and technology that the other supplies."""
        return self._towards("dependence", other)

    @property
    def position(self) -> float:
        """Foreign-policy position, UNGA ideal-point units."""
        return self._own("position")

    @property
    def military_weight(self) -> float:
        """Square root of its share of world capability in per cent, by quality."""
        return self._own("military_weight")

    @property
    def fiscal_strain(self) -> float:
        """Strain on the budget, 0 to 1."""
        return self._own("fiscal_strain")

    @property
    def last_act(self) -> Act | None:
        """What it did in the quarter past, None before the first."""
        return self.model.last_acts[self.number] if self.model.last_acts else None

    @property
    def last_act_words(self) -> str:
        """The same in words, empty before the first quarter."""
        return said(self.last_act, self.model.loaded.names) if self.last_act else ""

    @property
    def accepted(self) -> bool:
        """Whether what it proposed in the quarter past was accepted."""
        return bool(self.model.taken[self.number])

    def _towards(self, stock: str, other: "str | Actor") -> float:
        number = self.model.actor(other).number if isinstance(other, str) else other.number
        return float(self.model.stock(stock)[self.number, number])

    def _own(self, stock: str) -> float:
        return float(self.model.stock(stock)[self.number])
