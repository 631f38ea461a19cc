"""The report: every number stands in a results file, words of the file do no harm, and little is told in words."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

import sim
from sim.cli.work import tables_of
from sim.ensemble.store import write_study
from sim.outcomes import PARAMETERS
from sim.report import write_report
from sim.scenario import Goal
from tests.browser import a_browser
from tests.failed_worlds import without_some
from tests.page_checks import CONTRAST, NARROW, STRUCTURE, WIDE, widths
from tests.page_reader import FIXED, Page, wrong_figures, wrong_sentences

HORIZON = 12
EVIL = "<script>alert('x')</script> & \"quoted\" <b>"
RIGHT_TO_LEFT = "مركز الدراسات"
LONG = "Long" * 20


def page_of(ensemble, folder):
    """Write a study into a folder, and its page."""
    write_study(ensemble, tables_of(ensemble), folder, folder=folder)
    file = write_report(ensemble, folder)
    return Page(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("study")


@pytest.fixture(scope="module")
def page(small, folder):
    return page_of(small, folder)


@pytest.fixture(scope="module")
def browser():
    with a_browser() as found:
        yield found


@pytest.fixture(scope="module")
def many():
    """As many draws as it takes to search for failing worlds."""
    return sim.run(sim.load("scenarios/minimal.yaml"), draws=40, runs=1, seed=7)


def names_of(ensemble):
    return [*ensemble.scenario.names.values(), *(option.title for option in ensemble.scenario.options)]


def test_every_number_of_the_page_stands_in_a_results_file(page, folder, small):
    assert len(page.figures) > 150
    assert wrong_figures(page, folder) == []
    assert wrong_sentences([*page.told, *page.images], folder, names_of(small)) == []
    loose = page.loose
    for phrase in FIXED:
        loose = loose.replace(phrase, "")
    left = [text for text in re.findall(r"\S*\d\S*", loose) if text != "100"]
    assert left == []


def test_a_number_that_does_not_stand_there_is_found(page, folder):
    changed = Page("")
    changed.figures = [[page.figures[-1][0] | {"value": "12345.0"}, page.figures[-1][1]]]
    assert len(wrong_figures(changed, folder)) == 1
    assert wrong_sentences([({"data-from": "tables/effects.csv", "data-rows": "0"}, "ends 0.777 higher")], folder)


def test_the_first_screen_answers_in_three_sentences(small, folder, page):
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert text.count('class="said"') == 3
    assert "In this model" in page.said
    assert page.said.count("This is a scenario instrument, not a forecast.") == 1
    assert small.scenario.question in page.said
    assert all(option.stands_for in page.said for option in small.scenario.options)
    assert not any(word in page.said for word in ("likely", "probab"))
    assert (folder / "report.html").stat().st_size < 2e6


def test_the_page_shows_feasibility_the_map_and_a_typical_world_below_the_first_screen(page, folder):
    alts = [alt for _, alt in page.images]
    told = ("Strip of seven checks", "Three maps of who is aligned", "Timeline of agreements and crises")
    assert all(sum(alt.startswith(start) for alt in alts) == 1 for start in told)
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert text.index("<nav") < min(text.index(start) for start in told)
    assert "there is no chart of this study" not in page.said


def test_what_cannot_be_answered_is_said_with_the_command_that_answers(page):
    commands = ("entente robust RESULTS", "entente discover RESULTS --option", "entente flip RESULTS")
    assert all(command in page.said for command in commands)
    assert "too few to find a box" in page.said


def test_forty_draws_are_searched_for_what_sets_failing_worlds_apart(many, tmp_path):
    goal = Goal("India keeps its distance", "alignment", "IND:TUR", -0.01, None, HORIZON, "change")
    with_goal = replace(many, scenario=replace(many.scenario, goals=(goal,)))
    page = page_of(with_goal, tmp_path)
    assert "misses a goal" in page.said
    assert "meets India keeps its distance most often" in page.said
    assert "too few to find a box" not in page.said
    assert "resamples of the draws no option beats it" in page.said
    assert wrong_figures(page, tmp_path) == []
    assert wrong_sentences(page.told, tmp_path, names_of(many)) == []


@pytest.fixture(scope="module")
def evil_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("evil")


@pytest.fixture(scope="module")
def evil(small, evil_folder):
    """The page of the same worlds under names that try to break it."""
    scenario = small.scenario
    names = {**scenario.names, "PAK": EVIL, "TUR": RIGHT_TO_LEFT, "IND": LONG}
    options = tuple(replace(option, title=f"{option.title} {EVIL}", stands_for=LONG) for option in scenario.options)
    scenario = replace(scenario, title=EVIL, question=f"{LONG}? {EVIL}", names=names, options=options)
    return page_of(replace(small, scenario=scenario), evil_folder)


def test_words_of_the_file_are_shown_and_do_nothing(evil):
    assert "script" not in {tag for tag, _ in evil.tags}
    assert not [found for _, found in evil.tags if any(name.startswith("on") for name in found)]
    assert all(words in evil.said for words in (EVIL, RIGHT_TO_LEFT, LONG))


def test_words_of_the_file_do_nothing_in_a_browser_and_fit(browser, evil_folder, evil):  # noqa: ARG001
    window = browser.new_page(viewport=NARROW)
    said = []
    window.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    window.on("console", lambda message: said.append(message.text))
    window.goto((evil_folder / "report.html").as_uri())
    assert (said, window.locator("script").count()) == ([], 0)
    assert widths(window) == [0, 0]
    window.close()


def test_a_study_of_which_worlds_failed_is_told_with_what_is_left(small, tmp_path):
    page = page_of(without_some(small, {"exercises": slice(0, 2), "pact": slice(5, 6)}), tmp_path)
    assert "3 gave no finite numbers and are left out" in page.said
    assert "some worlds failed, so its ledger cannot be paired" in page.said
    assert wrong_figures(page, tmp_path) == []
    assert wrong_sentences(page.told, tmp_path, names_of(small)) == []


@pytest.fixture
def alone(small):
    """The baseline of the same study by itself."""
    scenario = replace(small.scenario, options=small.scenario.options[:1], compare=())
    return replace(small, scenario=scenario, kept={"baseline": small.kept["baseline"]})


def test_a_study_without_options_says_that_there_is_nothing_to_compare(alone, tmp_path):
    page = page_of(alone, tmp_path)
    assert "holds the baseline alone" in page.said


def test_the_command_writes_the_page_and_refuses_what_is_no_study(entente, alone, tmp_path):
    write_study(alone, tables_of(alone), tmp_path, folder=tmp_path / "study")
    file = tmp_path / "elsewhere" / "page.html"
    code, out, err = entente("report", str(tmp_path / "study"), "--out", str(file))
    assert (code, file.as_posix() in out) == (0, True), err
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    code, _, err = entente("report", str(tmp_path / "none"))
    assert (code, "no such folder" in err) == (2, True)
    code, _, err = entente("report", str(tmp_path / "study"), "--out", str(tmp_path))
    assert (code, "name a file" in err) == (2, True)
    (tmp_path / "study" / "tables" / "effects.csv").unlink()
    code, _, err = entente("report", str(tmp_path / "study"))
    assert (code, "effects.csv" in err, "entente run" in err) == (2, True, True)


def test_it_says_which_parameters_data_moved(page, tmp_path):
    assert "No parameter of this study was moved by data" in page.said
    asked = {"posterior": "posterior-2010", "w_net": 1.2}
    informed = sim.run(sim.load("scenarios/minimal.yaml", parameters=asked), draws=2, runs=1, seed=7)
    said = page_of(informed, tmp_path).said.partition("moved these parameters")[2].partition("All others")[0]
    assert PARAMETERS["w_tru"].meaning in said and PARAMETERS["w_net"].meaning not in said


@pytest.fixture
def shown(browser, folder, page):  # noqa: ARG001, the page is in the folder
    """The page opened from its file, offline, and all that it asked for or complained of."""
    window = browser.new_context(offline=True, viewport=WIDE).new_page()
    window.said = []
    window.on("console", lambda message: window.said.append(message.text))
    window.on("pageerror", lambda error: window.said.append(str(error)))
    window.on("request", lambda request: window.said.append(request.url) if request.url[:5] != "data:" else None)
    window.goto((folder / "report.html").as_uri())
    yield window
    window.context.close()


def test_the_page_opens_offline_asks_for_nothing_and_complains_of_nothing(shown, folder):
    assert shown.said == [(folder / "report.html").as_uri()]


def test_nothing_overflows_on_a_screen_or_a_phone(shown):
    assert widths(shown) == [0, 0]


def test_question_options_answer_table_chart_and_evidence_stand_on_the_first_screen(shown):
    for part in (".question", ".said >> nth=2", ".answer tbody >> nth=-1", ".evidence", ".first figure img"):
        box = shown.locator(part).bounding_box()
        assert box["y"] + box["height"] <= WIDE["height"], part


def test_all_text_stands_out_from_what_is_behind_it(shown):
    assert shown.evaluate(CONTRAST) == []


def test_headings_landmarks_charts_tables_and_links_are_in_order(shown):
    found = shown.evaluate(STRUCTURE)
    assert (found["language"], bool(found["title"]), found["landmarks"]) == ("en", True, [1, 1, 1, 1, 1])
    levels = found["headings"]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))
    wrong = {name: found[name] for name in ("blind", "lost", "twice", "nameless", "headless", "stuck")}
    assert wrong == dict.fromkeys(wrong, 0) | {"twice": []}


def test_the_keyboard_reaches_the_answer_and_sees_where_it_is(shown):
    shown.keyboard.press("Tab")
    link = shown.evaluate("[document.activeElement.className, document.activeElement.getBoundingClientRect().left]")
    assert link[0] == "skip" and link[1] >= 0
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#answer")


def test_it_prints_all_its_sections_on_paper(shown):
    shown.emulate_media(media="print")
    assert shown.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert shown.locator("section.text:visible").count() == 10
    assert shown.locator("nav").is_hidden()
