"""A turned order is really turned, and a bar of the tornado is what a study with that assumption held would give."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim import load, run
from sim.core.errors import QuestionError
from sim.ensemble.parts import Parts
from sim.ensemble.points import Sampling
from sim.experiments import flip as flipping
from sim.experiments.flip import STEPS, changed, fewest, flip, turned_alone, turned_together, turning
from sim.experiments.flip_words import told
from sim.experiments.paired import Workforce, figure
from sim.experiments.tornado import pinned, tornado
from sim.model import PARAMETERS

OPEN = ("h_jme", "k_react")
SAMPLING = Sampling(draws=4, runs=2, seed=7, quarters=12)


@contextmanager
def threads():
    with ThreadPoolExecutor(2) as pool:
        yield pool


FORCE = Workforce(threads, 2)


@pytest.fixture(scope="module")
def scenario():
    held = {name: parameter.default for name, parameter in PARAMETERS.items() if name not in OPEN}
    return pinned(load("scenarios/minimal.yaml"), held)


def options(scenario, *names):
    return tuple(scenario.option(name) for name in names)


def effect(scenario, first, second):
    ensemble = run(scenario, SAMPLING.draws, SAMPLING.runs, SAMPLING.seed)
    table = ensemble.effects(against=second, quarters=[12])
    chosen = (table["option"] == first) & (table["outcome"] == "alignment") & (table["subject"] == "PAK:TUR")
    return float(table.loc[chosen, "mean"].iloc[0])


def test_the_ends_of_a_bar_are_the_effects_of_studies_with_that_assumption_held(scenario):
    asked = figure(scenario, "alignment", "PAK:TUR")
    table = tornado(scenario, options(scenario, "pact", "exercises"), asked, SAMPLING, Parts(), FORCE)
    assert set(table["assumption"]) == set(OPEN)
    for row in table.to_dict("records"):
        held = pinned(scenario, {row["assumption"]: row["high"]})
        assert row["at_high"] == pytest.approx(effect(held, "pact", "exercises"), abs=1e-12)
        assert row["difference"] == pytest.approx(row["at_high"] - row["at_low"], abs=1e-12)


def test_an_order_that_is_said_to_turn_turns_in_a_study_of_its_own(scenario):
    asked = figure(scenario, "alignment", "PAK:TUR")
    found = flip(scenario, options(scenario, "pact", "exercises"), asked, SAMPLING, Parts(), FORCE)
    assert found.difference == pytest.approx(effect(scenario, "pact", "exercises"), abs=1e-12)
    for row in found.alone.to_dict("records"):
        turned = effect(pinned(scenario, {row["assumption"]: row["to"]}), "pact", "exercises")
        assert turned == pytest.approx(row["difference"], abs=1e-12)
        assert turned * found.difference < 0
        assert row["assumption"] in found.sentence or len(found.alone) > 1


@pytest.mark.parametrize("planted", [0.03, 0.37, 0.5, 0.98])
def test_a_planted_turning_point_is_found_to_a_part_of_the_way(planted):
    share, difference = turning(lambda way: planted - way, now=planted, at_end=planted - 1)
    assert planted <= share <= planted + 0.5**STEPS
    assert difference == pytest.approx(planted - share)


def test_an_order_that_is_turned_with_an_assumption_at_its_default_needs_no_move(scenario):
    default, high = PARAMETERS["h_jme"].default, PARAMETERS["h_jme"].high
    row = {"assumption": "h_jme", "low": PARAMETERS["h_jme"].low, "high": high, "at_low": 2.0, "at_high": -2.0}
    found = turned_alone(row, now=1.0, difference=lambda fixed: -2.0 if fixed["h_jme"] >= default else 2.0)
    assert found == ("h_jme", default, default, 0.0, -2.0)
    table = pd.DataFrame([found], columns=["assumption", "from", "to", "share", "difference"])
    asked = figure(scenario, "alignment", "PAK:TUR")
    said = told(options(scenario, "pact", "exercises"), asked, 1.0, table, None, {}, 2)
    assert said.endswith(f"held at its default of {default:.3g} the order is already turned.")
    firm = turned_alone(row, now=1.0, difference=lambda fixed: 1.0 if fixed["h_jme"] < high else -2.0)
    assert firm[2:] == (high, pytest.approx((high - default) / (high - row["low"])), -2.0)


@pytest.mark.parametrize(("at_ends", "few"), [(1.0, {}), (-1.0, {"h_jme": 1.0})])
def test_an_order_that_is_turned_with_all_at_their_defaults_needs_no_move(scenario, at_ends, few):
    at = {0.0: -1.0, 1.0: at_ends}
    found = turned_together({"h_jme": 0.0}, {"h_jme": 1.0}, 1.0, lambda fixed: at[fixed["h_jme"]])
    assert found == (0.0, few)
    asked = figure(scenario, "alignment", "PAK:TUR")
    said = told(options(scenario, "pact", "exercises"), asked, 1.0, pd.DataFrame(), *found, 1)
    assert "held at their defaults the order is already turned" in said
    assert ("h_jme at 1" in said) == bool(few)


@pytest.mark.parametrize("planted", [1, 2, 7, 40])
def test_the_fewest_that_turn_an_order_are_counted(planted):
    asked = []
    assert fewest(lambda k: asked.append(k) or k >= planted, 40) == planted
    assert len(asked) <= 6


def test_what_nothing_turns_is_said_to_stand(scenario):
    narrow = {name: (PARAMETERS[name].default, PARAMETERS[name].default + 1e-9) for name in OPEN}
    held = replace(scenario, uncertainties=narrow)
    asked = figure(held, "alignment", "PAK:TUR")
    firm = flip(held, options(held, "pact", "exercises"), asked, SAMPLING, Parts(), FORCE)
    assert firm.alone.empty
    assert firm.together is None
    assert not firm.few
    assert "Nothing within the ranges turns this: no one of 2 assumptions" in firm.sentence


def test_options_that_are_the_same_have_no_order_to_turn(scenario):
    asked = figure(scenario, "alignment", "PAK:TUR")
    pact = scenario.option("pact")
    with pytest.raises(QuestionError, match="no order to turn"):
        flip(scenario, (pact, replace(pact, name="twin")), asked, SAMPLING, Parts(), FORCE)


def test_a_world_that_fails_at_a_move_never_turns_an_order():
    base = np.array([0.5] * 6 + [-0.5] * 4)
    there = np.where(np.arange(10) < 3, np.nan, base)
    assert np.nanmean(there) < 0 < base.mean()
    assert changed(base.mean(), base, there) == pytest.approx(0.1, abs=1e-12)
    assert changed(base.mean(), base, there - 0.2) == pytest.approx(-0.1, abs=1e-12)


def test_of_two_ends_that_turn_an_order_the_nearer_turn_is_told():
    row = {"assumption": "k_react", "low": 0.2, "high": 0.9, "at_low": -1.0, "at_high": -1.0}
    name, start, to, share, difference = turned_alone(
        row, 1.0, lambda fixed: 1.0 if 0.25 <= fixed["k_react"] <= 0.55 else -1.0
    )
    assert (name, start, difference) == ("k_react", PARAMETERS["k_react"].default, -1.0)
    assert 0.55 < to < 0.57
    assert share == pytest.approx((to - start) / 0.7)


def test_worlds_that_failed_on_the_way_are_counted_and_told(scenario, monkeypatch):
    whole = flipping.values

    def some_fail(asks, *rest):
        found = whole(asks, *rest)
        found[:, 0] = np.nan if asks[0][0].parameters != scenario.parameters else found[:, 0]
        return found

    asked = figure(scenario, "alignment", "PAK:TUR")
    sound = flip(scenario, options(scenario, "pact", "exercises"), asked, SAMPLING, Parts(), FORCE)
    assert sound.left_out == 0
    assert "failed" not in sound.sentence
    monkeypatch.setattr(flipping, "values", some_fail)
    found = flip(scenario, options(scenario, "pact", "exercises"), asked, SAMPLING, Parts(), FORCE)
    assert (found.left_out, found.difference) == (1, sound.difference)
    assert found.sentence.endswith(" 1 of 8 worlds failed somewhere in this and are left out there.")
