"""Feasibility: an option that a party cannot afford, use, bear or sign says so, with the reason."""

import pandas as pd
import pytest

from sim.experiments.feasibility import COLUMNS, feasibility, of_option
from sim.experiments.feasible.check import parties
from sim.scenario import BASELINE, load

HEAD = "version: 1\nstart: 2026\nhorizon: 5\nactors: [PAK, TUR, IND, SAU, AFG, GRC, CHN, USA, IRN]\noptions:\n"
WILLING = 0.9


@pytest.fixture
def judge(tmp_path):
    """The table of feasibility of options written as lists of provisions; all would sign unless `odds` says else."""

    def table(odds=WILLING, **options):
        path = tmp_path / "scenario.yaml"
        text = HEAD
        for name, provisions in options.items():
            listed = "".join(f"      - {{{provision}}}\n" for provision in provisions)
            text += f"  {name}:\n    title: Option {name}\n    provisions:\n{listed}"
        path.write_text(text, encoding="utf-8")
        scenario = load(path)
        signing = [
            (o.name, k, p.instrument, party, odds, 1.0)
            for o in scenario.options
            for k, p in enumerate(o.provisions)
            for party in p.members
        ]
        columns = ["option", "provision", "instrument", "party", "would_sign", "in_force"]
        return feasibility(scenario, pd.DataFrame(signing, columns=columns))

    return table


def row(table, check, party, option="x"):
    found = table[(table["option"] == option) & (table["party"] == party) & (table["check"] == check)]
    return found.iloc[0]


def test_every_party_of_every_option_meets_every_check(judge):
    table = judge(
        x=["instrument: naval, parties: [PAK, TUR, SAU], level: 1"],
        y=["instrument: expo, parties: [PAK, IND], level: 1"],
    )
    assert tuple(table.columns) == COLUMNS
    checks = {"budget", "absorption", "sovereignty", "licence", "exclusive", "prerequisites", "would_sign"}
    met = {(r.option, r.party, r.check) for r in table.itertuples()}
    assert met == {
        (o, p, c) for o, who in (("x", "PAK TUR SAU"), ("y", "PAK IND")) for p in who.split() for c in checks
    }
    assert set(table["verdict"]) <= {"fine", "strained", "no"} and table["reason"].str.len().min() > 10


def test_a_poor_state_cannot_afford_what_a_rich_one_can(judge):
    table = judge(x=["instrument: arms_sale, parties: [AFG, USA], level: 1"])
    poor, rich = row(table, "budget", "AFG"), row(table, "budget", "USA")
    assert (poor["verdict"], rich["verdict"]) == ("no", "fine")
    assert poor["figure"] == pytest.approx(0.5) and poor["limit"] == pytest.approx(3 * 0.07)
    assert poor["reason"] == (
        "Afghanistan cannot afford Arms sales: 0.50 a year of new programmes on a budget of 0.07, which can pay 0.21"
    )


def test_a_member_pays_once_however_many_partners_a_provision_has(judge):
    two = judge(x=["instrument: naval, parties: [AFG, IRN], level: 1"])
    many = judge(x=["instrument: naval, parties: [AFG, IRN, SAU, CHN, GRC], level: 1"])
    assert row(two, "budget", "AFG")["figure"] == row(many, "budget", "AFG")["figure"] > 0


def test_a_standing_alliance_that_is_written_pair_by_pair_is_paid_once_and_arms_for_two_states_twice(judge):
    def added(instrument):
        pairs = [f"instrument: {instrument}, parties: [AFG, {other}], level: 1" for other in ("IRN", "CHN")]
        return row(judge(x=pairs), "budget", "AFG")["figure"]

    assert added("regional_alliance") == pytest.approx(0.45)
    assert added("arms_sale") == pytest.approx(1.0)


def test_what_a_party_already_gave_up_is_not_asked_for_again(judge):
    table = judge(x=["instrument: regional_alliance, parties: [TUR, USA], change: 0.5"])
    assert row(table, "sovereignty", "TUR")["figure"] == pytest.approx(0.65 * 0.7 * 0.5)


def test_what_is_already_in_force_costs_nothing_new(judge):
    table = judge(x=["instrument: dca_framework, parties: [PAK, TUR], change: 0"])
    assert row(table, "budget", "PAK")["figure"] == 0
    assert set(table[table["check"] != "would_sign"]["verdict"]) == {"fine"}


def test_a_state_without_industry_cannot_take_in_technology_and_the_giver_takes_in_none(judge):
    table = judge(x=["instrument: tech_transfer, parties: [AFG, CHN], level: 1"])
    taker, giver = row(table, "absorption", "AFG"), row(table, "absorption", "CHN")
    assert (taker["verdict"], giver["verdict"]) == ("no", "fine")
    assert "cannot take in" in taker["reason"] and giver["figure"] == 0


def test_foreign_bases_cross_a_red_line_of_iran_and_not_of_saudi_arabia(judge):
    table = judge(x=["instrument: shared_infra, parties: [IRN, SAU], level: 1"])
    assert row(table, "sovereignty", "IRN")["verdict"] == "no"
    assert row(table, "sovereignty", "SAU")["verdict"] == "fine"
    assert "red line of Iran" in row(table, "sovereignty", "IRN")["reason"]


def test_the_licensor_with_most_leverage_is_named(judge):
    table = judge(x=["instrument: tech_transfer, parties: [PAK, TUR], level: 2"])
    found = row(table, "licence", "PAK")
    assert found["verdict"] in ("strained", "no")
    assert found["reason"].startswith("China could") and "Türkiye" in found["reason"]


def test_leverage_of_licences_can_be_switched_off_by_its_parameter(judge, tmp_path):
    judge(x=["instrument: tech_transfer, parties: [PAK, TUR], level: 2"])
    scenario = load(tmp_path / "scenario.yaml", "parameters.lam_leak=3")
    strong = load(tmp_path / "scenario.yaml", "parameters.lam_leak=15")
    rows = [("x", 0, "tech_transfer", party, WILLING, 1.0) for party in ("PAK", "TUR")]
    signing = pd.DataFrame(rows, columns=["option", "provision", "instrument", "party", "would_sign", "in_force"])
    delays = [row(feasibility(s, signing), "licence", "PAK")["figure"] for s in (scenario, strong)]
    assert 1 < delays[0] < delays[1]


def test_a_pact_and_a_consultation_pact_in_one_option_exclude_each_other_and_say_so_once(judge):
    table = judge(
        x=[
            "instrument: mutual_defence_pact, parties: [PAK, TUR], level: 1",
            "instrument: consultation_pact, parties: [PAK, TUR], level: 1",
        ]
    )
    found = of_option(table, "x")
    clashes = [check for check in found.problems if check.check == "exclusive"]
    assert [check.verdict for check in clashes] == ["no"] and found.verdict == "no"
    assert clashes[0].reason.startswith(
        "Mutual defence pact and Consultation pact of Pakistan and Türkiye in one option"
    )


def test_provisions_that_follow_each_other_do_not_exclude_each_other(judge):
    table = judge(
        x=[
            "instrument: consultation_pact, parties: [PAK, TUR], level: 1, until: 2028",
            "instrument: mutual_defence_pact, parties: [PAK, TUR], level: 1, from: 2028",
        ]
    )
    assert row(table, "exclusive", "PAK")["verdict"] == "fine"


def test_an_option_that_excludes_another_names_it(judge):
    table = judge(
        x=["instrument: mutual_defence_pact, parties: [PAK, TUR], level: 1"],
        y=["instrument: consultation_pact, parties: [PAK, TUR], level: 1"],
    )
    assert 'Excludes "Option y"' in row(table, "exclusive", "PAK")["reason"]
    assert 'Excludes "Option x"' in row(table, "exclusive", "TUR", "y")["reason"]


def test_a_pact_with_both_sides_of_a_rivalry_is_not_feasible_for_the_state_between_them(judge):
    table = judge(
        x=[
            "instrument: mutual_defence_pact, parties: [CHN, PAK], level: 1",
            "instrument: mutual_defence_pact, parties: [CHN, IND], level: 1",
        ]
    )
    between = row(table, "exclusive", "CHN")
    assert between["verdict"] == "no" and "its rival" in between["reason"]
    assert not table[(table["party"] == "PAK") & (table["check"] == "exclusive")]["reason"].str.contains("rival").any()


def test_a_base_without_a_treaty_lacks_its_ground_until_the_option_brings_one(judge):
    bare = judge(x=["instrument: shared_infra, parties: [AFG, GRC], level: 1"])
    found = row(bare, "prerequisites", "AFG")
    assert found["verdict"] == "no" and "without Framework agreement on defence cooperation" in found["reason"]
    grounded = judge(
        x=[
            "instrument: shared_infra, parties: [AFG, GRC], level: 1",
            "instrument: dca_framework, parties: [AFG, GRC], level: 1",
        ]
    )
    assert row(grounded, "prerequisites", "AFG")["verdict"] == "fine"


@pytest.mark.parametrize(
    ("odds", "verdict", "said"),
    [(0.05, "no", "would not sign"), (0.3, "strained", "reluctant"), (0.8, "fine", "would sign")],
)
def test_a_party_that_refuses_most_offers_would_not_sign(judge, odds, verdict, said):
    found = row(judge(odds, x=["instrument: naval, parties: [PAK, TUR], level: 1"]), "would_sign", "TUR")
    assert found["verdict"] == verdict and said in found["reason"]


def test_the_gravest_problems_of_an_option_come_first_and_the_baseline_has_none(judge):
    table = judge(0.3, x=["instrument: tech_transfer, parties: [AFG, CHN], level: 1"])
    verdicts = [check.verdict for check in of_option(table, "x").problems]
    assert verdicts == sorted(verdicts) and verdicts[0] == "no" and verdicts[-1] == "strained"
    assert of_option(table, BASELINE).verdict == "fine"


def test_parties_of_an_option_stand_in_the_order_of_its_provisions(judge, tmp_path):
    judge(x=["instrument: naval, parties: [TUR, USA], level: 1", "instrument: expo, parties: [PAK, TUR], level: 1"])
    assert parties(load(tmp_path / "scenario.yaml").option("x")) == ("TUR", "USA", "PAK")


def test_a_variant_a_provider_and_a_named_licensor_count(judge):
    plain, aircraft, licensed, bought = (
        judge(x=[f"instrument: {text}, level: 1"])
        for text in (
            "tech_transfer, parties: [AFG, TUR]",
            "tech_transfer, parties: [AFG, TUR], variant: aircraft",
            "tech_transfer, parties: [AFG, TUR], licensor: USA",
            "arms_sale, parties: [AFG, TUR], provider: TUR",
        )
    )
    assert row(aircraft, "budget", "AFG")["figure"] == pytest.approx(1.6 * row(plain, "budget", "AFG")["figure"])
    assert row(aircraft, "absorption", "AFG")["figure"] > row(plain, "absorption", "AFG")["figure"]
    assert row(licensed, "licence", "TUR")["figure"] > row(plain, "licence", "TUR")["figure"]
    assert "United States" in row(licensed, "licence", "TUR")["reason"]
    assert row(bought, "budget", "TUR")["figure"] == 0 < row(bought, "budget", "AFG")["figure"]


def test_observers_and_optional_members_are_judged_too(judge):
    table = judge(x=["instrument: naval, parties: [PAK, TUR], optional: [SAU], observers: [IRN], level: 1"])
    assert set(table["party"]) == {"PAK", "TUR", "SAU", "IRN"}
    assert row(table, "sovereignty", "IRN")["figure"] < row(table, "sovereignty", "SAU")["figure"] * 2
