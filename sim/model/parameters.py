"""All parameters of the model, gathered from the files in which their equations stand."""

from sim.core.parameter import Parameter
from sim.model import erupt, learn, motives, perceive, setting
from sim.model.acts import arm, cooperate, deescalate, hedge, initiative, pressure


def _gather() -> dict[str, Parameter]:
    homes = (perceive, motives, initiative, cooperate, pressure, deescalate, arm, hedge, erupt, learn, setting)
    found: dict[str, Parameter] = {}
    for parameter in (p for home in homes for p in home.PARAMETERS):
        if parameter.name in found:
            raise ValueError(f"parameter {parameter.name} is declared twice")
        found[parameter.name] = parameter
    return found


PARAMETERS: dict[str, Parameter] = _gather()


def defaults() -> dict[str, float]:
    """The central value of every parameter."""
    return {name: parameter.default for name, parameter in PARAMETERS.items()}
