"""An opening of which data say more than the declared ranges do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.model.opening import Numbers, Opening


@dataclass(frozen=True)
class Informed(Opening):
    """An opening whose draws take some parameters from a posterior.

    Attributes
    ----------
    posterior
        Draws by parameter, each `(draw of the posterior,)`; one draw of a study takes one of them for all.
    costs
        Likewise what instruments cost by themselves, by key.
    """

    posterior: Mapping[str, Numbers] = field(default_factory=dict)
    costs: Mapping[str, Numbers] = field(default_factory=dict)
