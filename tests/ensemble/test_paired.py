"""The paired design: an option meets the worlds of its baseline, and differs by what it does and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import jax
import numpy as np
import pytest

from sim.core.luck import world_key
from sim.ensemble.block import WORLDS_A_BLOCK, open_block, run_block, run_options
from sim.ensemble.draws import certain, known
from sim.ensemble.run import job, padded_rows, padded_shocks, run, watched
from sim.ensemble.subjects import subjects_of
from sim.model.policy import begins
from sim.scenario import load, policy
from tests.alike import assert_all_same, assert_same

OF_THE_OPTION_ITSELF = ("would_sign", "level", "wanted")
NULL = ("empty", "null_imposed", "null_signed", "null_offered", "null_of_many")
REAL = ("exercises", "pact", "signed", "offered", "of_many")


def contents(kept):
    """All arrays of an option's worlds, by name."""
    for field in fields(kept):
        value = getattr(kept, field.name)
        if field.name not in OF_THE_OPTION_ITSELF:
            yield from value.items() if isinstance(value, dict) else [(field.name, value)]


def tables(ensemble):
    """Every table of a study, as bytes."""
    dated = ensemble.effects().sort_values(["option", "outcome", "subject", "quarter"], ignore_index=True)
    frames = {"effects": dated, "signing": ensemble.signing(), "luck": ensemble.luck_share()}
    frames |= {f"moves {name}": ensemble.moves(name) for name in ensemble.options}
    frames |= {f"ledger {name}": ensemble.ledger(name, "IND", "TUR") for name in ensemble.options}
    frames["series"] = ensemble.series("alignment", "IND:TUR")
    return {name: frame.to_csv().encode() for name, frame in frames.items()}


@pytest.mark.parametrize("option", NULL)
def test_null_option_equals_baseline_bit_for_bit(ensemble, option):
    for (name, ours), (_, theirs) in zip(
        contents(ensemble.kept[option]), contents(ensemble.kept["baseline"]), strict=True
    ):
        assert np.asarray(ours).tobytes() == np.asarray(theirs).tobytes(), name


@pytest.mark.parametrize("option", REAL)
def test_an_option_equals_baseline_bit_for_bit_before_its_first_date(ensemble, option):
    start = min(provision.start for provision in ensemble.scenario.option(option).provisions)
    ours, theirs = ensemble.kept[option], ensemble.kept["baseline"]
    assert start > 1
    for outcome in ours.series:
        assert (ours.series[outcome][:, : start + 1] == theirs.series[outcome][:, : start + 1]).all(), outcome
    assert (ours.act[:, :start] == theirs.act[:, :start]).all()
    if option not in ("offered", "of_many"):
        assert (ours.series["implementation"][:, start + 1] != theirs.series["implementation"][:, start + 1]).any()


def test_an_offer_may_be_refused_and_then_changes_nothing(ensemble):
    ours, theirs = (ensemble.kept[name].series["alignment"] for name in ("offered", "baseline"))
    same = (ours == theirs).all(axis=(1, 2))
    assert 0 < same.sum() < len(same)


def test_repeated_runs_are_byte_equal(scenario, ensemble):
    again = run(scenario, draws=ensemble.draws, runs=ensemble.runs, seed=ensemble.seed)
    assert_all_same(tables(again), tables(ensemble))


@pytest.mark.parametrize("workers", [1, 2])
def test_tables_do_not_depend_on_who_computes(scenario, ensemble, workers):
    with ThreadPoolExecutor(workers) as executor:
        other = run(scenario, ensemble.draws, ensemble.runs, ensemble.seed, executor=executor)
    assert_all_same(tables(other), tables(ensemble))


def of_options(ensemble, names, subjects=None):
    """Effects of some options of a study (on some subjects), in one order."""
    table = ensemble.effects()
    wanted = table["option"].isin(names) & (subjects is None or table["subject"].isin(subjects))
    return table[wanted].sort_values(["option", "outcome", "subject", "quarter"])


def test_number_and_order_of_options_change_no_number(scenario, ensemble):
    baseline, *others = scenario.options
    fewer = tuple(option for option in reversed(others) if option.name in REAL[:3])
    other = run(replace(scenario, options=(baseline, *fewer)), ensemble.draws, ensemble.runs, ensemble.seed)
    assert other.options == ("baseline", "signed", "pact", "exercises")
    measured = other.effects()["subject"].unique()
    ours, theirs = of_options(other, REAL[:3]), of_options(ensemble, REAL[:3], measured)
    assert_same(ours.to_csv(index=False).encode(), theirs.to_csv(index=False).encode())


def test_many_rows_other_pairs_more_outcomes_and_cases_change_no_number_of_the_others(ensemble, everything):
    table = everything["calm"].effects()
    known_subjects = table["subject"].isin(ensemble.effects()["subject"].unique())
    table = table[table["option"].isin(REAL) & table["outcome"].isin(ensemble.scenario.outcomes) & known_subjects]
    table = table.sort_values(["option", "outcome", "subject", "quarter"])
    assert_same(table.to_csv(index=False).encode(), of_options(ensemble, REAL).to_csv(index=False).encode())


def test_a_shorter_horizon_is_the_beginning_of_a_longer_one_bit_for_bit(scenario, ensemble):
    shorter = run(replace(scenario, quarters=5), ensemble.draws, ensemble.runs, ensemble.seed)
    for name in ensemble.options:
        ours, theirs = shorter.kept[name], ensemble.kept[name]
        assert ours.act.shape[1] == 5
        assert (ours.act == theirs.act[:, :5]).all() and (ours.taken == theirs.taken[:, :5]).all()
        for outcome, series in ours.series.items():
            assert series.tobytes() == theirs.series[outcome][:, :6].tobytes(), (name, outcome)


def test_order_of_actors_in_the_file_changes_nothing(scenario, ensemble):
    turned = load(
        scenario.path,
        actors=list(reversed(scenario.actors)),
        options=scenario.resolved()["options"],
        compare=[],
        watch=list(scenario.watch),
    )
    other = run(turned, ensemble.draws, ensemble.runs, ensemble.seed)
    assert_all_same(tables(other), tables(ensemble))


def world_block(scenario, numbers, runs):
    """Some worlds under the pact, with nothing in doubt."""
    subjects = subjects_of(scenario.outcomes, watched(scenario), scenario.actors, scenario.groups)
    facts, rows = known(scenario.opening, certain()), policy(scenario, "pact", padded_rows(scenario))
    block = open_block(facts, 11, np.array(numbers), runs)
    return run_block(block, rows, padded_shocks(scenario), subjects.places, scenario.quarters)


def test_a_world_replayed_alone_or_in_other_company_equals_itself(scenario):
    together = world_block(scenario, range(WORLDS_A_BLOCK), runs=4)
    for numbers in ([2], [WORLDS_A_BLOCK - 1, 2, 0], range(1, 3)):
        other = world_block(scenario, numbers, runs=4)
        for outcome, values in other.series.items():
            assert values.tobytes() == together.series[outcome][list(numbers)].tobytes(), (outcome, numbers)
        assert (other.alignment == together.alignment[list(numbers)]).all()
        assert (other.act == together.act[list(numbers)]).all()


def test_two_draws_never_share_luck_even_when_nothing_is_in_doubt(scenario):
    block = world_block(scenario, range(WORLDS_A_BLOCK), runs=1)
    endings = {values.tobytes() for values in block.alignment}
    assert len(endings) == WORLDS_A_BLOCK
    noise = block.alignment.std(axis=0)
    assert noise[~np.eye(len(noise), dtype=bool)].min() > 1e-4


def test_worlds_of_one_draw_share_assumptions_and_differ_in_luck(ensemble):
    opening = ensemble.kept["baseline"].series["alignment"][:, 0].reshape(ensemble.draws, ensemble.runs, -1)
    assert (opening == opening[:, :1]).all()
    assert len({values.tobytes() for values in opening[:, 0]}) == ensemble.draws
    closing = ensemble.kept["baseline"].series["alignment"][:, -1]
    assert len({values.tobytes() for values in closing}) == ensemble.worlds


def test_no_two_worlds_of_a_study_have_one_key():
    draw, run_ = np.divmod(np.arange(4000), 8)
    assert len(np.unique(np.asarray(world_key(1, draw, run_)))) == 4000


def test_another_seed_gives_other_worlds(scenario, ensemble):
    other = run(scenario, ensemble.draws, ensemble.runs, ensemble.seed + 1)
    ours, theirs = (e.kept["baseline"].series["alignment"] for e in (ensemble, other))
    assert not (ours == theirs).all(axis=(1, 2)).any()


def test_options_that_share_their_worlds_until_the_first_begins_equal_options_run_alone(scenario, ensemble):
    work = job(scenario, ensemble.subjects, ensemble.runs, ensemble.seed)
    block = open_block(work.facts, work.seed, np.arange(WORLDS_A_BLOCK), work.runs)
    later = {name: rows for name, rows in work.options.items() if begins(rows) > 0}
    assert min(map(begins, later.values())) < scenario.quarters
    for name, together in run_options(block, later, work.shocks, work.subjects.places, scenario.quarters):
        alone = run_block(block, later[name], work.shocks, work.subjects.places, scenario.quarters)
        jax.tree.map(np.testing.assert_array_equal, together, alone)
