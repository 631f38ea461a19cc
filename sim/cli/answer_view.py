"""The answer on the terminal: what an adviser reads first, at 80 columns and when piped."""

from typing import TYPE_CHECKING

from sim.cli.answer_families import print_families
from sim.cli.answer_glance import print_glance
from sim.cli.answer_order import print_order
from sim.cli.feasibility_view import print_feasibility
from sim.cli.goals_view import print_goals
from sim.cli.screen import console

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.answer import Answer, OptionAnswer
    from sim.experiments.effect import Effect

MOST, MANY = 0.5, 0.25
FEW = 6
TRUST_SHOWN = 4


def print_answer(answer: "Answer") -> None:
    """Print the answer."""
    screen = console()
    screen.print(answer.title, style="bold", markup=False)
    if answer.question:
        screen.print(answer.question, markup=False)
    screen.print()
    print_measured(screen, answer)
    if answer.off:
        screen.print(f"Switched off in all of them: {', '.join(answer.off)}.", style="bold", markup=False)
    print_legend(screen, answer)
    print_glance(screen, answer.options)
    print_goals(screen, answer.goals)
    print_families(screen, answer.options)
    for option in answer.options:
        _print_option(screen, option)
    if answer.comparisons:
        print_heading(screen, "Option against option")
        for comparison in answer.comparisons:
            screen.print(bullet(comparison.sentence))
    if answer.order is not None:
        print_heading(screen, "How firm is the order")
        print_order(screen, answer.order)
    print_heading(screen, "How far to trust this")
    screen.print(f"{answer.judged} {answer.luck_words}", markup=False)
    for sentence in answer.added:
        screen.print(sentence, markup=False)
    screen.print(answer.caveat, style="bold", markup=False)


def print_measured(screen: "Console", answer: "Answer") -> None:
    """What is measured, in how many worlds, and for whom it is told."""
    for sentence in answer.left_out:
        screen.print(sentence, style="bold", markup=False)
    screen.print(_measured(answer), markup=False)
    if answer.perspective:
        screen.print(f"Told for {answer.perspective}: what concerns it comes first.", style="bold", markup=False)


def print_legend(screen: "Console", answer: "Answer") -> None:
    """What the words of the tables mean."""
    screen.print(_legend(answer))


def _measured(answer: "Answer") -> str:
    word = answer.outcome.replace("_", " ").capitalize()
    return (
        f"{word} ({answer.meaning}; {answer.unit}) after {answer.years} years under each option, less that under "
        f'the baseline, "{answer.baseline}", in the same {answer.worlds - answer.failed} model worlds: '
        f"{answer.draws} draws of what is not known, {answer.runs} runs of luck in each."
    )


def _legend(answer: "Answer") -> "Table":
    legend = _two_columns()
    legend.add_row("down same up", f"in how many worlds it ends lower, within {answer.band:g}, or higher")
    legend.add_row("swing", "the mean over the ordinary spread of that pair's change in the baseline")
    legend.add_row("would sign", "offers that a party accepts, mean over worlds, as it then sees its interests")
    legend.add_row("feasible", "could the parties pay, use, bear and sign it; lines: entente list limits")
    return legend


def _two_columns() -> "Table":
    from rich.table import Table

    table = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    table.add_column(no_wrap=True)
    table.add_column()
    return table


def print_heading(screen: "Console", title: str) -> None:
    """A title with a rule behind it."""
    from rich.rule import Rule

    screen.print()
    screen.print(Rule(_plain(title, "bold"), align="left", characters="─", style="dim"))


def bullet(text: str) -> "Table":
    """A sentence behind a dash."""
    from rich.table import Table

    bullet = Table.grid(padding=(0, 1, 0, 0))
    bullet.add_row("-", _plain(text))
    return bullet


def _print_option(screen: "Console", option: "OptionAnswer") -> None:
    print_heading(screen, option.title)
    if option.stands_for:
        screen.print(option.stands_for, markup=False)
    screen.print(_facts(option))
    print_feasibility(screen, option.feasibility)
    few = len(option.effects) <= FEW
    rows = [e for e in option.effects if few or e.subject in option.own or _moves(e) > MOST]
    also = [effect for effect in option.effects if effect not in rows and _moves(effect) >= MANY]
    if rows:
        screen.print(_effects_table(rows))
    if also:
        names = ", ".join(effect.name for effect in also)
        screen.print(_small(f"Down or up in a quarter to half of the worlds: {names}."))
    if rest := len(option.effects) - len(rows) - len(also):
        total = option.effects[0].worlds
        screen.print(_small(f"{rest} more watched: same in over {int((1 - MANY) * total)} of {total}."))


def _moves(effect: "Effect") -> float:
    return 1 - effect.p_negligible


def _facts(option: "OptionAnswer") -> "Table":
    from sim.experiments.words import signed

    facts = _two_columns()
    facts.add_row("Would sign", _plain(option.would_sign))
    facts.add_row("Still in force", _plain(option.in_force))
    if option.trust:
        said = ", ".join(f"{effect.name} {signed(effect.mean)}" for effect in option.trust[:TRUST_SHOWN])
        more = f", {len(option.trust) - TRUST_SHOWN} more" if len(option.trust) > TRUST_SHOWN else ""
        facts.add_row("Trust (index)", _plain(said + more))
    if option.crises is not None:
        crises = option.crises
        facts.add_row(
            "Crises", f"{crises.ratio:.2f} times the baseline's number a year ({crises.lo:.2f} to {crises.hi:.2f})"
        )
    for name, said in (("Backlash", option.backlash_words), ("For scale", option.scale)):
        if said:
            facts.add_row(name, _plain(said))
    return facts


def _effects_table(effects: "list[Effect]") -> "RenderableType":
    from rich.padding import Padding
    from rich.table import Table

    from sim.experiments.words import signed

    table = Table(box=None, padding=(0, 0, 0, 1), header_style="dim")
    table.add_column(f"of {effects[0].worlds} worlds", width=29)
    for name in ("down", "same", "up"):
        table.add_column(name, justify="right", width=4)
    table.add_column("mean", justify="right", width=6)
    table.add_column("its 90 % interval", justify="right", width=17)
    table.add_column("swing", justify="right", width=6)
    for effect in effects:
        table.add_row(
            _plain(effect.name),
            *_counts(effect),
            signed(effect.mean),
            f"{signed(effect.lo)} to {signed(effect.hi)}",
            "-" if effect.swing is None else signed(effect.swing, 2),
        )
    return Padding(table, (0, 0, 0, 1))


def _counts(effect: "Effect") -> "list[Text]":
    counts = (effect.down, effect.same, effect.up)
    return [_plain(str(count), "bold" if count == max(counts) else "") for count in counts]


def _plain(text: str, style: str = "") -> "Text":
    from rich.text import Text

    return Text(text, style=style)


def _small(text: str) -> "RenderableType":
    from rich.padding import Padding

    return Padding(_plain(text, "dim"), (0, 0, 0, 2))
