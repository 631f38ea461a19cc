"""All that is wrong with a question is told at once, with code 2."""

import json

import pytest

from sim.core.errors import EntenteError, QuestionError, ResultsError, together
from sim.ensemble.store import write_study

MINIMAL = "scenarios/minimal.yaml"


@pytest.fixture(scope="module")
def folder(small, small_tables, tmp_path_factory):
    return write_study(small, small_tables, tmp_path_factory.mktemp("results"))


def fails(why, kind=QuestionError):
    def step():
        raise kind(why)

    return step


def test_steps_that_go_well_give_what_they_find():
    assert together(lambda: 1, lambda: "two") == (1, "two")


def test_one_problem_stays_what_it_is_and_several_are_one_line_each():
    with pytest.raises(ResultsError, match=r"^gone$"):
        together(lambda: 1, fails("gone", ResultsError))
    with pytest.raises(EntenteError, match=r"^first\nsecond$"):
        together(fails("first"), fails("second", ResultsError), fails("first"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["flip", "RESULTS", "foo", "bar", "--pair", "XX:TUR"], ['"foo"', '"bar"', "XX:TUR"]),
        (["attribute", "RESULTS", "--option", "foo", "--pair", "PAK:TUR", "--outcome", "zz"], ['"foo"', "zz: no such"]),
        (
            ["discover", "RESULTS", "--option", "foo", "--pair", "XX:TUR", "--below", "0.1", "--among", "zz",
             "--among", "yy", "--peel", "5"],
            ['"foo"', "XX:TUR", "--among zz", "--among yy", "--peel 5"],
        ),
        (["robust", "RESULTS", "alignment=XXX", "foo=PAK:TUR", "bad"], ["XXX: ", "foo: ", "bad: write what counts"]),
        (["compare", "nowhere", "RESULTS", "nofile.yaml"], ["nowhere", "nofile.yaml"]),
        (
            ["sweep", MINIMAL, "--vary", "parameters.k_react=0.9:0.2:2", "--outcome", "foo", "--outcome", "bar"],
            ["0.9:0.2:2", "--outcome foo", "--outcome bar"],
        ),
        (
            ["sensitivity", MINIMAL, "alignment:XX:TUR", "--option", "foo", "--against", "bar", "--method", "sobol",
             "--draws", "3"],
            ["XX:TUR", "--option foo", "--against bar", "--draws"],
        ),
        (["run", MINIMAL, "--without", "nothing", "--without", "nobody"], ['"nothing"', '"nobody"']),
        (["facts", "--only", "S99", "--only", "foo"], ["'S99'", "'foo'"]),
    ],
)  # fmt: skip
def test_every_problem_of_a_question_is_named(entente, folder, words, told):
    code, out, err = entente(*(str(folder) if word == "RESULTS" else word for word in words))
    assert (code, out) == (2, "")
    assert [word for word in told if word not in err] == []
    assert "Traceback" not in err


@pytest.mark.parametrize("again", ["entente nonsense x", "entente", 'entente "x', ""])
def test_a_manifest_that_says_no_command_is_refused(entente, tmp_path, again):
    (tmp_path / "manifest.json").write_text(json.dumps({"again": again, "command": "mine"}), encoding="utf-8")
    code, out, err = entente("rerun", str(tmp_path), "--check")
    assert (code, out) == (2, "")
    assert tmp_path.name in err
