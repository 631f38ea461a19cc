"""Programs kept compiled: a second start of the same study neither traces nor compiles.

JAX's own cache keeps compiled code by what a function turned into, so finding it again costs the tracing: some three
seconds for a world. Here a program is found by what it is made of: the engine's source, the shapes it is given, JAX,
and the machine. The two do not go together: what JAX has loaded from its cache cannot be stored whole.
"""

import gc
import hashlib
import inspect
import multiprocessing
import os
import pickle
import platform
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import WeakSet

import jax
import numpy as np
from jax.experimental import serialize_executable

from sim.core.errors import ResultsError
from sim.core.workers import give_back_memory
from sim.ensemble.atomic import written
from sim.ensemble.device import cache_folder, processor
from sim.ensemble.one_at_a_time import alone
from sim.ensemble.version import model_version

P = ParamSpec("P")
R = TypeVar("R")
# Structure of the arguments, shape and type of each array, and what is static.
Shapes = tuple[Hashable, tuple[tuple[tuple[int, ...], np.dtype[Any]], ...], tuple[tuple[str, Hashable], ...]]
MOST_KEPT = 64
_EVERY: "WeakSet[Program[..., Any]]" = WeakSet()


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
        self._ready: dict[Shapes, Callable[..., R]] = {}
        self._unkept: dict[Shapes, Callable[..., R]] = {}  # what no file holds, and so is never put down
        self._lock = Lock()
        _EVERY.add(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run it; the first call with new shapes loads or compiles."""
        arrays = {name: value for name, value in kwargs.items() if name not in self._static}
        shapes = _shapes((args, arrays), tuple(sorted((name, kwargs[name]) for name in self._static)))
        with self._lock:
            program = self._ready.get(shapes) or self._unkept.get(shapes) or self._found(shapes, args, kwargs)
        return program(*args, **arrays)

    def put_down(self) -> None:
        """Let go of what can be read from its file again."""
        self._ready.clear()

    def _found(self, shapes: Shapes, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Callable[..., R]:
        file = _file(f"{self._name}-{_digest(shapes, self._source)}")
        program = _load(file)
        if program is None:
            # The compiler wants a gigabyte: what is loaded, here and where others wait for it, is read again after it.
            for each in list(_EVERY):
                each.put_down()
            _tidy()
            program = self._made(file, shapes, args, kwargs)
        if shapes not in self._unkept:
            self._ready[shapes] = program
        return program

    def _made(self, file: Path, shapes: Shapes, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Callable[..., R]:
        # Workers that start together want the same program; one compiles it and the others wait for what it keeps.
        with alone(file):
            if (program := _load(file)) is None:
                stored = self._compiled(args, kwargs)
                # A home that cannot be written costs the next start some seconds, and nothing else.
                with suppress(ResultsError), written(file) as half:
                    half.write_bytes(stored)
                    _forget_oldest(file.parent)
                program = _read(stored)
                if not file.exists():
                    self._unkept[shapes] = program
        return program

    def _compiled(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
        # What was compiled here drags along what it was made of, a hundred megabytes; what is read from this does not.
        lowered = self._jitted.lower(*args, **kwargs)
        _tidy()
        compiled = lowered.compile()
        stored = pickle.dumps(serialize_executable.serialize(compiled))
        del lowered, compiled
        _tidy()
        return stored


def _tidy() -> None:
    # Tracing and compiling leave hundreds of megabytes behind, which must not lie beside what comes next.
    if multiprocessing.parent_process() is not None:
        # A worker has nothing else that it would have to trace again.
        jax.clear_caches()  # type: ignore[no-untyped-call]
    gc.collect()
    give_back_memory()


def _load(file: Path) -> Callable[..., Any] | None:
    try:
        stored = file.read_bytes()
        file.touch()
        return _read(stored)
    except Exception:  # a torn or foreign file, whatever is wrong with it, is made anew
        return None


def _read(stored: bytes) -> Callable[..., Any]:
    program: Callable[..., Any] = serialize_executable.deserialize_and_load(*pickle.loads(stored))
    give_back_memory()
    return program


def _forget_oldest(folder: Path) -> None:
    files = sorted(folder.glob("*.program"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[MOST_KEPT:]:
        with suppress(OSError):
            file.unlink()


def _file(key: str) -> Path:
    return cache_folder() / f"{key}.program"


def _shapes(arrays: object, static: tuple[tuple[str, Hashable], ...]) -> Shapes:
    # Asked at every call, so nothing is made into words here.
    leaves, structure = jax.tree.flatten(arrays)
    return structure, tuple((leaf.shape, leaf.dtype) for leaf in leaves), static


def _digest(of: Shapes, source: str) -> str:
    structure, shapes, static = of
    parts = (*_surroundings(), structure, [(shape, str(dtype)) for shape, dtype in shapes], source, static)
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:24]


@cache
def _surroundings() -> tuple[str, ...]:
    device = jax.devices()[0]
    versions = (model_version(), jax.__version__, version("jaxlib"), platform.python_version())
    return (*versions, device.platform, device.device_kind, os.environ.get("XLA_FLAGS", ""), processor())
