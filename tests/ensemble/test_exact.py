"""Sums of columns are those of the column alone, whatever stands beside it."""

import os
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

from sim.ensemble import exact
from sim.ensemble.effects import bootstrap_mean, effect_table, resampled_weights, split_variance
from sim.ensemble.exact import mean_of, weighted_sums

LUCK = np.random.Generator(np.random.PCG64(4))
DRAWS, RUNS = 35, 2
DRAW = np.repeat(np.arange(DRAWS), RUNS)
# Sizes as far apart as those of outcomes are.
VALUES = LUCK.normal(size=(DRAWS * RUNS, 41)) * 10.0 ** LUCK.integers(-9, 6, 41)
# OpenBLAS takes the routines of another processor when it is told to; the sums are to be the same to the last bit.
PROCESSORS = ("Prescott", "Haswell")
SAY = """
import runpy, sys
import numpy as np
weighted_sums = runpy.run_path(sys.argv[1])["weighted_sums"]
luck = np.random.Generator(np.random.PCG64(1))
weights = luck.integers(0, 5, (400, 35)).astype(float)
print(weighted_sums(weights, luck.normal(size=(35, 41))).tobytes().hex())
"""


@pytest.mark.parametrize("of", [[0], [40], [3, 17, 29], list(range(7, 33))])
def test_a_column_has_the_same_statistics_alone_and_beside_others(of):
    for statistic in (
        lambda values: np.stack(bootstrap_mean(values, DRAW, DRAWS, 3)),
        lambda values: np.stack(split_variance(values, DRAW)),
        lambda values: mean_of(values)[None],
    ):
        assert statistic(VALUES[:, of]).tobytes() == statistic(VALUES)[:, of].tobytes()


def test_one_quarter_of_one_subject_has_the_row_that_it_has_in_the_whole_table():
    change, ordinary = LUCK.normal(size=(2, DRAWS * RUNS, 13, 5))
    whole = effect_table(change, ordinary, DRAW, DRAWS, 3, 0.1)
    alone = (sides[:, 12:, 3:4].copy() for sides in (change, ordinary))  # as what was measured of one subject lies
    one = effect_table(*alone, DRAW, DRAWS, 3, 0.1)
    statistics = one.columns[2:]
    assert (one[statistics].iloc[0] == whole.query("quarter == 12 and subject == 3")[statistics].iloc[0]).all()


def test_weighted_sums_are_the_true_ones_rounded_once():
    values, weights = VALUES[:DRAWS], resampled_weights(DRAWS, 3)[:20]
    found = weighted_sums(weights, values)
    for k, row in enumerate(weights):
        for place in range(0, 41, 8):
            terms = zip(row, values[:, place], strict=True)
            true = sum((Fraction(int(w)) * Fraction(value) for w, value in terms), Fraction(0))
            assert found[k, place] == pytest.approx(float(true), rel=1e-15, abs=1e-24 * np.abs(values[:, place]).max())


def test_a_column_of_zeros_sums_to_zero_and_what_is_no_number_stays_so():
    values = np.array([[0.0, np.nan, 1.0], [0.0, 1.0, 2.0]])
    np.testing.assert_array_equal(weighted_sums(np.ones((1, 2)), values), [[0.0, np.nan, 3.0]])


def test_weighted_sums_are_the_same_with_the_routines_of_any_processor():
    asked = [
        subprocess.Popen([sys.executable, "-c", SAY, exact.__file__], stdout=subprocess.PIPE, env=os.environ | of)
        for of in ({"OPENBLAS_CORETYPE": name} for name in PROCESSORS)
    ]
    said = {process.communicate(timeout=60)[0] for process in asked}
    assert len(said) == 1 and len(said.pop()) > 400 * 35 * 16
