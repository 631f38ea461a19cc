"""Evaluate the stylised facts and write docs/facts.md, those that hold and those that fail alike."""

from pathlib import Path

import yaml

from sim.experiments.facts import evaluate

DRAWS, RUNS, SEED = 40, 4, 11
CASES = Path("tests/cases")
PAGE = Path("docs/facts.md")
BY_HAND = "<!-- What follows is written by hand. -->"
HEAD = """# Stylised facts

What the record or the field's findings say, as inequalities that the model can miss. {hold} hold and {fail} fail, in
{worlds} paired worlds ({draws} draws, {runs} runs each, seed {seed}) of 28 states over ten years. A fact holds when its
figure lies in its size band, the 90 % interval of its mean keeps to the right side, and, where asked, a large enough
share of worlds does. Facts marked *c* follow from the form of an equation and prove nothing. Nothing was tuned after
these figures were seen. The facts stand as data in `tests/cases/facts.yaml`; `make facts` writes this table.

| id | statement | figure | 90 % interval | share of worlds | verdict | grade |
|---|---|---|---|---|---|---|
"""


def main() -> None:
    """Evaluate all cases and write the page."""
    cases = yaml.safe_load((CASES / "facts.yaml").read_text(encoding="utf-8"))
    table = evaluate(cases | {"scenario": CASES / cases["scenario"]}, DRAWS, RUNS, SEED)
    rows = [
        f"| {fact.id}{' *c*' if fact.by_construction else ''} | {fact.statement} | {fact.figure:.4f} "
        f"| {fact.lo:.4f} to {fact.hi:.4f} | {fact.share:.2f} "
        f"| {fact.verdict}{': ' + fact.why if fact.why else ''} | {fact.grade} |"
        for fact in table.itertuples()
    ]
    counts = table["verdict"].value_counts()
    head = HEAD.format(
        hold=counts.get("holds", 0),
        fail=counts.get("fails", 0),
        worlds=DRAWS * RUNS,
        draws=DRAWS,
        runs=RUNS,
        seed=SEED,
    )
    notes = PAGE.read_text(encoding="utf-8").partition(BY_HAND)[2]
    PAGE.write_text(head + "\n".join(rows) + f"\n\n{BY_HAND}{notes}", encoding="utf-8")
    print(f"{PAGE}: {counts.to_dict()}")


if __name__ == "__main__":
    main()
