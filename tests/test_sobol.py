"""Sobol indices through our pipeline: known functions give their analytic indices, and gaps are left out and counted.

The functions stand in for the model: design, groups and estimation are those that `entente sensitivity` uses.
"""

import numpy as np
import pandas as pd
import pytest
from SALib.test_functions import Ishigami, Sobol_G

from sim.core.errors import QuestionError
from sim.experiments.morris import morris_design, morris_screen
from sim.experiments.sobol import sobol_design, sobol_indices

ISHIGAMI = {f"x{k}": (-np.pi, np.pi) for k in (1, 2, 3)}
SOBOL_G = {f"x{k}": (0.0, 1.0) for k in range(1, 9)}
# SALib holds its own estimates to these (tests/test_regression.py there).
SALIB = {"atol": 5e-2, "rtol": 1e-1}


def found(ranges, function, n, second=False, seed=0):
    rows = sobol_design(ranges, n, seed, second)
    return sobol_indices(ranges, rows, function(rows.points.to_numpy()), seed, second)


def of(table, column):
    return table.set_index("assumption").sort_index()[column].to_numpy()


def test_ishigami_has_its_analytic_indices():
    a, b = 7.0, 0.1
    v1, v2, v13 = (1 + b * np.pi**4 / 5) ** 2 / 2, a**2 / 8, b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    spread = v1 + v2 + v13
    sobol = found(ISHIGAMI, Ishigami.evaluate, 1024, second=True)
    np.testing.assert_allclose(of(sobol.table, "first"), np.array([v1, v2, 0]) / spread, **SALIB)
    np.testing.assert_allclose(of(sobol.table, "total"), np.array([v1 + v13, v2, v13]) / spread, **SALIB)
    pairs = sobol.pairs.set_index(["a", "b"])["second"]
    np.testing.assert_allclose([pairs["x1", "x2"], pairs["x1", "x3"], pairs["x2", "x3"]], [0, v13 / spread, 0], **SALIB)
    assert sobol.spread == pytest.approx(np.sqrt(spread), rel=0.05)
    assert (sobol.groups, sobol.dropped) == (1024, 0)


def test_sobol_g_has_its_analytic_indices():
    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
    sobol = found(SOBOL_G, Sobol_G.evaluate, 2048)
    np.testing.assert_allclose(of(sobol.table, "first"), Sobol_G.sensitivity_index(a), **SALIB)
    np.testing.assert_allclose(of(sobol.table, "total"), Sobol_G.total_sensitivity_index(a), **SALIB)
    assert sobol.table["assumption"].iloc[0] == "x1"
    assert sobol.pairs.empty


def test_a_missing_row_takes_its_base_point_along_and_is_counted():
    rows = sobol_design(ISHIGAMI, 512, 0)
    figures = Ishigami.evaluate(rows.points.to_numpy())
    holes = figures.copy()
    holes[[7, 8, 200]] = np.nan
    sobol = sobol_indices(ISHIGAMI, rows, holes, 0)
    lost = np.unique(rows.luck[[7, 8, 200]])
    assert (sobol.groups, sobol.dropped) == (512 - len(lost), len(lost))
    left = ~np.isin(rows.luck, lost)
    rest = type(rows)(rows.points[left].reset_index(drop=True), np.repeat(np.arange(512 - len(lost)), 5))
    pd.testing.assert_frame_equal(sobol.table, sobol_indices(ISHIGAMI, rest, figures[left], 0).table)


def test_luck_that_rows_of_a_base_point_share_is_told_apart_from_the_assumptions():
    rows = sobol_design({"x": (-1.0, 1.0), "z": (-1.0, 1.0)}, 2048, 1)
    luck = np.random.default_rng(3).normal(size=rows.groups)
    sobol = sobol_indices({"x": (-1, 1), "z": (-1, 1)}, rows, rows.points["x"].to_numpy() + luck[rows.luck], 1)
    # Variances: 1/3 of x, 1 of luck.
    assert sobol.shared[0] == pytest.approx(0.75, abs=0.05)
    np.testing.assert_allclose(of(sobol.table, "first"), [0.25, 0], atol=0.05)
    np.testing.assert_allclose(of(sobol.table, "total"), [0.25, 0], atol=0.05)


def test_what_cannot_be_explained_is_refused():
    rows = sobol_design(ISHIGAMI, 4, 0)
    with pytest.raises(QuestionError, match="the same at every point"):
        sobol_indices(ISHIGAMI, rows, np.ones(len(rows.luck)), 0)
    with pytest.raises(QuestionError, match="1 of 4 base points"):
        sobol_indices(ISHIGAMI, rows, np.where(rows.luck == 2, rows.points["x1"], np.nan), 0)
    with pytest.raises(QuestionError, match="nothing varies"):
        sobol_design({}, 4, 0)


def test_the_screen_ranks_by_the_size_of_steps_and_leaves_broken_paths_out():
    ranges = {"small": (0.0, 1.0), "none": (5.0, 6.0), "large": (0.0, 10.0)}
    rows = morris_design(ranges, 6, 0)
    figures = rows.points["small"].to_numpy() - rows.points["large"].to_numpy() + 100.0 * rows.luck
    figures[2] = np.nan
    table = morris_screen(ranges, rows, figures, 0)
    assert list(table["assumption"]) == ["large", "small", "none"]
    np.testing.assert_allclose(table["mu_star"], [10, 1, 0], atol=1e-9)
    np.testing.assert_allclose(table["mu"], [-10, 1, 0], atol=1e-9)
    assert (table["paths"] == 5).all()
