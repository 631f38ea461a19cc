"""The levers of an option: how strong each of its provisions is, and between what bounds it may be moved."""

from dataclasses import dataclass

from sim.catalogue import instruments
from sim.dashboard.asked import Asked
from sim.model.policy import HIGHEST_LEVEL
from sim.scenario import Provision, Scenario
from sim.scenario.dates import quarter_name

MOST_A_YEAR = 24.0


@dataclass(frozen=True)
class Lever:
    """One provision that can be moved.

    Attributes
    ----------
    path
        Where it stands in the file: `options.pact.provisions[0].level`.
    title, about
        The instrument, and between whom and from when.
    unit
        What the number means.
    low, high, step
        Of the slider.
    value, was
        As asked, and as the file says.
    """

    path: str
    title: str
    about: str
    unit: str
    low: float
    high: float
    step: float
    value: str
    was: str

    @property
    def changed(self) -> bool:
        """Whether it was moved away from the file."""
        return self.value != self.was


def levers(filed: Scenario, option: str, asked: Asked) -> list[Lever]:
    """The levers of an option, in the order of its provisions.

    Parameters
    ----------
    filed
        The scenario as its file says.
    option
        Name of the option. One that the file does not write out itself, made by `expand:`, has no levers of its own.
    asked
        What replaces the file's values.
    """
    written = {name for name in (o.name for o in filed.options) if "+" not in name}
    provisions = filed.option(option).provisions if option in written else ()
    moved = dict(asked.levels)
    return [_lever(filed, f"options.{option}.provisions[{k}]", p, moved) for k, p in enumerate(provisions)]


def _lever(filed: Scenario, path: str, provision: Provision, moved: dict[str, str]) -> Lever:
    key, unit, low, high, step, value = _dial(provision)
    catalogue = instruments()
    title = catalogue.titles[catalogue.keys.index(provision.instrument)]
    parties = ", ".join(filed.names[code] for code in provision.members)
    since = quarter_name(filed.start + provision.start)
    was = f"{value:g}"
    where = f"{path}.{key}"
    told = f"{parties}; {provision.enter} from {since}"
    return Lever(where, title, told, unit, low, high, step, moved.get(where, was), was)


def _dial(provision: Provision) -> tuple[str, str, float, float, float, float]:
    """Key, unit, bounds, step and value of what a provision says of its strength."""
    if provision.details.per_year is not None:
        return "per_year", "times a year", 0.5, MOST_A_YEAR, 0.5, provision.details.per_year
    if provision.change is not None:
        return "change", "change of the level", -HIGHEST_LEVEL, HIGHEST_LEVEL, 0.05, provision.change
    return "level", "level", 0.0, HIGHEST_LEVEL, 0.05, provision.level or 0.0
