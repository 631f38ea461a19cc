"""Provisions of many parties and with settings, from the file to what is shown."""

from pathlib import Path

import pytest
import yaml

from sim.catalogue import MEANINGS, CatalogueError, instruments, settings
from sim.catalogue.settings import read_settings
from sim.experiments.signing import PartyOdds, Standing, signing_words, standing_words
from sim.scenario import load, notes, policy

REPOSITORY = Path(__file__).parents[1]
MINIMAL = REPOSITORY / "scenarios" / "minimal.yaml"
OCEAN = REPOSITORY / "scenarios" / "indian-ocean.yaml"


def read(*provisions, **option):
    return load(MINIMAL, options={"o": {"provisions": list(provisions)} | option}, compare=[], watch=["world"])


def test_every_optional_state_makes_an_option_without_it_titled_in_words():
    scenario = load(OCEAN)
    names = [option.name for option in scenario.options]
    assert names[1:3] == ["series", "series_without_MYS"]
    without = scenario.option("series_without_MYS")
    assert without.title == "Naval series, without Malaysia"
    assert "MYS" not in without.provisions[0].members
    assert ("series", "series_without_MYS") in scenario.compare


def test_a_resolved_file_of_many_parties_and_settings_reads_back_as_itself(tmp_path):
    scenario = load(OCEAN)
    path = tmp_path / "again.yaml"
    path.write_text(yaml.safe_dump(scenario.resolved(), allow_unicode=True, sort_keys=False), encoding="utf-8")
    again = load(path)
    assert again.options == scenario.options
    assert again.digest() == scenario.digest()


def test_five_parties_with_their_own_dates_are_tied_from_the_later_of_two():
    scenario = load(OCEAN)
    provision = scenario.option("series").provisions[0]
    rows = policy(scenario, "series")
    starts = {pair: int(start) for pair, start in zip(provision.pairs, rows.start, strict=True)}
    assert (starts["PAK", "TUR"], starts["OMN", "PAK"], starts["MYS", "OMN"]) == (4, 8, 10)
    assert len(provision.members) == 5
    assert len(starts) == 10


def test_a_date_of_one_party_can_be_changed_from_the_command_line():
    scenario = load(OCEAN, "options.relief.provisions[0].from.MYS=2030")
    assert scenario.option("relief").provisions[0].begins("MYS") == 16


def test_observing_never_lowers_what_a_pair_has():
    scenario = read({"instrument": "joint_exercises", "parties": ["PAK", "TUR"], "observers": ["CHN"], "level": 1})
    rows, provision = policy(scenario, "o"), scenario.option("o").provisions[0]
    row = provision.pairs.index(("CHN", "PAK"))
    assert rows.relative[row]
    assert rows.level[row] == 0


def test_validate_tells_a_level_that_stands_from_terms_that_are_new():
    standing = {"instrument": "mutual_defence_pact", "parties": ["PAK", "SAU"]}
    now = read(standing | {"change": 0}).opening.level
    level = float(now[2, 3, instruments().keys.index("mutual_defence_pact")])
    assert level > 0
    (plain, anew) = (notes(read(standing | {"level": level} | said))[0] for said in ({}, {"terms": "unconditional"}))
    assert plain.endswith("this changes nothing")
    assert anew.endswith("the level stays, the rest is new")


def test_show_says_who_may_join_and_what_is_particular(entente):
    code, out, _ = entente("show", str(OCEAN))
    said = " ".join(out.split())
    assert code == 0
    assert "optional: Malaysia; Malaysia from 2028Q3; Oman from 2028Q1" in said
    assert "theme: sea lanes; theatre: Indian Ocean; times a year: 2; scale: large" in said


def test_words_say_how_far_an_agreement_of_many_stands_and_who_is_in():
    standing = Standing(0, "naval", "Naval", "offered", 0.2, 0.5, (("Pakistan", 0.7), ("Oman", 0.4), ("Malaysia", 0.3)))
    assert standing_words((standing,), 100) == (
        "in 20 of 100 model worlds among all, in 50 among some, in 30 not at all (Pakistan 70, Oman 40, Malaysia 30)"
    )
    parties = tuple(
        PartyOdds(name[:3].upper(), name, role, odds, "Naval", 1)
        for name, role, odds in (("Pakistan", "member", 0.6), ("Malaysia", "optional", 0.25))
    )
    assert signing_words(parties) == "Pakistan 60, Malaysia (optional) 25 of 100 offers"


@pytest.mark.parametrize("setting", settings().by_key.values(), ids=lambda setting: setting.key)
def test_every_setting_can_be_said_of_something_and_every_word_has_its_source(setting):
    assert setting.of()
    for value in setting.values:
        assert set(value.columns) <= set(MEANINGS)
        assert all(0 <= times <= 3 for times in value.columns.values())
        assert len(value.source) > 5


def test_a_wrong_setting_is_named():
    text = (REPOSITORY / "sim" / "catalogue" / "settings.yaml").read_text(encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"unconditional\.sovv: unknown column"):
        read_settings(text.replace("{sov: 1.3, s: 1.1}", "{sovv: 1.3}"), "settings.yaml")
    with pytest.raises(CatalogueError, match="unknown instrument diplomacy"):
        read_settings(text.replace("[diplomatic,", "[diplomacy,"), "settings.yaml")
