"""With something switched off: a study of its own, set beside the whole one."""

import pytest

import sim
from sim.experiments.without import side_by_side

MINIMAL = "scenarios/minimal.yaml"
SAMPLING = ("--draws", "4", "--runs", "2", "--seed", "7", "--no-charts")


@pytest.fixture(scope="module")
def without(small):
    return sim.run(small.scenario, small.draws, small.runs, small.seed, off=("alignment_reaction",))


def test_side_by_side_sets_each_effect_beside_its_own_baseline(small, without):
    table = side_by_side(small, without).set_index(["option", "subject"])
    for ensemble, ending in ((small, ""), (without, "_without")):
        told = ensemble.effects(quarters=[12]).query("outcome == 'alignment'").set_index(["option", "subject"])
        for name in ("mean", "lo", "hi"):
            assert table[name + ending].tolist() == told.loc[table.index, name].tolist()
    pair = table.loc[("pact", "IND:TUR")]
    assert abs(pair["mean_without"]) < abs(pair["mean"]) / 2


def test_a_run_without_is_another_study_and_says_so(entente, tmp_path):
    out_folder = ("--out", str(tmp_path))
    code, out, _ = entente("run", MINIMAL, *SAMPLING, *out_folder, "--without", "alignment_reaction")
    assert code == 0
    assert "Switched off in all of them: alignment_reaction." in out
    assert "Run the same without --without first to see both side by side." in out
    entente("run", MINIMAL, *SAMPLING, *out_folder, "--quiet")
    assert len(list((tmp_path / "minimal").iterdir())) == 2
    _, out, _ = entente("run", MINIMAL, *SAMPLING, *out_folder, "--without", "alignment_reaction")
    assert "With and without alignment_reaction" in out
    assert max(map(len, out.splitlines()[:-1])) <= 80


def test_an_opened_study_knows_what_was_off(entente, tmp_path, without):
    words = ("--quiet", "--out", str(tmp_path), "--without", "alignment_reaction")
    _, out, _ = entente("run", MINIMAL, *SAMPLING, *words)
    opened = sim.open_results(out.strip())
    assert opened.off == ("alignment_reaction",)
    assert opened.effects().equals(without.effects())


def test_what_is_no_mechanism_is_refused_before_the_work(entente, tmp_path):
    code, out, err = entente("run", MINIMAL, "--out", str(tmp_path), "--without", "reaktion")
    assert (code, out) == (2, "")
    assert err.startswith('unknown mechanism "reaktion"; ')
    assert not list(tmp_path.iterdir())
