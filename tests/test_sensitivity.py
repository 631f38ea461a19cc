"""`entente sensitivity`: rows and bars are what studies with those values held would give, and nonsense is refused."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim import load, run
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.experiments.paired import Workforce, figure
from sim.experiments.rows import Rows
from sim.experiments.sensitivity import Work, at_rows, most_important
from sim.experiments.tornado import pinned
from sim.experiments.varied import varied

MINIMAL = "scenarios/minimal.yaml"
LEVEL = "options.pact.provisions[0].level"
VARY = ("k_react", "options.pact[0].level=0.5:1")
QUICK = ("--option", "pact", "--workers", "1", "--runs", "2", *(word for text in VARY for word in ("--vary", text)))


@contextmanager
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def in_draw(scenario, draw):
    ensemble = run(scenario, draw + 1, 2, 7)
    place = ensemble.subjects.names["alignment"].index("PAK:TUR")
    ours, base = (ensemble.kept[name].series["alignment"][:, -1, place] for name in ("pact", "baseline"))
    return float((ours - base)[-2:].mean())


def test_a_row_is_the_effect_with_its_values_held_in_the_worlds_of_its_luck():
    scenario = load(MINIMAL)
    what = varied(MINIMAL, (), scenario, VARY, ("pact", "baseline"))
    assert what.ranges == {"k_react": (0.2, 0.9), LEVEL: (0.5, 1.0)}
    points = pd.DataFrame({"k_react": [0.3, 0.8, 0.3], LEVEL: [1.0, 1.0, 0.5]})
    sampling = Sampling(1, 2, 7, scenario.quarters)
    work = Work(scenario, what, (figure(scenario, "alignment", "TUR:PAK"),), sampling, Parts(), Workforce(threads, 2))
    found = at_rows(work, Rows(points, np.array([0, 0, 2])))[0]
    held = [pinned(load(MINIMAL, f"{LEVEL}={level}"), {"k_react": k}) for k, level in points.to_numpy()]
    for value, at_it, draw in zip(found, held, (0, 0, 2), strict=True):
        assert value == pytest.approx(in_draw(at_it, draw), abs=1e-12)


@pytest.mark.parametrize(("method", "size"), [("sobol", ("--n", "4", "--second")), ("tornado", ("--draws", "4"))])
def test_each_method_answers_in_eighty_columns_and_goes_on_where_it_stood(entente, tmp_path, method, size):
    words = ("sensitivity", MINIMAL, "--method", method, *QUICK, *size, "--out", str(tmp_path))
    code, out, err = entente(*words)
    assert code == 0, err
    assert max(map(len, out.splitlines()[:-1])) <= 80
    folder = tmp_path / "minimal" / out.split("/")[-1].strip()
    assert {path.name for path in (folder / "charts").iterdir()} == {
        f"{method}-alignment-PAK-TUR.{ending}" for ending in ("png", "svg", "csv")
    }
    before = {path: path.stat().st_mtime_ns for path in (folder / "parts").iterdir()}
    code, out, err = entente(*words, "--json", "--no-charts")
    assert code == 0, err
    assert before == {path: path.stat().st_mtime_ns for path in (folder / "parts").iterdir()}
    found = json.loads(out)["found"][0]
    assert {row["assumption"] for row in found["table"]} == {"k_react", LEVEL}
    written = pd.read_csv(folder / "tables" / f"{method}.csv")
    pd.testing.assert_frame_equal(written[[*found["table"][0]]], pd.DataFrame(found["table"]), rtol=1e-9)
    if method == "sobol":
        design = pd.read_csv(folder / "design.csv")
        assert list(design["luck"]) == sorted([0, 1, 2, 3] * 6)
        assert len(found["pairs"]) == 1


def test_the_most_important_are_taken_from_each_figure_in_turn():
    tables = [pd.DataFrame({"assumption": names}) for names in (["a", "b", "c"], ["b", "c", "a"])]
    assert most_important(tables, 2) == ("a", "b")
    assert most_important(tables, 3) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "say which option with --option: exercises, pact"),
        (("--option", "pakt"), 'did you mean "pact"?'),
        (("--option", "pact", "--against", "pact"), "name another option than pact, or none"),
        (("--option", "pact", "--method", "guess"), "expected sobol, tornado"),
        (("peace:PAK:TUR", "--option", "pact"), 'unknown outcome "peace"'),
        (("alignment:PAK", "--option", "pact"), "alignment is of a pair such as IND:TUR"),
        (("--option", "pact", "--vary", "k_reakt"), 'did you mean "k_react"?'),
        (("--option", "pact", "--vary", "k_react=1,2"), "a range with two ends"),
        (("--option", "pact", "--vary", "k_react=-1:1"), "below 0, which k_react cannot be"),
        (("--option", "pact", "--vary", "options.pact[0].level"), "say between which ends"),
        (("--option", "pact", "--vary", "options.pact[0].level=0:9"), "out of range"),
        (("--option", "pact", "--vary", "options.pact[0].levl=0:1"), "levl"),
        (("--option", "pact", "parameters.k_react=0.4", "--vary", "k_react"), "is held fixed here"),
        (("--option", "pact", "--method", "sobol", "--draws", "4"), "--n says how many"),
        (("--option", "pact", "--n", "4"), "--n and --second belong to --method sobol"),
        (("--option", "pact", "--vary", "k_react", "--top", "4"), "write one of the two"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_one_message_and_code_2(entente, tmp_path, words, said):
    code, _, err = entente("sensitivity", MINIMAL, *words, "--out", str(tmp_path))
    assert code == 2
    assert said in err
    assert "Traceback" not in err


CASES = """\
version: 1
extends: MINIMAL
cases:
  calm: {parameters: {k_react: 0.3}}
"""


def test_it_is_made_again_from_the_file_that_was_asked(entente, tmp_path):
    """The resolved file has no cases any more, so a lever in one of them would be found nowhere."""
    file = tmp_path / "mine.yaml"
    file.write_text(CASES.replace("MINIMAL", Path(MINIMAL).resolve().as_posix()), encoding="utf-8")
    words = ("--option", "pact", "--vary", "cases.calm.parameters.k_react=0.3:0.6", "--draws", "2", "--runs", "1")
    asked = ("sensitivity", str(file), "case=calm", *words, "--workers", "1", "--out", str(tmp_path), "--quiet")
    code, out, err = entente(*asked)
    assert code == 0, err
    code, out, err = entente("rerun", out.strip(), "--check", "--workers", "1")
    assert code == 0, out + err
