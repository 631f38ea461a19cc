"""Once: what a function works out twice from the same values stands once in its program.

An equation is written where it belongs and called wherever it is needed: the crises of a quarter and three outcomes all
ask for the rate of crises. XLA merges what is computed twice, but first it takes out of a loop what the loop does not
change, each time for itself, and then no longer sees that the rest is one. So equal operations are merged before XLA
sees them. No number changes (docs/decisions/055-equal-operations-are-merged.md).
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import jax
import numpy as np
from jax.core import Tracer
from jax.extend.core import ClosedJaxpr, Jaxpr, JaxprEqn, Literal, Var, jaxpr_as_fun

T = TypeVar("T")


def once(function: Callable[..., T]) -> Callable[..., T]:
    """The same function of arrays (any nest of them), its equal operations merged; for the body of a loop, say."""

    def merged(*args: Any) -> T:
        program, shape = jax.make_jaxpr(function, return_shape=True)(*args)
        values = jaxpr_as_fun(without_repeats(program))(*jax.tree.leaves(args))
        found: T = jax.tree.unflatten(jax.tree.structure(shape), values)
        return found

    return merged


def without_repeats(program: ClosedJaxpr) -> ClosedJaxpr:
    """A program whose equal operations on equal values are merged; what it calls is left as it is."""
    jaxpr, first = program.jaxpr, _equal_constants(program)
    done: dict[Hashable, JaxprEqn] = {}
    kept: list[JaxprEqn] = []
    for operation in jaxpr.eqns:
        operation = operation.replace(invars=[_first(first, value) for value in operation.invars])
        earlier = done.setdefault(_same(operation), operation)
        if earlier is operation:
            kept.append(operation)
        else:
            first.update(zip(operation.outvars, earlier.outvars, strict=True))
    outvars = [_first(first, value) for value in jaxpr.outvars]
    return ClosedJaxpr(jaxpr.replace(eqns=kept, outvars=outvars), program.consts)


def _first(first: dict[Var, Var], value: Var | Literal) -> Var | Literal:
    return value if isinstance(value, Literal) else first.get(value, value)


def _equal_constants(program: ClosedJaxpr) -> dict[Var, Var]:
    """For each constant the first that equals it."""
    seen: dict[Hashable, Var] = {}
    return {
        place: seen.setdefault(_content(constant), place)
        for place, constant in zip(program.jaxpr.constvars, program.consts, strict=True)
    }


def _content(value: Any) -> Hashable:
    if isinstance(value, Tracer):
        return id(value)
    array = np.asarray(value)
    return str(array.dtype), array.shape, array.tobytes()


def _same(operation: JaxprEqn) -> Hashable:
    """Equal for two operations that give the same values, and for no others."""
    if operation.effects or any(type(place) is not Var for place in operation.outvars):  # of some, not all is kept
        return id(operation)
    read = tuple(_content(value.val) if isinstance(value, Literal) else value for value in operation.invars)
    return operation.primitive, read, _told(operation.params), tuple(place.aval for place in operation.outvars)


def _told(value: Any) -> Hashable:
    """What an operation is told beside the values that it reads."""
    if isinstance(value, dict):
        return tuple((key, _told(inner)) for key, inner in sorted(value.items()))
    if isinstance(value, tuple | list):
        return tuple(_told(inner) for inner in value)
    if isinstance(value, ClosedJaxpr | Jaxpr | np.ndarray) or not isinstance(value, Hashable):
        return id(value)
    return value
