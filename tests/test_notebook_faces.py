"""What a notebook shows of results, and the names that the package hands out."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from PIL import Image

import sim
from sim.core.errors import QuestionError
from sim.ensemble.cases import Cases
from sim.ensemble.two_studies import TwoStudies
from sim.scenario import Case
from tests.conftest import SCENARIOS

MINIMAL = SCENARIOS / "minimal.yaml"
NASTY = '<script>alert("x")</script> & "Çanakkale"'


class Seen(HTMLParser):
    """Tags and text of a page; complains when tags do not close."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.text = [], set(), ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@pytest.fixture(scope="module")
def swept():
    return sim.sweep(MINIMAL, {"options.exercises[0].change": [0.2, 0.9]}, draws=2, runs=1)


@pytest.fixture(scope="module")
def shown(small, swept):
    """Everything that has a card, by what it is."""
    named = replace(small.scenario, title=NASTY, question=NASTY)
    case = Case("war", NASTY, NASTY, (), {}, {}, {})
    return {
        "scenario": named,
        "study": replace(small, scenario=named),
        "cases": Cases(replace(named, cases=(case,)), {"war": small}),
        "sweep": replace(swept, scenario=named),
        "two": TwoStudies(named, small, small, names=(NASTY, "B")),
    }


@pytest.mark.parametrize("what", ["scenario", "study", "cases", "sweep", "two"])
def test_a_card_is_small_whole_and_escaped(what, shown):
    card = shown[what]._repr_html_()
    seen = Seen(card)
    assert len(card) < 8000
    assert "script" not in seen.tags and NASTY in seen.text


@pytest.mark.parametrize("what", ["scenario", "study", "cases", "sweep", "two"])
def test_a_card_takes_the_colours_of_the_page_so_that_dark_themes_read_as_well(what, shown):
    colours = re.findall(r"(?:^|[;\"])(?:color|background):([^;\"]+)", shown[what]._repr_html_())
    assert colours and set(colours) <= {"inherit", "none"}


def test_a_study_shows_each_option_with_its_interval_and_the_number_of_worlds(small):
    text = Seen(small._repr_html_()).text
    assert "Mutual defence pact" in text and "8 model worlds" in text and "not a forecast" in text
    effects = small.effects(quarters=[small.scenario.quarters]).set_index(["option", "outcome", "subject"])
    row = effects.loc[("pact", "alignment", "PAK:TUR")]
    assert f"{row['mean']:+.3f}" in text


def test_a_chart_shows_itself_in_a_notebook_and_weighs_little(small):
    figure = sim.chart(small, "fan", pair="IND:TUR", option="pact")
    picture = figure._repr_png_()
    assert len(picture) < 60_000
    with Image.open(BytesIO(picture)) as image:
        assert image.format == "PNG" and image.width > 500


def test_the_tables_of_questions_have_charts(small):
    wanted = [("alignment", "PAK:TUR"), ("alignment", "IND:TUR")]
    stand, total = sim.robust(small, wanted), sim.overall(small, wanted)
    figures = [sim.chart(small, "regret", stand, total), sim.chart(small, "front", stand)]
    bars = sim.tornado(small, "pact", "PAK:TUR", among=["k_react"])
    figures.append(sim.chart(small, "tornado", bars, option="pact", subject="PAK:TUR"))
    assert all(figure.get_size_inches()[1] > 1 for figure in figures)


def test_a_sweep_from_python_gives_every_option_at_every_point(swept):
    table = swept.effects()
    assert sorted(set(table["options.exercises[0].change"])) == [0.2, 0.9]
    assert set(table["option"]) == {"exercises", "pact"}
    of_pact = table[(table["option"] == "pact") & (table["subject"] == "PAK:TUR")]
    assert of_pact["mean"].nunique() == 1  # what exercises weigh changes nothing under the pact


def test_every_public_name_is_there_and_documented():
    for name in sim.__all__:
        found = getattr(sim, name)
        assert found.__doc__ and name in dir(sim), name
    with pytest.raises(AttributeError, match="no attribute 'explane'"):
        _ = sim.explane


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda study: sim.chart(study, "effect"), 'unknown chart of a study "effect"; did you mean "effects"'),
        (lambda study: sim.chart(study, "heat"), "heat is a chart of a sweep"),
        (lambda study: sim.chart(study, "fan", pare="x"), "it takes pair, option, outcome"),
        (lambda _: sim.chart(3, "effects"), "not of a int"),
        (lambda study: sim.chart(Cases(study.scenario, {"war": study}), "effects"), r'cases\["war"\]'),
        (lambda study: sim.tornado(study, "pact", "PAK:TUR", among=["k_reac"]), 'did you mean "k_react"'),
        (lambda study: sim.discover(study, "pact", "PAK:TUR"), "say whom it is about and what is failing"),
        (
            lambda study: sim.flip(replace(study, off=("motive_affinity",)), "pact", "exercises", "PAK:TUR"),
            "switched off",
        ),
        (lambda _: sim.sweep(MINIMAL), "nothing varies"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_to_write(ask, said, small):
    with pytest.raises(QuestionError, match=said):
        ask(small)
