"""Whoever wants a file that another is making waits for it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.ensemble.one_at_a_time import alone

pytest.importorskip("fcntl")


def test_of_several_that_want_one_file_one_makes_it(tmp_path):
    file, made = tmp_path / "a.program", []

    def get(number):
        with alone(file):
            if not file.exists():
                time.sleep(0.05)
                file.write_text("made")
                made.append(number)
            return file.read_text()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(get, range(4))) == ["made"] * 4
    assert len(made) == 1


def test_who_fails_inside_lets_the_next_one_in(tmp_path):
    file = tmp_path / "a.program"
    with pytest.raises(ZeroDivisionError), alone(file):
        raise ZeroDivisionError
    with alone(file):
        assert not file.exists()


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path):
    (tmp_path / "taken").write_text("")
    with alone(tmp_path / "taken" / "a.program"):
        assert list(tmp_path.iterdir()) == [tmp_path / "taken"]
