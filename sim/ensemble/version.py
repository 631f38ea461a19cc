"""Which model made a result: the package's version and a digest of the engine's source."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import sim

_ENGINE = ("core", "model", "outcomes", "ensemble")


@cache
def model_version() -> str:
    """Version of the package and a digest of the engine's source, whatever its line ends."""
    package = Path(sim.__file__).parent
    hashed = hashlib.sha256()
    for file in sorted(path for room in _ENGINE for path in (package / room).rglob("*.py")):
        hashed.update(file.relative_to(package).as_posix().encode())
        hashed.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return f"{sim.__version__}+{hashed.hexdigest()[:8]}"


@cache
def made_with() -> str:
    """What two machines must share for their numbers to be the same: the model, and the packages that compute."""
    packages = (f"{name} {version(name)}" for name in ("jax", "jaxlib", "numpy"))
    return ", ".join((f"model {model_version()}", *packages))
