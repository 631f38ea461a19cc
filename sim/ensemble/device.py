"""What programs are compiled for, and where they are kept; program.py keeps them."""

import os
import platform
from contextlib import suppress
from pathlib import Path

import jax


def cache_folder() -> Path:
    """Where compiled programs are kept: `entente` in the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "entente"


def processor() -> str:
    """What kind of processor this is: compiled code uses what it has, and on one kind gives the same bytes."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith(("flags", "Features")):
                return line
    return f"{platform.machine()} {platform.processor()}"


# See program.py: a program that JAX took from its own cache cannot be stored whole.
jax.config.update("jax_compilation_cache_dir", None)  # type: ignore[no-untyped-call]
