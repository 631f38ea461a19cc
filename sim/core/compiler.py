"""How XLA compiles here: settings that it reads once, when the process makes its first array.

So they stand in the lowest floor; docs/decisions/054-settings-of-the-compiler.md has what each brings. What the user
has set in XLA_FLAGS wins.

    one thread a program      blocks of worlds run side by side, so a second level of threads only costs
    vectors of 512 bits       where the processor has them
    region analysis           spares a quarter of the copies of what a quarter hands to the next
    depth first               what has just been computed is read next, while it is still near
    epilogues of two or more  a row of 28 states is three vectors of eight and a rest of four, which is one vector more
    little unrolling          a quarter is some 1,200 loops: written out, they do not fit where processors keep code
"""

import os
import sys

FLAGS = {
    "--xla_cpu_multi_thread_eigen": "false",
    "--xla_cpu_prefer_vector_width": "512",
    "--xla_cpu_copy_insertion_use_region_analysis": "true",
    "--xla_cpu_enable_concurrency_optimized_scheduler": "false",
    "--xla_backend_extra_options": "-epilogue-vectorization-minimum-VF=2,-unroll-threshold=60",
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
