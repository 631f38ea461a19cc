"""The catalogue of instruments, groups and shocks."""

import numpy as np
import pytest

from sim.catalogue import COLUMNS, MEANINGS, CatalogueError, groups, instruments, limits, presets, shock_kinds, variants
from sim.catalogue.instruments import read_instruments
from sim.catalogue.variants import read_variants
from sim.model.policy import HIGHEST_LEVEL
from sim.model.shocks import BETWEEN_TWO, DIRECTED, EVENTS, KINDS

PAIRS = BETWEEN_TWO | DIRECTED

FIRST_SPECIFICATION = [
    "joint_exercises",
    "tech_transfer",
    "intel_ct",
    "naval",
    "diplomatic",
    "multilateral",
    "space_jv",
    "cyber_jv",
    "shared_infra",
    "crisis_protocols",
    "track2",
    "cultural",
    "training",
    "peacekeeping",
    "expo",
    "mutual_defence_pact",
    "security_assistance",
    "exercise_training_treaty",
    "tech_sharing_treaty",
    "regional_alliance",
    "arms_control",
    "arms_sale",
    "dca_framework",
]

ONE = """
version: 1
instruments:
  - key: naval
    title: Naval
    description: Ships.
    figures: {figures}
    grade: judgement
    source: test
"""


def test_instruments_stand_in_the_order_of_the_specification_with_two_more():
    assert instruments().keys == (*FIRST_SPECIFICATION, "ai_unmanned", "consultation_pact")


def test_a_catalogue_has_a_row_for_each_instrument_and_a_column_for_each_figure():
    catalogue = instruments()
    shape = (25, len(COLUMNS))
    assert catalogue.values.shape == catalogue.low.shape == catalogue.high.shape == shape
    assert len(catalogue.titles) == len(catalogue.descriptions) == 25
    assert [len(row) for row in catalogue.grades] == [len(row) for row in catalogue.sources] == [len(COLUMNS)] * 25


@pytest.mark.parametrize("k", range(25), ids=instruments().keys)
def test_every_figure_is_finite_inside_its_range_and_says_where_it_comes_from(k):
    catalogue = instruments()
    for column, name in enumerate(COLUMNS):
        low, value, high = (table[k, column] for table in (catalogue.low, catalogue.values, catalogue.high))
        assert MEANINGS[name].low <= low <= value <= high <= MEANINGS[name].high
        assert catalogue.grades[k][column] in ("data", "literature", "judgement")
        assert len(catalogue.sources[k][column]) > 5
    assert catalogue.titles[k] and catalogue.descriptions[k].endswith(".")


def test_figures_that_are_not_nil_are_uncertain_by_half_unless_the_entry_says_otherwise():
    catalogue = instruments()
    aid, a = catalogue.keys.index("security_assistance"), COLUMNS.index("a")
    assert (catalogue.low[aid, a], catalogue.high[aid, a]) == (-0.1, 0.4)
    naval = catalogue.keys.index("naval")
    assert catalogue.low[naval, a] == pytest.approx(0.11) and catalogue.high[naval, a] == pytest.approx(0.33)
    assert np.all(catalogue.high[catalogue.values > 0] > catalogue.values[catalogue.values > 0])


def test_a_pact_binds_more_than_a_consultation_pact_and_costs_more():
    catalogue = instruments()
    pact, consultation = (catalogue.keys.index(key) for key in ("mutual_defence_pact", "consultation_pact"))
    for column in ("a", "s", "cost", "vis", "sov", "ob", "asc"):
        assert catalogue.column(column)[pact] > catalogue.column(column)[consultation] > 0


def test_only_training_exercises_and_exchange_let_cultures_converge():
    catalogue = instruments()
    blending = {key for key, blend in zip(catalogue.keys, catalogue.column("blend"), strict=True) if blend > 0}
    assert blending == {"training", "cultural", "joint_exercises", "exercise_training_treaty"}


def test_a_signing_gives_a_level_that_an_agreement_can_have():
    usual = instruments().column("usual")
    assert np.all((usual > 0) & (usual <= HIGHEST_LEVEL))


def test_the_table_cannot_be_changed_by_a_reader():
    with pytest.raises(ValueError, match="read-only"):
        instruments().values[0, 0] = 9


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("{a: .2, lead: 1, dur: 2, usual: 1, viz: 3}", "naval.viz: unknown column"),
        ("{a: 9, lead: 1, dur: 2, usual: 1}", "naval.a: 9 lies outside -1 to 3"),
        ("{a: .2, dur: 2, usual: 1}", "naval.lead: 0 lies outside 0.05 to 10"),
        ("{a: much}", r"instruments\[0\].figures.a: Input should be a valid number"),
        ("[a", "not readable as YAML"),
    ],
)
def test_a_wrong_entry_is_named(figures, said):
    with pytest.raises(CatalogueError, match=f"mine.yaml: .*{said}"):
        read_instruments(ONE.replace("{figures}", figures), "mine.yaml")


def test_a_range_that_leaves_out_its_value_is_refused():
    text = ONE.replace("{figures}", "{a: .2, lead: 1, dur: 2, usual: 1}\n    range: {a: [.3, .4]}")
    with pytest.raises(CatalogueError, match=r"the range 0\.3 to 0\.4 must hold the value 0\.2"):
        read_instruments(text, "mine.yaml")


def test_the_same_instrument_twice_is_refused():
    text = ONE.replace("{figures}", "{lead: 1, dur: 2, usual: 1}")
    entry = text.split("instruments:\n")[1]
    with pytest.raises(CatalogueError, match="the instrument naval stands twice"):
        read_instruments(text + entry, "mine.yaml")


VARIANT = """
version: 1
variants:
  - key: barges
    instrument: {instrument}
    title: Barges
    description: Flat boats.
    columns: {columns}
    grade: judgement
    source: test
"""


@pytest.mark.parametrize("variant", variants().values(), ids=variants())
def test_every_variant_keeps_its_instrument_inside_its_ranges_and_says_where_each_multiplier_comes_from(variant):
    k = instruments().keys.index(variant.instrument)
    for column, times in variant.columns.items():
        assert MEANINGS[column].low <= times * instruments().column(column)[k] <= MEANINGS[column].high
        assert variant.evidence[column][0] in ("data", "literature", "judgement")
        assert len(variant.evidence[column][1]) > 5
    assert variant.title and variant.description.endswith(".")


def test_aircraft_take_longer_cost_more_and_hang_more_on_licences_than_frigates_and_these_more_than_vehicles():
    aircraft, frigates, vehicles = (variants()[key] for key in ("aircraft", "frigates", "armoured_vehicles"))
    assert {v.instrument for v in (aircraft, frigates, vehicles)} == {"tech_transfer"}
    for column in ("lead", "cost", "leak", "e"):
        assert aircraft.columns[column] > frigates.columns[column] > vehicles.columns[column]


@pytest.mark.parametrize(
    ("instrument", "columns", "said"),
    [
        ("boats", "{a: 1}", "barges.instrument: there is no instrument boats"),
        ("naval", "{viz: 2}", "barges.viz: unknown column"),
        ("naval", "{dur: 50}", "barges.dur: 50 makes 5 of naval 250; it must be above 0 and lead to 0.5 to 100"),
        ("naval", "{a: 0}", "barges.a: 0 makes 0.22 of naval 0; it must be above 0"),
    ],
)
def test_a_wrong_variant_is_named(instrument, columns, said):
    text = VARIANT.replace("{instrument}", instrument).replace("{columns}", columns)
    with pytest.raises(CatalogueError, match=f"mine.yaml: {said}"):
        read_variants(text, "mine.yaml")


def test_groups_name_states_that_the_baseline_holds(baseline_codes):
    for group in (*groups().values(), *presets().values()):
        assert set(group.members) <= baseline_codes, group.key
        assert group.as_of and group.source


@pytest.mark.parametrize(("group", "members"), [("five_eyes", 5), ("gcc", 6), ("quad", 4), ("nato", 9)])
def test_well_known_groups_have_their_members(group, members):
    assert len(groups()[group].members) == members


def test_the_preset_of_28_states_has_28_states():
    assert len(presets()["core28"].members) == 28


def test_every_shock_is_spelled_out_in_what_the_model_can_do():
    done = {row.does for kind in shock_kinds().values() for row in kind.rows}
    assert done == set(KINDS)
    for kind in shock_kinds().values():
        assert all(len(row.who) == (3 if row.does == "licence" else 2 if row.does in PAIRS else 1) for row in kind.rows)
        assert kind.once <= all(row.does in EVENTS for row in kind.rows), kind.key


def test_the_usual_size_of_a_shock_is_one_that_may_be_written():
    for kind in shock_kinds().values():
        assert kind.low <= kind.default <= kind.high and kind.default != 0
        assert kind.meaning.endswith(".") and kind.source and kind.unit and kind.direction
        assert set(kind.may) <= set(kind.fields) and set(kind.usual) <= set(kind.may)


def test_shocks_name_only_states_that_the_baseline_holds(baseline_codes):
    for kind in shock_kinds().values():
        named = {code for codes in kind.usual.values() for code in codes}
        named |= {code for row in kind.rows for code in row.who if code.isupper()}
        assert named <= baseline_codes, kind.key


@pytest.fixture
def baseline_codes():
    from sim.evidence import read_tables

    return set(read_tables().actors["actor"])


def test_a_need_or_an_exclusion_that_names_no_instrument_is_refused():
    text = ONE.replace("{figures}", "{lead: 1, dur: 2, usual: 1}")
    text += "    needs: [{any: [treaty], reason: r, strict: true, grade: judgement, source: s}]\n"
    with pytest.raises(CatalogueError, match=r"naval\.needs: there is no instrument treaty"):
        read_instruments(text, "mine.yaml")


def test_an_exclusion_holds_both_ways_and_is_written_once():
    rules = dict(zip(instruments().keys, instruments().excludes, strict=True))
    for key, excluded in rules.items():
        for rule in excluded:
            for other in rule.instruments:
                back = [r for r in rules[other] if key in r.instruments and r.between == rule.between]
                assert [r.reason for r in back].count(rule.reason) == 1


def test_every_line_of_feasibility_lies_in_its_range_and_strain_comes_before_refusal():
    for limit in limits().values():
        assert limit.low <= limit.value <= limit.high and limit.source and limit.unit
    for check in ("budget", "load", "absorb", "sovereignty", "licence"):
        assert limits()[f"{check}_strained"].value < limits()[f"{check}_no"].value
    assert limits()["sign_strained"].value > limits()["sign_no"].value
