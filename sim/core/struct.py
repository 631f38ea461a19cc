"""Frozen records of arrays that JAX can map, scan and differentiate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform

import jax
from jax import Array

T = TypeVar("T")

# Bounds, the ledger's identity and byte-equal tables are stated in double precision.
jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
# A block runs in the thread that asks for it: two blocks that wait on one dispatch thread would wait for ever.
jax.config.update("jax_cpu_enable_async_dispatch", False)  # type: ignore[no-untyped-call]


@dataclass_transform(frozen_default=True)
def struct(cls: type[T]) -> type[T]:
    """Make a class a frozen dataclass whose fields JAX sees as leaves."""
    return jax.tree_util.register_dataclass(dataclass(frozen=True)(cls))


@jax.tree_util.register_pytree_with_keys_class
class Figures(Mapping[str, Array]):
    """Named numbers (or arrays of one shape), read as attributes: `p.k_react`."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values: dict[str, Any] = dict(sorted(values.items()))

    def __getattr__(self, name: str) -> Array:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            found: Array = self._values[name]
        except KeyError:
            raise AttributeError(f"no figure {name!r} is declared") from None
        return found

    def __getitem__(self, name: str) -> Array:
        found: Array = self._values[name]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def replace(self, **changes: Any) -> "Figures":
        """The same figures with some of them changed."""
        unknown = set(changes) - set(self._values)
        if unknown:
            raise KeyError(f"no figure named {sorted(unknown)} is declared")
        return Figures({**self._values, **changes})

    def tree_flatten_with_keys(  # noqa: D102  (JAX's own protocol, here and below)
        self,
    ) -> tuple[tuple[tuple[Any, Any], ...], tuple[str, ...]]:
        keys = tuple(self._values)
        return tuple((jax.tree_util.DictKey(k), self._values[k]) for k in keys), keys

    def tree_flatten(self) -> tuple[tuple[Any, ...], tuple[str, ...]]:  # noqa: D102
        return tuple(self._values.values()), tuple(self._values)

    @classmethod
    def tree_unflatten(cls, keys: tuple[str, ...], values: tuple[Any, ...]) -> "Figures":  # noqa: D102
        figures = cls.__new__(cls)
        object.__setattr__(figures, "_values", dict(zip(keys, values, strict=True)))
        return figures
