"""A compiled program is made once, kept, and read again."""

import subprocess
import sys

import numpy as np
import pytest

from sim.ensemble import program
from sim.ensemble.program import Program


def _doubled(x):
    return 2 * x


def _halved(x, times):
    for _ in range(times):
        x = x / 2
    return x


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "entente"


@pytest.fixture
def compilations(monkeypatch):
    made, compiled = [], Program._compiled

    def counted(self, *asked):
        made.append(self._name)
        return compiled(self, *asked)

    monkeypatch.setattr(Program, "_compiled", counted)
    return made


def test_a_program_is_made_once_for_each_shape_type_and_plain_value_and_read_by_the_next_process(home, compilations):
    halved = Program(_halved, "times")
    once, others = np.ones(2), (np.full(2, 8.0), np.ones(3), np.ones(2, np.float32))
    for x, times in ((once, 1), (once, 3), *((x, 1) for x in others)):
        np.testing.assert_array_equal(halved(x, times=times), x / 2**times)
    assert len(compilations) == len(list(home.glob("halved-*.program"))) == 4
    np.testing.assert_array_equal(Program(_halved, "times")(np.zeros(2), times=3), np.zeros(2))
    assert len(compilations) == 4


@pytest.mark.usefixtures("home")
def test_what_is_put_down_while_another_compiles_is_read_again_and_not_made_again(compilations):
    doubled, halved = Program(_doubled), Program(_halved, "times")
    for _ in range(2):
        np.testing.assert_array_equal(doubled(np.ones(4)), np.full(4, 2.0))
        np.testing.assert_array_equal(halved(np.ones(4), times=1), np.full(4, 0.5))
    assert compilations == ["doubled", "halved"]


def test_where_nothing_can_be_kept_each_program_is_still_made_once(home, compilations):
    home.write_text("a file where the folder would be")
    doubled, halved = Program(_doubled), Program(_halved, "times")
    for _ in range(3):
        np.testing.assert_array_equal(doubled(np.ones(5)), np.full(5, 2.0))
        np.testing.assert_array_equal(halved(np.ones(5), times=1), np.full(5, 0.5))
    assert compilations == ["doubled", "halved"]


def test_a_torn_program_is_made_anew(home, compilations):
    Program(_doubled)(np.ones(6))
    (file,) = home.glob("doubled-*.program")
    file.write_bytes(file.read_bytes()[:100])
    np.testing.assert_array_equal(Program(_doubled)(np.ones(6)), np.full(6, 2.0))
    assert len(compilations) == 2
    assert program._load(file) is not None


def test_a_worker_loads_the_engine_and_neither_tables_nor_the_words_of_a_scenario():
    code = "import sys, sim.ensemble.batch, sim.ensemble.job, sim.ensemble.stretches; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "sim.model.quarter" in found
    assert not {"pandas", "pyarrow", "yaml", "pydantic", "matplotlib", "sim.scenario", "sim.evidence"} & set(found)
