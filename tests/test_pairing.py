"""What pairing saves, against closed forms."""

from dataclasses import replace

import numpy as np
import pytest

from sim.core.errors import QuestionError
from sim.experiments.pairing import pairing, variances


def test_a_shared_part_drops_out_of_a_paired_effect_and_counts_twice_without_pairing():
    rng = np.random.default_rng(0)
    assumed, luck = 3 * rng.normal(size=(4000, 1)), 2 * rng.normal(size=(4000, 3))
    base = assumed + luck
    told = variances(base + rng.normal(size=base.shape), base)
    assert told["paired"] == pytest.approx(1, rel=0.05)
    assert told["same_draw"] == pytest.approx(1 + 2 * 4, rel=0.05)
    assert told["unpaired"] == pytest.approx(2 * (9 + 4) + 1, rel=0.05)
    assert told["times"] == pytest.approx(27, rel=0.05)
    assert told["luck"] == pytest.approx(1, rel=0.05)


def test_no_pairing_does_better_than_perfect_agreement():
    base = np.random.default_rng(1).normal(size=(500, 2))
    told = variances(0.1 * base, base)
    assert told["times"] == pytest.approx(told["at_most"])
    assert told["times"] == pytest.approx((1 + 0.01) / 0.81)


def test_an_effect_that_never_differs_has_no_ratio():
    base = np.random.default_rng(2).normal(size=(9, 2))
    told = variances(base, base)
    assert told["paired"] == 0
    assert np.isnan(told["times"])


def test_the_table_of_a_study_holds_the_variance_of_its_effects(small):
    table = pairing(small).set_index(["option", "outcome", "subject"])
    place = small.subjects.names["alignment"].index("PAK:TUR")
    ours, theirs = (small.kept[name].series["alignment"][:, -1, place] for name in ("pact", "baseline"))
    row = table.loc[("pact", "alignment", "PAK:TUR")]
    assert row["paired"] == pytest.approx((ours - theirs).var(ddof=1), rel=1e-9)
    assert row["unpaired"] == pytest.approx(ours.var(ddof=1) + theirs.var(ddof=1), rel=1e-9)
    assert "baseline" not in table.index.get_level_values("option")
    known = table.dropna(subset="times")
    assert (known["times"] <= known["at_most"] * (1 + 1e-6)).all()


def test_draws_of_one_run_cannot_tell_luck_from_assumptions(small):
    with pytest.raises(QuestionError, match="--runs 2"):
        pairing(replace(small, draws=8, runs=1))
