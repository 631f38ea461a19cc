"""Write the tables and equations of docs/odd.md from the declarations in the code, between their markers.

What stands outside the markers is written by hand and stays. `make docs` runs this; a test proves that it is done.
"""

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

from sim.catalogue import instruments, shock_kinds
from sim.catalogue.columns import COLUMNS, MEANINGS
from sim.catalogue.facts import fact_set
from sim.catalogue.variants import variants
from sim.cli.listing import model as declared
from sim.model.learn import MECHANISMS, switch_name
from sim.model.motives import MOTIVES
from sim.model.opening import ACTOR_FIGURES, DYAD_FIGURES
from sim.model.state import STOCKS
from sim.outcomes import OUTCOMES, PARAMETERS

PAGE = Path(__file__).parent / "odd.md"
MARKED = re.compile(r"(<!-- begin: (\w+) -->\n).*?(<!-- end: \2 -->)", re.DOTALL)
# Where equations stand, in the order in which a quarter needs them; a module that is named nowhere comes last.
SECTIONS: dict[str, tuple[str, ...]] = {
    "Form of every change": ("sim.core.pull", "sim.core.ledger", "sim.core.luck"),
    "Perceiving": ("sim.model.perceive",),
    "Motives": ("sim.model.motives",),
    "Choosing and acting": ("sim.model.worth", "sim.model.choose", "sim.model.acts"),
    "Crises": ("sim.model.erupt", "sim.model.rally"),
    "Learning": ("sim.model.learn",),
    "Options and shocks": ("sim.model.policy", "sim.model.shocks", "sim.model.unfold", "sim.model.shaken"),
    "Opening": ("sim.model.setting", "sim.ensemble.draws"),
    "Outcomes": ("sim.outcomes",),
}
FURTHER = "Further parts"
PLAIN = ("axes", "scene", "state", "opening", "parameters", "quarter", "motive", "mechanism", "outcome", "paired")


def generated(page: str) -> str:
    """The page with everything between markers written anew."""
    return MARKED.sub(lambda found: f"{found[1]}\n{PARTS[found[2]]()}\n\n{found[3]}", page)


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table of Markdown."""
    names = list(header)
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " to ".join(map(_cell, value))
    return f"{value:g}" if isinstance(value, float) else str(value).replace("|", "\\|").replace("\n", " ")


def _code(name: object) -> str:
    return f"`{name}`"


def stocks() -> str:
    """State variables."""
    rows = ((_code(s.name), s.axes, (float(s.low), float(s.high)), s.unit, s.meaning) for s in STOCKS)
    return table(("stock", "of each", "range", "unit", "meaning"), rows)


def figures() -> str:
    """Figures of the opening."""
    rows = [("state", _code(name), bounds) for name, bounds in ACTOR_FIGURES.items()]
    rows += [("pair", _code(name), bounds) for name, bounds in DYAD_FIGURES.items()]
    return table(("of each", "figure", "range"), rows)


def parameters() -> str:
    """Every number of the model."""
    rows = (
        (_code(p.name), p.meaning, p.default, (p.low, p.high), p.unit, p.grade, p.source + _tied(p.tied))
        for p in PARAMETERS.values()
    )
    return table(("parameter", "meaning", "value", "range", "unit", "grade", "source"), rows)


def _tied(name: str | None) -> str:
    return f"; keeps its ratio to `{name}`" if name else ""


def mechanisms() -> str:
    """Every cause that pulls a stock."""
    rows = ((_code(switch_name(m)), m.stock, m.meaning, _names(p.name for p in m.parameters)) for m in MECHANISMS)
    return table(("mechanism", "moves", "meaning", "parameters"), rows)


def motives() -> str:
    """Every reason for or against an agreement."""
    rows = ((_code(m.name), m.part, m.meaning, _names(p.name for p in m.parameters)) for m in MOTIVES)
    return table(("motive", "speaks of", "meaning", "parameters"), rows)


def acts() -> str:
    """What a state can do in a quarter."""
    rows = ((_code(row["name"]), row["meaning"], _names(row["parameters"])) for row in declared.acts().rows)
    return table(("act", "meaning", "parameters"), rows)


def _names(names: Iterable[object]) -> str:
    return ", ".join(map(_code, names)) or "-"


def instrument_table() -> str:
    """Instruments with their figures."""
    found = instruments()
    rows = (
        (_code(key), title, *(float(value) for value in found.values[k]))
        for k, (key, title) in enumerate(zip(found.keys, found.titles, strict=True))
    )
    return table(("instrument", "title", *COLUMNS), rows)


def columns() -> str:
    """What the figures of an instrument mean."""
    rows = ((_code(c.key), c.unit, (c.low, c.high), f"+-{100 * c.spread:.0f} %", c.meaning) for c in MEANINGS.values())
    return table(("column", "unit", "may be", "draws", "meaning"), rows)


def variant_table() -> str:
    """Kinds of instruments."""
    rows = ((_code(v.key), _code(v.instrument), v.title) for v in variants().values())
    return table(("variant", "of", "title"), rows)


def shocks() -> str:
    """Kinds of shock."""
    rows = (
        (
            _code(s.key), s.meaning.replace("`", ""), ", ".join(s.fields), "once" if s.once else "while", s.default,
            (s.low, s.high), s.unit, f"{s.grade}: {s.source}",
        )
        for s in shock_kinds().values()
    )  # fmt: skip
    return table(("shock", "meaning", "falls on", "acts", "size", "range", "unit", "grade and source"), rows)


def outcomes() -> str:
    """Everything that can be measured."""
    rows = ((_code(o.name), o.family, o.over, o.unit, o.better, o.meaning) for o in OUTCOMES.values())
    return table(("outcome", "family", "of each", "unit", "better", "meaning"), rows)


def patterns() -> str:
    """The stylised facts that the model is set against."""
    rows = ((f.id, f.statement, f.source) for f in fact_set().facts if not f.by_construction)
    return table(("fact", "pattern", "source"), rows)


def schedule() -> str:
    """The order of a quarter, as the code says it."""
    return quoted(import_module("sim.model.quarter"))


def equations() -> str:
    """The equations of all parts, as they stand at the head of their files."""
    parts = []
    placed = {title: list(_modules(names)) for title, names in SECTIONS.items()}
    everywhere = {name for names in placed.values() for name in names}
    rest = [name for name in _modules(("sim.model", "sim.outcomes")) if name not in everywhere]
    for title, names in {**placed, FURTHER: rest}.items():
        if names:
            parts += [f"### {title}", *(_equation(name) for name in names)]
    return "\n\n".join(parts)


def _modules(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        module = import_module(name)
        found = [name] if not hasattr(module, "__path__") else []
        if hasattr(module, "__path__"):
            found = [m.name for m in walk_packages(module.__path__, f"{name}.") if not m.ispkg]
        yield from sorted(n for n in found if n.rpartition(".")[2] not in PLAIN)


def _equation(name: str) -> str:
    module = import_module(name)
    file = f"{name.replace('.', '/')}.py"
    return f"#### {name.removeprefix('sim.').replace('.', ' / ')}\n\n[{file}](../{file})\n\n{quoted(module)}"


def quoted(module: object) -> str:
    """The head of a file as it stands."""
    return f"```text\n{(module.__doc__ or '').strip()}\n```"


PARTS: dict[str, Callable[[], str]] = {
    "patterns": patterns,
    "stocks": stocks,
    "figures": figures,
    "schedule": schedule,
    "acts": acts,
    "motives": motives,
    "mechanisms": mechanisms,
    "outcomes": outcomes,
    "instruments": instrument_table,
    "columns": columns,
    "variants": variant_table,
    "shocks": shocks,
    "parameters": parameters,
    "equations": equations,
}


if __name__ == "__main__":
    PAGE.write_text(generated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(PAGE)
