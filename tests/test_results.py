"""The folder of a study opens again as what was run."""

import json
import shutil
from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

import sim
from sim.charts import CHARTS
from sim.core.errors import ResultsError
from sim.ensemble.results import ResultsWarning
from sim.ensemble.store import write_study


@pytest.fixture(scope="module")
def folder(small, small_tables, tmp_path_factory):
    return write_study(small, small_tables, tmp_path_factory.mktemp("results"))


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copy")


@pytest.mark.parametrize("kind", ["sweep", "sensitivity"])
def test_what_another_command_has_made_is_named_and_not_called_damaged(copy, kind):
    told = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    told |= {"again": f"entente {kind} scenario.resolved.yaml"}
    (copy / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ResultsError, match=f"copy: is a {kind}, with tables and charts of its own"):
        sim.open_results(copy)


def test_an_opened_study_is_the_ensemble_that_was_run_number_for_number(folder, small):
    opened = sim.open_results(folder)
    assert (opened.options, opened.off) == (small.options, ())
    assert (opened.draws, opened.runs, opened.seed) == (4, 2, 7)
    for name, kept in small.kept.items():
        for field in fields(kept):
            ours, theirs = getattr(kept, field.name), getattr(opened.kept[name], field.name)
            if isinstance(ours, dict):
                assert ours.keys() == theirs.keys()
                for key in ours:
                    np.testing.assert_array_equal(ours[key], theirs[key])
            else:
                np.testing.assert_array_equal(ours, theirs)
                assert ours.dtype == theirs.dtype


def test_an_opened_study_answers_every_question_as_before(folder, small):
    opened = sim.open_results(folder)
    pd.testing.assert_frame_equal(opened.effects(), small.effects())
    pd.testing.assert_frame_equal(opened.series("trust", "IND:TUR"), small.series("trust", "IND:TUR"))
    pd.testing.assert_series_equal(opened.ledger("pact", "IND", "TUR"), small.ledger("pact", "IND", "TUR"))
    pd.testing.assert_frame_equal(opened.signing(), small.signing())
    pd.testing.assert_frame_equal(CHARTS["moves"].data(opened), CHARTS["moves"].data(small))


def test_a_folder_that_is_no_study_is_refused_with_what_to_write(folder, tmp_path):
    with pytest.raises(ResultsError, match="no such folder; write the one that `entente run` named"):
        sim.open_results(tmp_path / "nowhere")
    with pytest.raises(ResultsError, match="is not the folder of a whole study"):
        sim.open_results(tmp_path)
    with pytest.raises(ResultsError, match=f"did you mean {folder.as_posix()}"):
        sim.open_results(folder.parent)


@pytest.mark.parametrize("file", ["parts/*.npy", "design.parquet", "manifest.json", "scenario.resolved.yaml"])
def test_a_torn_study_is_refused_with_one_error(copy, file):
    next(copy.glob(file)).write_text("half", encoding="utf-8")
    with pytest.raises(ResultsError, match="copy"):
        sim.open_results(copy)


def test_a_study_with_numbers_changed_by_hand_is_refused(copy):
    part = next(copy.glob("parts/*.npy"))
    whole = bytearray(part.read_bytes())
    whole[len(whole) // 2] ^= 1
    part.write_bytes(whole)
    with pytest.raises(ResultsError, match=rf"{part.name} is missing or torn"):
        sim.open_results(copy)


@pytest.mark.parametrize(
    ("key", "value", "told"), [("off", None, "off: "), ("off", "abc", "off: "), ("again", ["x"], "again: ")]
)
def test_a_manifest_changed_by_hand_is_refused_with_the_key(copy, key, value, told):
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | {key: value}), encoding="utf-8")
    with pytest.raises(ResultsError, match=rf"manifest.json: is not as it was written \({told}expected"):
        sim.open_results(copy)


def test_what_is_missing_is_called_missing(copy):
    (copy / "design.parquet").unlink()
    with pytest.raises(ResultsError, match=r"design.parquet is missing"):
        sim.open_results(copy)


def test_another_version_of_the_model_is_told(copy):
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    (copy / "manifest.json").write_text(json.dumps(manifest | {"model": "0.0.1+old"}), encoding="utf-8")
    with pytest.warns(ResultsWarning, match=r"another version of the model \(0.0.1\+old; this is "):
        sim.open_results(copy)


def test_a_scenario_that_was_changed_since_is_told(copy):
    file = copy / "scenario.resolved.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "parameters: {k_react: 0.3}\n", encoding="utf-8")
    with pytest.warns(ResultsWarning, match="its scenario or tables have changed since"):
        sim.open_results(copy)
