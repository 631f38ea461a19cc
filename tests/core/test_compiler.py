"""Settings of the compiler stand before the first array, or are not claimed at all."""

import os
import subprocess
import sys

import pytest

EARLY = "import sim.core.pull, os; import jax.numpy as jnp; jnp.ones(2); import sim.ensemble.device; "
LATE = "import jax.numpy as jnp, os; jnp.ones(2); import sim.core.pull, sim.ensemble.device; "


@pytest.mark.parametrize(("order", "claimed"), [(EARLY, True), (LATE, False)])
def test_settings_are_claimed_where_xla_heeds_them_and_nowhere_else(order, claimed):
    words = [sys.executable, "-c", order + "print('multi_thread_eigen' in os.environ.get('XLA_FLAGS', ''))"]
    surroundings = {name: value for name, value in os.environ.items() if name != "XLA_FLAGS"}
    said = subprocess.run(words, env=surroundings, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == str(claimed)


def test_what_the_user_set_stays():
    words = [sys.executable, "-c", "import sim.core, os; print(os.environ['XLA_FLAGS'])"]
    surroundings = os.environ | {"XLA_FLAGS": "--xla_cpu_multi_thread_eigen=true"}
    said = subprocess.run(words, env=surroundings, capture_output=True, text=True, check=True).stdout
    assert "--xla_cpu_multi_thread_eigen=true" in said and "eigen=false" not in said
    assert "--xla_cpu_prefer_vector_width=512" in said
