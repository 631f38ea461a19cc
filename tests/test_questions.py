"""Questions about a study on the command line: each answers, closes on the study's numbers, and refuses nonsense."""

import json

import pandas as pd
import pytest

import sim

MINIMAL = "scenarios/minimal.yaml"
SAMPLING = ("--draws", "4", "--runs", "2", "--seed", "7")


@pytest.fixture
def study(entente, tmp_path):
    code, out, err = entente("run", MINIMAL, *SAMPLING, "--no-charts", "--quiet", "--out", str(tmp_path))
    assert code == 0, err
    return out.strip()


def effect(study, option, subject="PAK:TUR"):
    table = sim.open_results(study).effects(quarters=[12])
    chosen = (table["option"] == option) & (table["outcome"] == "alignment") & (table["subject"] == subject)
    return float(table.loc[chosen, "mean"].iloc[0])


def test_shares_of_a_package_add_up_to_its_effect(entente, study):
    code, out, err = entente(
        "attribute", study, "--option", "pact", "--pair", "PAK:TUR", "--workers", "1", "--no-charts", "--json"
    )
    assert code == 0, err
    table = pd.DataFrame(json.loads(out)["table"]).set_index("part")
    assert list(table.index) == ["mutual_defence_pact", "all"]
    assert table.loc["all", "share"] == pytest.approx(effect(study, "pact"), abs=1e-9)
    assert table.loc["mutual_defence_pact", "share"] == pytest.approx(table.loc["all", "share"], abs=1e-12)


def test_robust_tells_of_every_option_in_eighty_columns(entente, study):
    code, out, err = entente("robust", study, "alignment=PAK:TUR", "tension=IND:PAK", "--no-charts")
    assert code == 0, err
    assert all(name in out for name in ("baseline", "exercises", "pact", "None beats these", "Least regretted"))
    assert max(map(len, out.splitlines())) <= 80


def test_what_robust_proposes_without_goals_can_be_asked(entente, study):
    code, _, err = entente("robust", study)
    assert code == 2
    proposed = " ".join(err.split()).partition("such as ")[2].split()
    assert len(proposed) == 2
    code, _, err = entente("robust", study, *proposed, "--no-charts")
    assert code == 0, err


def test_discover_counts_the_worlds_that_fail(entente, study):
    middle = effect(study, "pact")
    fails = ("--option", "pact", "--pair", "PAK:TUR", "--below", str(middle), "--draws", "40", "--workers", "1")
    code, out, err = entente("discover", study, *fails, "--json")
    assert code == 0, err
    found = json.loads(out)
    assert found["worlds"] == 40
    assert 0 < found["failed"] < 40
    assert found["searched"]["draws"] + found["kept_aside"]["draws"] == 40
    assert (found["holds"] is None) == (not found["limits"])
    code, out, err = entente("discover", study, *fails, "--among", "k_react", "--among", "k_ten")
    assert code == 0, err
    assert f"fails in {found['failed']} of 40 model worlds" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 80
    never = ("--option", "pact", "--pair", "PAK:TUR", "--below", "-1", "--draws", "40", "--workers", "1")
    code, out, _ = entente("discover", study, *never)
    assert (code, "fails in 0 of 40" in out, "all worlds are alike" in out) == (0, True, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--pair", "PAK:TUR"), "--below or --above"),
        (("--below", "0.1"), "--pair goes with"),
        ((), "the scenario has no goals"),
        (("--pair", "PAK:TUR", "--below", "0.01", "--draws", "8"), "30"),
        (("--pair", "PAK:TUR", "--below", "nan"), "--below nan: must be a finite number"),
        (("--pair", "PAK:TUR", "--above", "inf"), "--above inf: must be a finite number"),
        (("--pair", "PAK:TUR", "--below", "0.2", "--above", "0.1"), "exchange them"),
        (("--pair", "PAK:TUR", "--below", "-1", "--peel", "0.9"), "--peel 0.9: must be above 0 and at most 0.5"),
        (("--pair", "PAK:TUR", "--below", "0.01", "--among", "k_reakt"), "mean k_react"),
    ],
)
def test_a_discovery_that_cannot_be_made_is_refused(entente, study, words, said):
    code, _, err = entente("discover", study, "--option", "pact", *words)
    assert code == 2
    assert said in err


def test_a_study_is_made_again_byte_for_byte_and_a_changed_one_is_named(entente, study):
    code, out, err = entente("rerun", study, "--check")
    assert code == 0, err
    assert "the same byte for byte" in out
    path = f"{study}/tables/moves.csv"
    table = pd.read_csv(path)
    table.loc[0, "alignment"] += 0.5
    table.to_csv(path, index=False)
    code, _, err = entente("rerun", study, "--check")
    assert code == 1
    assert "tables/moves.csv differs by at most 0.5" in err


def test_a_sweep_holds_the_studys_own_effect_at_the_point_that_is_the_file(entente, study, tmp_path):
    words = ("--vary", "options.exercises[0].change=0,0.6", "--workers", "1", "--quiet", "--out", str(tmp_path))
    code, out, err = entente("sweep", MINIMAL, *SAMPLING, *words)
    assert code == 0, err
    table = pd.read_csv(f"{out.strip()}/tables/effects.csv")
    shown = table[(table["subject"] == "PAK:TUR") & (table["option"] == "exercises")].set_index("point")
    assert shown.loc[0, "mean"] == 0
    assert shown.loc[1, "mean"] == pytest.approx(effect(study, "exercises"), abs=1e-12)
    pact = table[(table["subject"] == "PAK:TUR") & (table["option"] == "pact")]
    assert (pact["mean"] == pact["mean"].iloc[0]).all()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sweep", MINIMAL), "nothing varies"),
        (("sweep", MINIMAL, "--vary", "parameters.k_react=0.2:0.9"), "a grid has values"),
        (("sweep", MINIMAL, "--vary", "parameters.k_react=0.9:0.2:3"), "a lower and a higher end"),
        (("sweep", MINIMAL, "--vary", "horizon=1,2"), "all points of a sweep share horizon"),
        (("sweep", MINIMAL, "--vary", "options.pact[0].level=0,9"), "out of range"),
        (("sweep", MINIMAL, "--vary", "options.exercises[0].change=0,1", "--outcome", "peace"), "no such outcome"),
        (("robust", "docs"), "docs"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_one_message_and_code_2(entente, words, said):
    code, _, err = entente(*words)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
