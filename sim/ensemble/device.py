"""How the engine is compiled here: settings that must stand before JAX makes its first array.

One XLA thread a block (blocks themselves run side by side, so a second level of threads only costs), wide vectors where
the processor has them. Compiled programs are kept by program.py, in the user's cache folder. Settings that the user has
made in XLA_FLAGS win.
"""

import os
from pathlib import Path

import jax

_FLAGS = {
    "--xla_cpu_multi_thread_eigen": "false",
    "--xla_cpu_prefer_vector_width": "512",
}


def _set_flags() -> None:
    given = os.environ.get("XLA_FLAGS", "")
    ours = " ".join(f"{flag}={value}" for flag, value in _FLAGS.items() if flag not in given)
    os.environ["XLA_FLAGS"] = f"{given} {ours}".strip()


def cache_folder() -> Path:
    """Where compiled programs are kept: `entente` in the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "entente"


def _run_where_called() -> None:
    # A block runs in the thread that asks for it: two blocks that wait on one dispatch thread would wait for ever.
    jax.config.update("jax_cpu_enable_async_dispatch", False)  # type: ignore[no-untyped-call]


def _leave_keeping_to_programs() -> None:
    # See program.py: a program that JAX took from its own cache cannot be stored whole.
    jax.config.update("jax_compilation_cache_dir", None)  # type: ignore[no-untyped-call]


_set_flags()
_run_where_called()
_leave_keeping_to_programs()
