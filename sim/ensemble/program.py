"""Programs kept compiled: a second start of the same study neither traces nor compiles.

JAX's own cache keeps compiled code by what a function turned into, so finding it again costs the tracing: some three
seconds for a world. Here a program is found by what it is made of: the engine's source, the shapes it is given, JAX,
and the machine. The two do not go together: what JAX has loaded from its cache cannot be stored whole.
"""

import hashlib
import inspect
import os
import pickle
import platform
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

import jax
import numpy as np
from jax.experimental import serialize_executable

from sim.core.errors import ResultsError
from sim.ensemble.atomic import written
from sim.ensemble.device import cache_folder
from sim.ensemble.one_at_a_time import alone
from sim.ensemble.version import model_version

P = ParamSpec("P")
R = TypeVar("R")
MOST_KEPT = 64


class Program(Generic[P, R]):
    """A function of arrays, compiled once for each shape of its arguments and kept in the user's cache folder.

    Parameters
    ----------
    function
        What to compile; what it does is fixed by the source of the engine and of its own module, and by `static`.
    static
        Names of arguments that are plain values; they are given by name.
    """

    def __init__(self, function: Callable[P, R], *static: str) -> None:
        self._name = function.__name__.strip("_")
        self._source = Path(inspect.getfile(function)).read_text(encoding="utf-8")
        self._jitted = jax.jit(function, static_argnames=static)
        self._static = static
        self._ready: dict[str, Callable[..., R]] = {}
        self._lock = Lock()

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run it; the first call with new shapes loads or compiles."""
        arrays = {name: value for name, value in kwargs.items() if name not in self._static}
        static = {name: kwargs[name] for name in self._static}
        key = f"{self._name}-{_digest((args, arrays), self._source, sorted(static.items()))}"
        with self._lock:
            if key not in self._ready:
                self._ready[key] = _load(_file(key)) or self._made(_file(key), args, kwargs)
        return self._ready[key](*args, **arrays)

    def _made(self, file: Path, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Callable[..., R]:
        # Workers that start together want the same program; one compiles it and the others wait for what it keeps.
        with alone(file):
            return _load(file) or self._compile(file, args, kwargs)

    def _compile(self, file: Path, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Callable[..., R]:
        compiled = self._jitted.lower(*args, **kwargs).compile()
        # A home that cannot be written costs the next start some seconds, and nothing else.
        with suppress(ResultsError), written(file) as half:
            half.write_bytes(pickle.dumps(serialize_executable.serialize(compiled)))
            _forget_oldest(file.parent)
        return compiled


def _load(file: Path) -> Callable[..., Any] | None:
    try:
        stored = file.read_bytes()
        file.touch()
        program: Callable[..., Any] = serialize_executable.deserialize_and_load(*pickle.loads(stored))
    except Exception:  # a torn or foreign file, whatever is wrong with it, is made anew
        return None
    return program


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.program"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[MOST_KEPT:]:
        with suppress(OSError):
            file.unlink()


def _file(key: str) -> Path:
    return cache_folder() / f"{key}.program"


def _digest(arrays: object, *fixed: object) -> str:
    leaves, structure = jax.tree.flatten(arrays)
    shapes = [(np.shape(leaf), str(leaf.dtype)) for leaf in leaves]
    parts = (*_surroundings(), structure, shapes, *fixed)
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:24]


@cache
def _surroundings() -> tuple[str, ...]:
    device = jax.devices()[0]
    versions = (model_version(), jax.__version__, version("jaxlib"), platform.python_version())
    return (*versions, device.platform, device.device_kind, os.environ.get("XLA_FLAGS", ""), _processor())


def _processor() -> str:
    # Compiled code uses what this processor has; a home shared between machines holds one program for each kind.
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith(("flags", "Features")):
                return line
    return f"{platform.machine()} {platform.processor()}"
