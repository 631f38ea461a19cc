"""How XLA compiles here: settings that it reads once, when the process makes its first array.

So they stand in the lowest floor. One thread a program (blocks of worlds run side by side, so a second level of threads
only costs), and wide vectors where the processor has them. What the user has set in XLA_FLAGS wins.
"""

import os
import sys

FLAGS = {
    "--xla_cpu_multi_thread_eigen": "false",
    "--xla_cpu_prefer_vector_width": "512",
}


def set_flags() -> None:
    """Add the settings to XLA_FLAGS, unless XLA runs already: it would not heed them."""
    jax = sys.modules.get("jax._src.xla_bridge")
    if jax is not None and jax.backends_are_initialized():
        return
    given = os.environ.get("XLA_FLAGS", "")
    ours = " ".join(f"{flag}={value}" for flag, value in FLAGS.items() if flag not in given)
    os.environ["XLA_FLAGS"] = f"{given} {ours}".strip()


set_flags()
