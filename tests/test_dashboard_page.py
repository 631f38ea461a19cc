"""The page in a real browser, as somebody uses it who has nothing else: no network, two tabs, and mistakes."""

import re
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

pytest.importorskip("solara", reason="the dashboard's extra is not installed: pip install 'entente-sim[dashboard]'")
pytest.importorskip("solara_assets", reason="the browser files of the dashboard are not installed: solara-assets")

import sim
from sim.abm import PolicyModel
from tests.browser import browser  # noqa: F401  (a fixture)
from tests.conftest import ROOT, SCENARIOS

START = "from sim.cli import main; main(['dashboard', *__import__('sys').argv[1:]])"
SEED = 7  # of the small study that other tests have run already
FIRST, LATER = 240_000, 60_000  # milliseconds; a machine that has nothing compiled yet takes its time once


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The page of a folder with two good scenarios and a broken one, served by the command itself."""
    folder = tmp_path_factory.mktemp("dashboard")
    text = (SCENARIOS / "minimal.yaml").read_text(encoding="utf-8")
    (folder / "minimal.yaml").write_text(text.replace("seed: 1", f"seed: {SEED}"), encoding="utf-8")
    (folder / "broken.yaml").write_text("version: 1\ntitle: Broken\nhorizn: 3\n", encoding="utf-8")
    words = [str(folder / "minimal.yaml"), "--port", "0", "--out", str(folder / "results")]
    server = subprocess.Popen([sys.executable, "-c", START, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = server.stdout.readline()
    yield re.search(r"http://\S+", said)[0]
    server.terminate()
    server.wait(30)
    server.stdout.close()


@pytest.fixture(scope="module")
def context(browser):  # noqa: F811
    """One visitor's browser window, which notes whatever went wrong or left this machine."""
    found = browser.new_context(viewport={"width": 1440, "height": 900})
    found.set_default_timeout(LATER)
    yield found
    found.close()


@pytest.fixture
def page(context, address):
    """A tab that shows the pact beside the exercises in the smallest scenario."""
    with shown(context, f"{address}/?option=pact&against=exercises") as found:
        yield found


class shown:  # noqa: N801
    """A tab that is closed at the end, when it must have asked nobody else and complained of nothing."""

    def __init__(self, context, address):
        self.context, self.address, self.wrong = context, address, []

    def __enter__(self):
        self.tab = self.context.new_page()
        self.tab.on("console", lambda message: message.type == "error" and self.wrong.append(message.text))
        self.tab.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.tab.on("request", lambda asked: self._own(asked.url) or self.wrong.append(asked.url))
        self.tab.goto(self.address)
        self.tab.locator("[data-quarter], .en-wrong").first.wait_for(timeout=FIRST)
        return self.tab

    def _own(self, url):
        return url.startswith((self.address.partition("/?")[0], "data:"))

    def __exit__(self, *_):
        self.tab.close()
        assert self.wrong == []


def quarter(page):
    return int(re.search(r"quarter (\d+) of", page.locator("[data-quarter]").inner_text())[1])


def at_quarter(page, number):
    page.locator("[data-quarter]", has_text=f"quarter {number} of").wait_for()


def said_now(page):
    """The pair looked at, as written below its path: under the option, and beside it."""
    return [float(x) for x in re.findall(r": (\d\.\d{3})", page.locator(".en-now-said").inner_text())]


def comes_to(page, read, wanted):
    """Whether a figure is soon as wanted: the parts of the page hear of a step one after another."""
    for _ in range(LATER // 50):
        if read() == pytest.approx(wanted, abs=6e-4):
            break
        page.wait_for_timeout(50)
    assert read() == pytest.approx(wanted, abs=6e-4)


def world(option, quarters, *overrides):
    model = PolicyModel(sim.load(SCENARIOS / "minimal.yaml", *overrides), option, rng=SEED)
    for _ in range(quarters):
        model.step()
    return model


def test_numbers_after_some_steps_are_those_of_the_engine(page):
    assert page.get_by_role("heading", level=1).inner_text() == "Exercises or a pact"
    assert "not an effect" in page.locator(".en-caution").inner_text()
    for number in (1, 2, 3):
        page.get_by_role("button", name="Step").click()
        at_quarter(page, number)
    wanted = [world(option, 3).actor("PAK").alignment_to("TUR") for option in ("pact", "exercises")]
    comes_to(page, lambda: said_now(page), wanted)


def test_a_clicked_cell_shows_what_moved_that_pair(page):
    page.get_by_role("button", name="Step").click()
    at_quarter(page, 1)
    page.get_by_role("tab", name="Trust", exact=True).click()
    page.locator('[data-cell="IND:USA"]').click()
    page.get_by_role("heading", name="Trust: India in United States").wait_for()
    moved = world("pact", 1).ledger("IND", "USA", "trust").sum()
    comes_to(page, lambda: float(page.locator("[data-total='0']").inner_text().replace("−", "-")), moved)
    page.locator('[data-actor="SAU"]').first.click()
    page.locator('[data-actor="CHN"]').first.click()
    page.get_by_role("heading", name="Trust: Saudi Arabia in China").wait_for()


def test_a_moved_level_is_played_again_to_the_same_quarter_and_an_impossible_one_is_told(page):
    for number in (1, 2, 3):
        page.get_by_role("button", name="Step").click()
        at_quarter(page, number)
    news = page.locator(".en-news").first
    news.filter(has_text="Pakistan and Türkiye: Mutual defence pact, level 0.00 to 1.00").wait_for()
    level = page.get_by_label("Mutual defence pact, level, as a number")
    level.fill("0.5")
    level.press("Enter")
    news.filter(has_text="Pakistan and Türkiye: Mutual defence pact, level 0.00 to 0.50").wait_for()
    assert quarter(page) == 3
    wanted = world("pact", 3, "options.pact.provisions[0].level=0.5").actor("PAK").alignment_to("TUR")
    comes_to(page, lambda: said_now(page)[0], wanted)
    level.fill("9")
    level.press("Enter")
    said = page.get_by_role("alert").inner_text()
    assert "options.pact.provisions[0].level" in said and "Traceback" not in said
    page.get_by_role("button", name="as in the file: 1").click()
    page.get_by_role("alert").wait_for(state="detached")


def test_play_runs_until_paused_and_reset_goes_back(page):
    page.get_by_label("Speed").select_option("8")
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => Number(document.querySelector('[data-quarter]').innerText.split(' ')[1]) >= 3")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()
    page.get_by_role("button", name="Reset").click()
    at_quarter(page, 0)


def test_two_tabs_do_not_disturb_each_other(page, context, address):
    with shown(context, f"{address}/?option=exercises") as other:
        other.get_by_role("button", name="Step").click()
        at_quarter(other, 1)
        other.get_by_label("Option", exact=True).select_option("pact")
        assert quarter(page) == 0
        assert page.get_by_label("Beside it", exact=True).input_value() == "exercises"
        assert other.get_by_label("Beside it", exact=True).input_value() == "baseline"


def test_a_broken_file_shows_what_to_mend_and_another_can_be_chosen(context, address):
    with shown(context, f"{address}/?scenario=broken") as page:
        said = page.get_by_role("alert").inner_text()
        assert 'broken.yaml:3 horizn: unknown key; did you mean "horizon"?' in said
        assert "Traceback" not in said
        good = page.get_by_label("Scenario").locator("option", has_text="minimal").get_attribute("value")
        page.get_by_label("Scenario").select_option(good)
        at_quarter(page, 0)


def test_many_worlds_are_those_of_a_run(page, small):
    page.get_by_role("tab", name="Many worlds").click()
    page.get_by_label("Samples of what is not known").fill("4")
    page.get_by_label("Streams of luck in each").fill("2")
    page.get_by_role("button", name="Run these worlds").click()
    row = page.locator(".en-effects").first.locator("tr[data-subject='PAK:TUR'] td")
    row.first.wait_for()
    shown = row.first.inner_text().replace("−", "-")
    effects = small.effects(quarters=[small.scenario.quarters]).set_index(["option", "outcome", "subject"])
    assert float(shown) == pytest.approx(effects["mean"]["pact", "alignment", "PAK:TUR"], abs=6e-4)
    assert "8 worlds" in page.locator(".en-effects caption").first.inner_text()
    page.locator("img.en-chart").first.wait_for()


def test_other_names_are_not_answered(address):
    with pytest.raises(HTTPError, match="400"):
        urlopen(Request(address, headers={"Host": "elsewhere.example"}))
