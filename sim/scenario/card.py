"""A card: what a notebook shows of a thing. Small, escaped, and in the colours of the page it stands on."""

from collections.abc import Iterable, Sequence
from html import escape

_BOX = "border-left:3px solid;padding:.1em 0 .1em .8em;margin:.3em 0;max-width:60em;color:inherit;background:none"
_CELL = "border:0;border-bottom:1px solid rgba(127,127,127,.4);padding:.25em .8em .25em 0;background:none;color:inherit"
_QUIET = "font-size:90%"


def card(title: str, *parts: str) -> str:
    """A title, and below it what `lines` and `grid` give."""
    return f'<div style="{_BOX}"><strong>{escape(title)}</strong>{"".join(parts)}</div>'


def lines(*texts: str, quiet: bool = False) -> str:
    """Sentences, one below the other; empty ones are left out."""
    style = f"margin:.2em 0;{_QUIET}" if quiet else "margin:.2em 0"
    return "".join(f'<p style="{style}">{escape(text)}</p>' for text in texts if text)


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> str:
    """A table.

    Parameters
    ----------
    heads
        One a column.
    rows
        Text of each cell.
    words
        How many of the first columns are words; the others are numbers, set flush right.
    """
    above = "".join(_cell("th", text, k, words) for k, text in enumerate(heads))
    body = "".join(f"<tr>{''.join(_cell('td', text, k, words) for k, text in enumerate(row))}</tr>" for row in rows)
    style = "border-collapse:collapse;border:0;margin:.4em 0"
    return f'<table style="{style}"><thead><tr>{above}</tr></thead><tbody>{body}</tbody></table>'


def _cell(tag: str, text: str, column: int, words: int) -> str:
    side = "left" if column < words else "right"
    return f'<{tag} style="{_CELL};text-align:{side};vertical-align:top">{escape(text)}</{tag}>'
