"""How the engine is compiled here: settings that must stand before JAX makes its first array.

One XLA thread a block (blocks themselves run side by side, so a second level of threads only costs), wide vectors where
the processor has them, and compiled programs kept in the user's cache folder, so that a second start need not compile.
Settings that the user has made in XLA_FLAGS win.
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


def _keep_compiled() -> None:
    jax.config.update("jax_compilation_cache_dir", str(cache_folder()))  # type: ignore[no-untyped-call]
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 1.0)  # type: ignore[no-untyped-call]


_set_flags()
_run_where_called()
_keep_compiled()
