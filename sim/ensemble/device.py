"""Where compiled programs are kept; program.py keeps them."""

import os
from pathlib import Path

import jax


def cache_folder() -> Path:
    """Where compiled programs are kept: `entente` in the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "entente"


# See program.py: a program that JAX took from its own cache cannot be stored whole.
jax.config.update("jax_compilation_cache_dir", None)  # type: ignore[no-untyped-call]
