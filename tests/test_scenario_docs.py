"""The page on the scenario file says what the program does."""

import re
from pathlib import Path

import pytest

from sim.catalogue import groups, shock_kinds
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES
from sim.scenario import load
from sim.scenario.load import KEYS
from sim.scenario.options import OPTION_KEYS
from sim.scenario.provisions import PROVISION_KEYS

REPOSITORY = Path(__file__).parents[1]
PAGE = (REPOSITORY / "docs" / "scenario-file.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
REST = "version: 1\nstart: 2026\nhorizon: 10\nactors: core28\n"


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split(":")[0])
def test_every_example_on_the_page_loads(block, tmp_path):
    client = (REPOSITORY / "scenarios" / "pakistan-turkey.yaml").read_text(encoding="utf-8")
    (tmp_path / "pakistan-turkey.yaml").write_text(client, encoding="utf-8")
    path = tmp_path / "example.yaml"
    path.write_text(block if "version:" in block else REST + block, encoding="utf-8")
    scenario = load(path)
    assert len(scenario.options) > 1 or scenario.shocks


@pytest.mark.parametrize("key", KEYS)
def test_every_key_has_a_row_on_the_page(key):
    assert f"\n| `{key}` |" in PAGE


@pytest.mark.parametrize("key", [*OPTION_KEYS, *PROVISION_KEYS])
def test_every_key_of_an_option_has_a_row_on_the_page(key):
    assert any(f"`{key}`" in row.split("|")[1] for row in PAGE.splitlines() if row.startswith("| `"))


@pytest.mark.parametrize("figure", [*ACTOR_FIGURES, *DYAD_FIGURES])
def test_every_figure_of_the_tables_has_a_row_on_the_page(figure):
    low, high = (ACTOR_FIGURES | DYAD_FIGURES)[figure]
    assert f"\n| `{figure}` | {low:g} to {high:g} |" in PAGE


@pytest.mark.parametrize("kind", shock_kinds().values(), ids=lambda kind: kind.key)
def test_every_shock_has_its_row_on_the_page(kind):
    who = ", ".join(f"`{field}`" for field in kind.fields) or "-"
    size = f"{kind.default:g} ({kind.low:g} to {kind.high:g})"
    assert f"\n| `{kind.key}` | {who} | {size} | {'once' if kind.once else 'while'} |" in PAGE


def test_every_group_is_named_on_the_page():
    assert [key for key in groups() if f"`{key}`" not in PAGE] == []
