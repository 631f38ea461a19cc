"""What a scenario file means once read."""

from pathlib import Path

import pytest
import yaml

from sim.scenario import BASELINE, load, notes, shocks, template

REPOSITORY = Path(__file__).parents[1]
SCENARIOS = sorted((REPOSITORY / "scenarios").glob("*.yaml"))
MINIMAL = REPOSITORY / "scenarios" / "minimal.yaml"
CLIENT = REPOSITORY / "scenarios" / "pakistan-turkey.yaml"

SHORT = """
version: 1
start: 2026-01
horizon: 5
actors: [PAK, TUR, IND, gcc]
options:
  pact:
    provisions:
      - {instrument: mutual_defence_pact, parties: [PAK, TUR], level: 1, from: 2027-05, until: 2029}
"""


@pytest.fixture
def write(tmp_path):
    def write_file(text, name="scenario.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def only(scenario, name="pact"):
    (provision,) = scenario.option(name).provisions
    return provision


def test_the_baseline_is_there_without_being_written_and_comes_first(write):
    scenario = load(write(SHORT))
    assert [option.name for option in scenario.options] == [BASELINE, "pact"]
    assert scenario.options[0].provisions == ()


def test_the_baseline_can_have_a_title_and_still_comes_first(write):
    scenario = load(write(SHORT + "  baseline: {title: As things stand}\n"))
    assert [option.name for option in scenario.options] == [BASELINE, "pact"]
    assert scenario.options[0].title == "As things stand"


def test_actors_are_sorted_and_groups_stand_for_their_members(write):
    scenario = load(write(SHORT))
    assert scenario.actors == tuple(sorted(["PAK", "TUR", "IND", "SAU", "ARE", "QAT", "KWT", "OMN", "BHR"]))
    assert scenario.names["TUR"] == "Türkiye"
    assert scenario.groups["quad"] == ("IND",)
    assert "csto" not in scenario.groups


def test_dates_are_quarters_from_the_start(write):
    provision = only(load(write(SHORT)))
    assert (provision.start, provision.stop) == (5, 12)


@pytest.mark.parametrize(
    ("date", "quarter"),
    [("2027", 4), ("2027-03", 4), ("2027-04", 5), ("2027Q4", 7), ('"2027"', 4), ("2030Q4", 19)],
)
def test_a_date_can_be_a_year_a_month_or_a_quarter(write, date, quarter):
    text = SHORT.replace("from: 2027-05, until: 2029", f"from: {date}")
    assert only(load(write(text))).start == quarter


def test_a_provision_may_last_to_the_very_end(write):
    assert only(load(write(SHORT.replace("until: 2029", "until: 2031")))).stop == 20


def test_without_dates_a_provision_holds_throughout(write):
    provision = only(load(write(SHORT.replace(", from: 2027-05, until: 2029", ""))))
    assert (provision.start, provision.stop) == (0, None)


def test_an_option_that_does_not_say_how_it_enters_is_imposed(write):
    assert only(load(write(SHORT))).enter == "imposed"


def test_unquoted_words_that_other_readers_take_for_truth_values_stay_words(write):
    scenario = load(write(SHORT + "  off: {title: No, stands_for: on, provisions: []}\n"))
    option = scenario.option("off")
    assert (option.title, option.stands_for) == ("No", "on")


def test_a_byte_order_mark_and_windows_line_ends_are_passed_over(write, tmp_path):
    marked = tmp_path / "marked.yaml"
    marked.write_bytes(b"\xef\xbb\xbf" + SHORT.replace("\n", "\r\n").encode())
    assert load(marked).digest() == load(write(SHORT, "marked.yaml.yaml"), title="marked").digest()


def test_names_with_diacritics_and_other_scripts_are_kept(write):
    title = "Türkiye, Côte d'Ivoire, پاکستان"
    assert load(write(SHORT + f'title: "{title}"\n')).title == title


def test_an_heir_adds_an_option_and_changes_one_word_of_another(write):
    write(SHORT, "base.yaml")
    heir = write(
        "version: 1\nextends: base.yaml\nhorizon: 8\noptions:\n  calm: {provisions: []}\n  pact: {title: The pact}\n",
        "heir.yaml",
    )
    scenario = load(heir)
    assert [option.name for option in scenario.options] == [BASELINE, "pact", "calm"]
    assert scenario.option("pact").title == "The pact"
    assert only(scenario).instrument == "mutual_defence_pact"
    assert (scenario.horizon, scenario.start_name) == (8, "2026Q1")


def test_a_list_of_the_heir_replaces_that_of_the_base(write):
    write(SHORT + "watch: [IND:TUR, IND:PAK]\n", "parts/base.yaml")
    heir = write("version: 1\nextends: parts/base.yaml\nwatch: [IND:gcc]\n", "heir.yaml")
    assert load(heir).watch == ("IND:gcc",)


def test_inheritance_goes_through_several_files(write):
    write(SHORT, "a.yaml")
    write("version: 1\nextends: a.yaml\nsampling: {draws: 3}\n", "b.yaml")
    scenario = load(write("version: 1\nextends: b.yaml\nsampling: {runs: 2}\n", "c.yaml"))
    assert (scenario.draws, scenario.runs) == (3, 2)


def test_an_anchor_is_the_same_block_again(write):
    text = SHORT.replace("- {instr", "- &pact {instr") + "  again: {provisions: [*pact]}\n"
    scenario = load(write(text))
    assert only(scenario, "again") == only(scenario)


def test_overrides_reach_into_lists_and_make_what_was_not_there(write):
    scenario = load(
        write(SHORT),
        "options.pact.provisions[0].level=0.5",
        "parameters.k_react=0.3",
        "horizon=4",
        **{"sampling.draws": 7},
    )
    assert only(scenario).level == 0.5
    assert scenario.parameters == {"k_react": 0.3}
    assert (scenario.horizon, scenario.draws) == (4, 7)


def test_a_parameter_may_leave_its_range_where_the_file_widens_it(write):
    text = SHORT + "parameters: {k_react: 1.5}\nuncertainties: {k_react: [0.2, 2]}\n"
    scenario = load(write(text))
    assert scenario.parameters["k_react"] == 1.5
    assert scenario.uncertainties["k_react"] == (0.2, 2.0)


def test_watched_subjects_have_one_spelling(write):
    text = SHORT + "watch: [[IND, TUR], 'TUR : IND', IND:TUR, gcc:IND, PAK, world]\n"
    assert load(write(text)).watch == ("IND:TUR", "TUR:IND", "IND:gcc", "PAK", "world")


def test_without_a_list_the_pairs_that_options_touch_are_watched(write):
    assert load(write(SHORT)).watch == ("PAK:TUR",)


def test_a_shock_that_names_a_group_falls_on_each_member(write):
    text = SHORT + "shocks:\n  - {shock: budget, actor: gcc, size: -0.15, from: 2028, until: 2029}\n"
    scenario = load(write(text))
    rows = shocks(scenario)
    assert [scenario.actors[i] for i in rows.first] == ["ARE", "BHR", "KWT", "OMN", "QAT", "SAU"]
    assert set(zip(rows.low, rows.start, rows.stop, strict=True)) == {(-0.15, 8, 12)}
    assert len(set(rows.word)) == 6


def test_a_shock_has_the_usual_size_of_its_kind(write):
    text = SHORT + "shocks:\n  - {shock: sanctions, by: SAU, on: TUR, from: 2028}\n"
    (shock,) = load(write(text)).shocks
    assert (shock.who, shock.size, shock.start) == ({"by": ("SAU",), "on": ("TUR",)}, (0.6, 0.6), 8)


@pytest.mark.parametrize("path", [*SCENARIOS], ids=lambda path: path.stem)
def test_a_resolved_scenario_written_and_read_again_is_the_same(path, tmp_path):
    scenario = load(path)
    written = tmp_path / "resolved.yaml"
    written.write_text(yaml.safe_dump(scenario.resolved(), sort_keys=False, allow_unicode=True), encoding="utf-8")
    again = load(written)
    assert again == scenario
    assert again.digest() == scenario.digest()
    assert again.resolved() == scenario.resolved()


def test_a_resolved_scenario_keeps_shocks_pins_and_ranges(write):
    text = SHORT + (
        "shocks:\n  - {shock: crisis, pair: [PAK, IND], from: 2028}\n"
        "  - {shock: sanctions, by: gcc, on: TUR, from: 2028}\n"
        "  - {shock: position, actor: TUR, from: 2028Q2, until: 2029}\n"
        "parameters: {k_react: 0.3}\nuncertainties: {k_anchor: [0.1, 0.2]}\ngroups: {south: [IND, PAK]}\n"
        "watch: [TUR:south]\ncompare: [[pact, baseline]]\noutcomes: [trust]\n"
    )
    scenario = load(write(text))
    again = load(write(yaml.safe_dump(scenario.resolved()), "again.yaml"))
    assert again == scenario and again.digest() == scenario.digest()


def test_the_digest_follows_every_word_and_number_but_not_the_order_of_options(write):
    plain = load(write(SHORT))
    assert load(write(SHORT), "options.pact.provisions[0].level=0.99").digest() != plain.digest()
    assert load(write(SHORT), "options.pact.title=Other").digest() != plain.digest()
    two = SHORT + "  calm: {provisions: []}\n"
    swapped = SHORT.replace("  pact:\n", "  calm: {provisions: []}\n  pact:\n")
    assert load(write(two)).digest() == load(write(swapped)).digest() != plain.digest()


def test_the_template_loads_and_is_short(write):
    scenario = load(write(template()))
    assert len(scenario.options) == 2
    assert len(template().splitlines()) < 40
    assert notes(scenario) == []


def test_the_client_scenario_offers_eight_options_or_more_with_a_sentence_each():
    scenario = load(CLIENT)
    assert len(scenario.options) >= 9
    assert all(option.stands_for.endswith(".") for option in scenario.options)
    assert len(scenario.actors) == 28
    assert {"IND:TUR", "IND:PAK", "PAK:TUR", "SAU:PAK", "IND:west"} <= set(scenario.watch)
    # The alliance of three stands beside the Saudi pact, and whoever reads the notes should know.
    assert all("two promises to help" in note for note in notes(scenario))


def test_an_option_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(KeyError, match="no option named pakt; there are baseline, exercises, pact"):
        load(MINIMAL).option("pakt")
