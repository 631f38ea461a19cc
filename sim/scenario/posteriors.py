"""`parameters: posterior-2010`: parameters drawn from what choices on record say of them.

    parameters: posterior-2010                             a shipped one, or a folder of `entente calibrate --out`
    parameters: {posterior: posterior-2010, k_react: 0.5}  likewise, with a value of one's own

A value or range that the file gives itself goes before the posterior.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from sim.catalogue import instruments
from sim.core.errors import SourceError
from sim.core.parameter import Parameter
from sim.evidence.posterior import OWN_COST, parted, read_posterior, shipped
from sim.model.informed import Informed
from sim.model.opening import Opening
from sim.scenario.fields import complain, mapping, text
from sim.scenario.problems import COMMAND_LINE, Problems
from sim.scenario.tree import Node

POSTERIOR, PARAMETERS = "posterior", "parameters"


def spelled_out(tree: Node) -> Node:
    """A file whose `parameters:` is a mapping even where it only names a posterior: values can be added to it."""
    node = tree.value.get(PARAMETERS) if isinstance(tree.value, dict) else None
    if node is None or not isinstance(node.value, str):
        return tree
    named = replace(node, value={POSTERIOR: replace(node, path=node.child_path(POSTERIOR))})
    return replace(tree, value={**mapping(tree, Problems()), PARAMETERS: named})


def read_named(
    node: Node | None, parameters: Mapping[str, Parameter], problems: Problems
) -> tuple[Node | None, str | None]:
    """Split `parameters:` into values and the posterior that it names, as a shipped name or an absolute path."""
    if node is None:
        return None, None
    if isinstance(node.value, str):
        return None, _place(node, parameters, problems)
    if not isinstance(node.value, dict) or POSTERIOR not in node.value:
        return node, None
    values = {name: child for name, child in node.value.items() if name != POSTERIOR}
    return replace(node, value=values), _place(node.value[POSTERIOR], parameters, problems)


def _place(node: Node, parameters: Mapping[str, Parameter], problems: Problems) -> str | None:
    written = text(node, problems)
    if written is None:
        return None
    folder = Path("" if node.file == COMMAND_LINE else os.path.dirname(node.file))
    try:
        draws = read_posterior(written, folder).draws
    except SourceError as wrong:
        complain(node, str(wrong), problems)
        return None
    strange = unheard_of(draws, parameters)
    if strange:
        complain(node, f"{written} holds draws of {', '.join(strange)}, which the model does not have", problems)
    elif draws.empty or not np.isfinite(draws.apply(pd.to_numeric, errors="coerce")).all(axis=None):
        complain(node, f"{written}: draws.csv must hold a number in every cell, and at least one row", problems)
    return written if written in shipped() else (folder / written).resolve().as_posix()


def unheard_of(draws: pd.DataFrame, parameters: Collection[str]) -> list[str]:
    """Columns that name no parameter of the model and no instrument."""
    known = {*parameters, *(f"{OWN_COST}{key}" for key in instruments().keys)}
    return [str(column) for column in draws if column not in known]


def informed(opening: Opening, name: str | None) -> Opening:
    """The opening with the draws of a posterior; as it is where none is named."""
    if name is None:
        return opening
    parameters, costs = parted(read_posterior(name).draws)
    return Informed(**vars(opening), posterior=parameters, costs=costs)
