"""Numbers that are declared once, and records of them."""

import pytest

from sim.core.parameter import Parameter, structural
from sim.core.struct import Figures


def test_a_default_outside_its_range_is_refused():
    with pytest.raises(ValueError, match=r"k: default 2 lies outside \[0, 1\]"):
        Parameter("k", 2, 0, 1, "1/year", "", "judgement", "")


def test_a_structural_constant_is_judgement_within_a_quarter_of_its_default():
    constant = structural("c", -2.0, "a constant")
    assert (constant.low, constant.high, constant.grade) == (-2.5, -1.5, "judgement")


def test_a_figure_that_is_not_declared_is_named():
    figures = Figures({"k_react": 0.5})
    assert figures.k_react == 0.5
    with pytest.raises(AttributeError, match="no figure 'k_raect' is declared"):
        figures.k_raect  # noqa: B018
    with pytest.raises(KeyError, match="k_raect"):
        figures.replace(k_raect=1.0)


def test_figures_do_not_change_in_place():
    figures = Figures({"a": 1.0, "b": 2.0})
    assert figures.replace(a=3.0).a == 3.0
    assert dict(figures) == {"a": 1.0, "b": 2.0}
