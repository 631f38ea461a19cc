"""The notebooks run from top to bottom, each in a fresh kernel, on the public face of the package alone."""

import ast
import json
import warnings

import nbformat
import pytest

from docs.make_notebooks import FOLDER, executed, notebooks
from tests.conftest import ROOT

BOOKS = notebooks()
MOST, MOST_TOGETHER = 100_000, 500_000
PUBLIC = {"sim", "sim.abm", "pandas", "matplotlib"}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder that sees the repository as notebooks/ does, so that nothing is written into it."""
    root = tmp_path_factory.mktemp("notebooks")
    for name in ("scenarios", "docs", "results"):
        (root / name).symlink_to(ROOT / name)
    (root / "notebooks").mkdir()
    return root / "notebooks"


def code(book):
    return [cell for cell in book.cells if cell.cell_type == "code"]


def outputs(book):
    return [output for cell in code(book) for output in cell.outputs]


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path, place):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the kernel's own machinery; those of cells are outputs
        book = executed(path, place)
    found = outputs(book)
    assert [o for o in found if o.output_type == "error" or o.get("name") == "stderr"] == []
    assert any("image/png" in o.get("data", {}) for o in found[-2:]), "a notebook ends in a chart"
    assert len(nbformat.writes(book)) < 1.2 * MOST


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_as_it_came_from_a_fresh_kernel(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert [cell.execution_count for cell in code(book)] == list(range(1, len(code(book)) + 1)), "run `make notebooks`"
    assert path.stat().st_size < MOST
    assert str(ROOT) not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_a_notebook_needs_the_public_face_and_pandas_alone(path):
    tree = ast.parse("\n".join(cell.source for cell in code(nbformat.read(path, as_version=4))))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert named <= PUBLIC
    parts = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert not [part for part in parts if part.startswith("_")]


def test_there_are_six_and_together_they_are_small():
    assert [path.stem[:2] for path in BOOKS] == ["01", "02", "03", "04", "05", "06"]
    assert sum(path.stat().st_size for path in BOOKS) < MOST_TOGETHER


def test_what_a_notebook_points_to_is_there():
    for path in BOOKS:
        text = "".join("".join(cell["source"]) for cell in json.loads(path.read_text())["cells"])
        for target in (part.partition(")")[0] for part in text.split("](")[1:]):
            assert target.startswith("http") or (FOLDER / target).exists(), f"{path.name}: {target}"
