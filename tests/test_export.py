"""Results in formats that other programs read: pandas, pyam and a validator of data packages."""

import json
import os
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from sim.cli.work import tables_of
from sim.ensemble.store import write_study
from sim.exchange import export
from sim.exchange.columns import is_known
from sim.outcomes import OUTCOMES

ROOT = Path(__file__).parents[1]
# pyam pulls packages whose terms are not permissive, so `make test` installs it beside the environment, for this alone.
BESIDE = ROOT / ".venv" / "pyam" / "bin" / "python"
READ_BY_PYAM = """
import json, sys
import pyam
told = {}
for name in ("iamc_wide.csv", "iamc_long.csv"):
    table = pyam.IamDataFrame(f"{sys.argv[1]}/{name}")
    asked = {"scenario": "pact", "region": sys.argv[2], "variable": "Alignment", "year": 2029}
    told[name] = {
        "scenarios": table.scenario, "regions": table.region, "years": table.year, "rows": len(table.data),
        "value": table.filter(**asked).data["value"].tolist(),
        "units": table.filter(variable="Alignment|*").unit,
    }
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def folder(small, tmp_path_factory):
    return write_study(small, tables_of(small), tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def csv(folder):
    return export(folder, "csv")[0].parent


def test_every_column_of_every_table_of_a_study_is_in_the_dictionary(small, folder, csv):
    assert [f"{name}.{c}" for name, t in tables_of(small).items() for c in t if not is_known(name, c)] == []
    told = pd.read_csv(csv / "dictionary.csv", keep_default_na=False)
    for path in csv.glob("*.csv"):
        if path.stem != "dictionary":
            assert list(pd.read_csv(path, nrows=0)) == list(told[told["table"] == path.stem]["column"]), path.name
    assert {path.stem for path in (folder / "tables").glob("*.csv")} <= set(told["table"])
    assert (told["meaning"].str.len() > 3).all() and told["type"].isin(["string", "number", "integer", "boolean"]).all()


def test_pandas_reads_the_worlds_and_their_means_are_the_levels(small, csv):
    worlds, stood = pd.read_csv(csv / "worlds.csv"), pd.read_csv(csv / "levels.csv")
    subjects = sum(len(names) for names in small.subjects.names.values())
    assert len(worlds) == len(small.options) * small.worlds * subjects
    keys = ["option", "outcome", "subject"]
    end = stood[stood["quarter"] == small.scenario.quarters].set_index(keys)
    means = worlds.groupby(keys)["value"].mean().reindex(end.index)
    pd.testing.assert_series_equal(means, end["mean"], check_names=False, rtol=1e-12)
    assert dict(zip(stood["outcome"], stood["unit"], strict=True))["alignment"] == OUTCOMES["alignment"].unit
    effects = pd.read_csv(csv / "effects.csv").set_index([*keys, "quarter"])
    assert effects.loc[("pact", "alignment", "PAK:TUR", 12), "mean"] == pytest.approx(
        end.loc[("pact", "alignment", "PAK:TUR"), "mean"] - end.loc[("baseline", "alignment", "PAK:TUR"), "mean"],
        abs=1e-12,
    )


def test_a_validator_accepts_the_data_package(folder):
    place = export(folder, "datapackage")[-1]
    report = Package(str(place)).validate()
    assert report.valid, report.flatten(["name", "type", "note"])[:5]
    told = json.loads(place.read_text(encoding="utf-8"))
    assert told["licenses"] and told["sources"] and "not a forecast" in told["description"]
    effects = next(each for each in told["resources"] if each["name"] == "effects")
    mean = next(field for field in effects["schema"]["fields"] if field["name"] == "mean")
    assert mean["unit"] and effects["schema"]["foreignKeys"] and effects["schema"]["primaryKey"]


def test_the_validator_would_notice_a_figure_that_was_changed(folder, tmp_path):
    place = export(folder, "datapackage", tmp_path)[-1]
    with (tmp_path / "moves.csv").open("a", encoding="utf-8") as file:
        file.write("nobody,PAK,TUR,close,0\n")
    kinds = {kind for _, kind in Package(str(place)).validate().flatten(["name", "type"])}
    assert {"type-error", "foreign-key"} <= kinds


def test_pyam_reads_both_layouts_and_finds_the_same_numbers(small, folder, tmp_path):
    python = os.environ.get("PYAM_PYTHON") or str(BESIDE)
    if not Path(python).exists():
        pytest.skip("pyam is not installed: `make test` installs it beside the environment (decision 041)")
    export(folder, "iamc", tmp_path)
    words = [python, "-W", "ignore", "-c", READ_BY_PYAM, str(tmp_path), "Pakistan & Türkiye"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-2000:]
    wide, long = json.loads(done.stdout.splitlines()[-1]).values()
    assert wide == long
    assert wide["scenarios"] == sorted(small.options) and wide["years"] == [2026, 2027, 2028, 2029]
    assert {"World", "Pakistan>Türkiye", "Pakistan & Türkiye", "India"} <= set(wide["regions"])
    place = small.subjects.names["alignment"].index("PAK:TUR")
    assert wide["value"] == pytest.approx([small.kept["pact"].at("alignment", [-1])[:, 0, place].mean()], abs=1e-12)
    assert wide["units"] == [OUTCOMES["alignment"].unit]


def test_the_long_iamc_table_says_what_the_table_of_effects_says(small, folder, tmp_path):
    export(folder, "iamc", tmp_path)
    long = pd.read_csv(tmp_path / "iamc_long.csv")
    keys = ["scenario", "region", "variable", "year"]
    assert not long.duplicated(keys).any() and long["value"].notna().all()
    effects = small.effects(quarters=[12]).set_index(["option", "outcome", "subject"])
    row = effects.loc[("exercises", "trust", "IND:TUR")]
    for column, said in (
        ("mean", "Change"),
        ("lo", "Change|90% Interval|Lower End"),
        ("q95", "Change|95th Percentile"),
    ):
        value = long.set_index(keys).loc[("exercises", "India>Türkiye", f"Trust|{said}", 2029), "value"]
        assert value == row[column]


def test_the_command_says_where_the_files_are_and_what_is_wrong(entente, folder, tmp_path):
    code, said, _ = entente("export", str(folder), "--to", "iamc", "--out", str(tmp_path / "iamc"))
    assert code == 0 and "3 files" in said
    code, _, aside = entente("export", str(folder), "--to", "iamk")
    assert code == 2 and 'did you mean "iamc"' in aside
    (tmp_path / "notes.txt").write_text("mine")
    code, _, aside = entente("export", str(folder), "--to", "csv", "--out", str(tmp_path))
    assert code == 2 and "holds other files (" in aside
    assert not (tmp_path / "effects.csv").exists()
    code, _, aside = entente("export", str(tmp_path), "--to", "csv")
    assert code == 2 and "not the folder of a whole study" in aside
