"""Yardsticks: dated shifts of the record, measured as of their years, misses included."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from sim.catalogue import yardsticks
from sim.evidence import read_tables
from sim.evidence.yardsticks import SHIPPED
from sim.evidence.yardsticks import yardsticks as measured
from sim.experiments.effect import Effect
from sim.experiments.yardstick import fraction_words, nearest, scale_words

FOLDER = Path(os.environ.get("ENTENTE_SOURCE") or Path(__file__).parents[2] / "shared" / "data")
NAMED = {("USA", "NZL", 1984, 1987), ("IND", "USA", 1998, 2008), ("ISR", "TUR", 2008, 2012)}
EFFECT = Effect(
    "IND:TUR", "India – Türkiye", mean=-0.03, lo=-0.04, hi=-0.02, swing=None, p_down=1.0, p_negligible=0.0, p_up=0.0,
    down=8, same=0, up=0, worlds=8,
)  # fmt: skip


def test_the_named_shifts_are_among_them_and_misses_are_shown():
    found = yardsticks()
    assert {(*stick.pair, *stick.years) for stick in found} >= NAMED
    assert len(found) >= 12
    assert any(not stick.seen for stick in found)
    assert len({stick.key for stick in found}) == len(found)


@pytest.mark.parametrize("stick", yardsticks(), ids=lambda stick: stick.key)
def test_a_yardstick_is_seen_when_the_index_moves_as_the_record_says(stick):
    moved = stick.change if stick.record == "up" else -stick.change
    assert stick.seen == (round(moved, 2) >= 0.05)
    assert stick.years[0] < stick.years[1] <= 2012
    assert set(stick.pair) <= set(read_tables().actors["actor"])
    assert stick.event
    assert stick.source


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no public files: set ENTENTE_SOURCE")
def test_measuring_again_gives_the_shipped_bytes_without_the_levels_of_today(tmp_path):
    for file in FOLDER.iterdir():
        if file.name != "latest":
            (tmp_path / file.name).symlink_to(file)
    # What is there of today cannot be read as a table.
    (tmp_path / "latest").mkdir()
    for file in (FOLDER / "latest").iterdir():
        (tmp_path / "latest" / file.name).write_text("")
    assert measured(tmp_path).encode() == SHIPPED.read_bytes()


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.01, "less than a tenth of"), (0.1, "about a tenth of"), (0.33, "about a third of"), (0.5, "about half of"),
        (1.0, "about as much as"), (1.5, "about one and a half times"), (2.2, "about 2 times"),
    ],
)  # fmt: skip
def test_a_ratio_is_said_in_words(ratio, words):
    assert fraction_words(ratio) == words


@pytest.mark.parametrize("change", [-0.9, -0.2, -0.01, 0.01, 0.1, 0.5, 1.5])
def test_the_nearest_shift_goes_the_same_way_and_the_index_sees_it(change):
    stick = nearest(change)
    assert stick.seen
    assert stick.change * change > 0


def test_an_effect_is_set_beside_a_shift_in_one_line():
    assert scale_words([EFFECT], 0.005) == (
        "India – Türkiye -0.030: about a third of the shift between Israel and Türkiye, 2008-12"
    )
    larger = replace(EFFECT, name="China – India", mean=0.26, lo=0.2, hi=0.3)
    assert scale_words([EFFECT, larger], 0.005).startswith("China – India +0.260: about ")


def test_nothing_is_said_of_an_effect_that_is_small_or_not_sure_of_its_sign():
    assert scale_words([], 0.005) == ""
    assert scale_words([replace(EFFECT, hi=0.01)], 0.005) == ""
    assert scale_words([replace(EFFECT, mean=-0.004, lo=-0.005, hi=-0.003)], 0.005) == ""
