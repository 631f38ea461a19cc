"""Third-party study: a reaction of known size is found, none is not, and nothing after the cut-off is read."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.charts.event_time import draw
from sim.cli import main
from sim.cli.third_parties_view import as_document, kept_files, show
from sim.core.errors import SourceError
from sim.evidence.sources import open_yearly
from sim.experiments.third_party_study import ThirdPartyStudy
from sim.experiments.third_party_study.ahead import INSTRUMENTS, Imposed, Yearly, look_ahead
from sim.experiments.third_party_study.asked import Prepared, of_events, placebos, prepare
from sim.experiments.third_party_study.design import WINDOW
from sim.experiments.third_party_study.events import Events, bundles, first_in_years, roles
from sim.experiments.third_party_study.history import points
from sim.experiments.third_party_study.record import read_record
from sim.experiments.third_party_study.tables import by_chance, effect_table, model_table, paths, rates
from sim.experiments.third_party_study.usual import quiet
from sim.experiments.third_party_study.visibility import visibility
from sim.experiments.third_party_study.worlds import RUN_YEARS, as_history, cut
from sim.scenario import load
from tests.conftest import SCENARIOS
from tests.synthetic_record import KIND, made_record
from tests.test_evidence_past import with_noise_from

FOLDER = Path(os.environ.get("ENTENTE_SOURCE") or Path(__file__).parents[2] / "shared" / "data")
needs_source = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="no public files: set ENTENTE_SOURCE, or put them in shared/data beside the repository",
)


@pytest.fixture(scope="module")
def nothing() -> Prepared:
    """A made record without any reaction."""
    return prepare(made_record(2), [KIND])


@pytest.fixture(scope="module")
def study(nothing: Prepared) -> ThirdPartyStudy:
    """A study of it; a second made record stands in the place of the model."""
    real, drawn = of_events(nothing, nothing.real), placebos(nothing, 20, 1, lambda _: None)
    found, modelled = effect_table(real), of_events(prepare(made_record(3), [KIND]), nothing.real)
    found["by_chance"], largest = by_chance(found, drawn)
    around = pd.concat([paths(real, "data"), paths(modelled, "model")], ignore_index=True)
    seen = visibility({KIND: real[KIND].estimates()["events"]}, {KIND: modelled[KIND].over_draws()["events"]})
    model = model_table(modelled)
    return ThirdPartyStudy(1980, 2012, 1, 20, 8, found, model, model, rates(drawn), around, seen, largest)


def position(prepared: Prepared) -> pd.Series:
    """The effect on positions, in the units of positions."""
    table = effect_table(of_events(prepared, prepared.real)).set_index("outcome")
    return table.loc["position", ["estimate", "low", "high"]].astype(float) * prepared.units["position"]


def test_a_reaction_that_was_put_in_is_found_at_its_size() -> None:
    found = position(prepare(made_record(2, reaction=3.0), [KIND]))
    assert found["low"] < 3.0 < found["high"] and found["low"] > 2.0


def test_where_nothing_was_put_in_the_interval_holds_zero(nothing: Prepared) -> None:
    found = position(nothing)
    assert found["low"] < 0 < found["high"]


def test_a_drift_that_lasts_is_not_taken_for_a_reaction() -> None:
    found = position(prepare(made_record(2, lasting=0.1), [KIND]))
    assert found["low"] < 0 < found["high"]


def test_placebo_events_exclude_zero_no_more_often_than_chance(study: ThirdPartyStudy) -> None:
    assert set(study.rates["drawn"]) == {"years", "pairs"}
    assert "turning" not in set(study.rates.loc[study.rates["drawn"] == "pairs", "outcome"])
    assert study.rates["rate"].mean() < 0.15


def test_placebo_years_lie_where_the_two_agreed_nothing(nothing: Prepared) -> None:
    from sim.experiments.third_party_study.placebo import placebo

    still, real = quiet(nothing.history.agreed[KIND]), nothing.real[KIND]
    for drawn in ("years", "pairs"):
        fake = placebo(nothing.history, still, real, drawn, np.random.default_rng(1))
        assert len(fake.j) > 0 and still[fake.j, fake.k, fake.at].all() and (fake.j != fake.k).all()


def test_a_rivalry_or_a_claim_with_a_dispute_makes_fear_and_distance_alone_does_not() -> None:
    standing, disputed, distance = np.zeros((5, 5), int), np.zeros((5, 5), bool), np.full((5, 5), 0.1)
    standing[0, 1] = standing[1, 0] = 2
    standing[0, 2] = standing[2, 0] = 1
    disputed[0, 2] = disputed[2, 0] = True
    distance[3, 4] = distance[4, 3] = 5.0
    found = points(standing, disputed, distance)
    assert found[0, 1] == found[0, 2] == 2 and found[3, 4] == 1 and found[1, 2] == 0


def test_only_the_first_agreement_in_five_years_is_an_event() -> None:
    agreed = np.zeros((2, 2, 20), bool)
    agreed[0, 1, [2, 7, 9, 15]] = agreed[1, 0, [2, 7, 9, 15]] = True
    assert np.flatnonzero(first_in_years(agreed)[0, 1]).tolist() == [15]
    assert np.flatnonzero(quiet(agreed)[0, 1]).tolist() == []


def test_what_is_agreed_together_is_one_bundle() -> None:
    j, k, at = np.array([0, 1, 3, 0]), np.array([1, 2, 4, 1]), np.array([6, 6, 6, 7])
    assert len(set(bundles(j, k, at))) == 3 and bundles(j, k, at)[0] == bundles(j, k, at)[1]


def test_a_triad_fears_the_partner_and_neither_it_nor_its_controls_are_a_party(nothing: Prepared) -> None:
    history, seen = nothing.history, nothing.real[KIND]
    moments = seen[2]
    triads, controls = roles(history, KIND, seen)
    event, actor = np.nonzero(triads)
    afraid = history.afraid()[moments[event]]
    assert len(event) and afraid[np.arange(len(event)), actor, seen.k[event]].all()
    assert not afraid[np.arange(len(event)), actor, seen.j[event]].any()
    rows = np.arange(len(seen.j))
    assert not (triads | controls)[rows, seen.j].any() and not (triads & controls).any()


@pytest.mark.long
def test_an_agreement_of_nobody_is_the_baseline_bit_for_bit_and_one_of_some_is_not() -> None:
    opening = load(SCENARIOS / "minimal.yaml").opening
    nobody, first, second = np.full(4, -1), np.full(4, 2), np.full(4, 4)
    runs = [Imposed(first, second, nobody), Imposed(first * 0, second, nobody), Imposed(first, second, nobody * 0 + 15)]
    base, same, pact = look_ahead(opening, 2, 4, 1, runs)
    for name in ("position", "alignment", "level", "crises"):
        assert np.array_equal(getattr(base, name), getattr(same, name))
    assert base.alignment.shape == (4, 3, 6, 6)
    assert (pact.alignment[:, -1, 2, 4] > base.alignment[:, -1, 2, 4]).all()


def test_a_model_world_is_read_in_the_units_of_the_record(nothing: Prepared) -> None:
    record = nothing.history
    about = cut(record, record.actors[:4], 2000)
    level, pairs = np.zeros((1, RUN_YEARS + 1, len(INSTRUMENTS), 6)), 6
    level[0, 1:, INSTRUMENTS.index("dca_framework"), 0] = 1
    level[0, :, INSTRUMENTS.index("joint_exercises"), 1] = 1
    crises = np.cumsum(np.eye(RUN_YEARS + 1)[3])[None, :, None] * np.ones(pairs)
    position = np.arange(4.0)[None, None] * np.ones((1, RUN_YEARS + 1, 1))
    alignment = np.full((1, RUN_YEARS + 1, 4, 4), 0.45)
    world = as_history(Yearly(position, alignment, level, crises), 0, about)
    assert world.first == 1995 and world.years == 11
    assert (world.grids["distance"][0, 3] == 3).all() and world.grids["quarrel"][0, 1] == pytest.approx(-1)
    assert np.flatnonzero(world.grids["agreements"][0, 1]).tolist() == [WINDOW]
    assert world.grids["exercises"][0, 2] == pytest.approx(5) and (world.grids["exercises"][0, 1] == 0).all()
    assert np.flatnonzero(world.grids["dispute"][2, 3]).tolist() == [WINDOW + 2]


@needs_source
def test_nothing_after_the_cut_off_is_read(tmp_path: Path) -> None:
    true, blind = (
        read_record(open_yearly(folder), 1998) for folder in (FOLDER, with_noise_from(1999, tmp_path / "noisy"))
    )
    for name, grid in true.grids.items():
        assert np.array_equal(grid, blind.grids[name], equal_nan=True), name
    assert all(np.array_equal(each, blind.agreed[name]) for name, each in true.agreed.items())
    assert np.array_equal(true.fear, blind.fear) and np.array_equal(true.capability, blind.capability, equal_nan=True)


@needs_source
def test_the_record_knows_who_fears_whom() -> None:
    record = read_record(open_yearly(FOLDER), 1998)
    afraid = record.afraid()[1995 - record.first]
    place = record.actors.index
    assert afraid[place("IND"), place("PAK")] and afraid[place("GRC"), place("TUR")]
    assert not afraid[place("CAN"), place("DEU")]
    assert record.years == 19 and np.isnan(record.grids["quarrel"]).all()


@needs_source
def test_a_year_out_of_reach_and_an_unknown_kind_are_told_with_what_to_write(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SourceError, match="pass --until 1995 to"):
        read_record(open_yearly(FOLDER), 1990)
    with pytest.raises(SystemExit) as end:
        main(["third-parties", "--source", str(FOLDER), "--kinds", "pact,arms"])
    assert end.value.code == 2
    assert "--kinds: no kind named pact; there are alliance, framework" in capsys.readouterr().err


def test_the_answer_fits_a_terminal_and_says_what_the_record_could_have_seen(
    study: ThirdPartyStudy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    show(study)
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= 80
    assert "turning elsewhere" in said and said.count("1.0\n") >= 2
    assert "seen from" in said and "chance is 10" in said and "1 by definition" in said


def test_one_tidy_table_holds_record_model_and_placebo(study: ThirdPartyStudy) -> None:
    tidy = study.tidy()
    assert list(tidy.columns) == ["kind", "outcome", "source", "estimate", "low", "high", "n"]
    assert set(tidy["source"]) == {"data", "model", "without", "placebo"}
    assert not tidy.duplicated(["kind", "outcome", "source"]).any()
    document = json.loads(as_document(study))
    assert len(document["tidy"]) == len(tidy) and document["until"] == 2012


def test_files_are_rounded_and_the_manifest_has_the_command(study: ThirdPartyStudy) -> None:
    files = kept_files(study)
    assert set(files) >= {"effects.csv", "placebo.csv", "manifest.json"}
    command = json.loads(files["manifest.json"])["command"]
    assert command == "entente third-parties --until 2012 --kinds framework --placebos 20 --draws 8 --seed 1"


def test_the_chart_shows_record_and_model_with_their_intervals(study: ThirdPartyStudy) -> None:
    figure = draw(study.paths, study.tidy(), 1980, 2012, 8)
    panels = [axes for axes in figure.axes if axes.get_label().startswith(KIND)]
    assert len(panels) == 3
    for axes in panels:
        assert {line.get_label() for line in axes.lines} >= {"data", "model"} and len(axes.collections) >= 2
        assert list(axes.lines[0].get_xdata()) == list(range(-WINDOW, WINDOW + 1))


def test_events_near_the_end_of_the_record_are_left_out(nothing: Prepared) -> None:
    seen: Events = nothing.real[KIND]
    assert seen.at.min() >= WINDOW and seen.at.max() <= nothing.history.years - 4
