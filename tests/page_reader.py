"""Read a page of the report: its numbers with their addresses, and the text that is left."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd

VOID = {"meta", "img", "br", "link", "input", "hr"}
# Words of the user's file and of the catalogue, commands, the day, and what is not text.
ASIDE = {"bdi", "code", "pre", "time", "style", "title"}
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
SPAN = re.compile(r"\b\d{4}-\d\d(?:\d\d)?\b")
# Units of measure and what intervals are called by.
FIXED = ("90 %", "middle 90 of 100 worlds", "accepts, of 100 offers")


class Page(HTMLParser):
    """What a page holds.

    Attributes
    ----------
    figures, told, images
        Attributes and text of each `<data>`, each element with `data-rows`, each `<img>` (its alternative text).
    loose
        All other text, without what stands in `ASIDE`.
    said
        All text but style and title.
    tags
        Every tag in order, with its attributes.
    """

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.figures, self.told, self.images, self.tags = [], [], [], []
        self._loose, self._said, self._open = [], [], []
        self.feed(text)
        self.loose, self.said = (" ".join("".join(parts).split()) for parts in (self._loose, self._said))

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "img":
            self.images.append((found, found.get("alt", "")))
        kept = self.figures if tag == "data" else self.told if "data-rows" in found and tag != "img" else None
        if kept is not None:
            kept.append([found, ""])
        if tag not in VOID:
            self._open.append((tag, kept))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass
        self._loose.append(" ")
        self._said.append(" ")

    def handle_data(self, data):
        tags = {tag for tag, _ in self._open}
        if not tags & {"style", "title"}:
            self._said.append(data)
        kept = next((kept for _, kept in reversed(self._open) if kept is not None), None)
        if kept is not None:
            kept[-1][1] += data
        elif not tags & ASIDE:
            self._loose.append(data)


def wrong_figures(page, folder):
    """Numbers of the page that do not stand where they say, or are not said as they stand."""
    tables, wrong = {}, []
    for found, text in page.figures:
        file = found["data-from"]
        table = tables.setdefault(file, read(folder / file))
        value = float(table[found["data-column"]].iloc[int(found["data-row"])])
        if value != float(found["value"]) or not as_said(text, value, float(found["data-times"])):
            wrong.append((file, found["data-row"], found["data-column"], value, text))
    return wrong


def as_said(text, value, times):
    """Whether a text says a value: rounded, in percent, or as worlds of so many (where 0 and all are exact)."""
    number = plain(text).removesuffix(" %")
    if times == 1 or text.endswith("%"):
        said, digits = number, len(number.partition(".")[2])
        return abs(float(said) - value * times) <= 0.5 * 10**-digits * (1 + 1e-9)
    count, _, total = number.partition(" of ")
    exact = abs(value * times) < 1e-9 if float(count) == 0 else True
    return abs(float(count) - value * times) < 1 and exact and (not total or float(total) == times)


def wrong_sentences(pairs, folder, names=()):
    """Numbers of sentences, or of alternative texts, that the rows named do not hold."""
    tables, wrong = {}, []
    counts = {float(value) for value in read(folder / "report/study.csv").select_dtypes("number").iloc[0]}
    spans = " ".join(read(folder / "report/yardsticks.csv")["span"])
    for found, text in pairs:
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, "")
        if Path(found["data-from"]).suffix != ".csv":
            held = (folder / found["data-from"]).read_text(encoding="utf-8")
            wrong += [(text, said) for said in NUMBER.findall(plain(text)) if said.lstrip("+") not in held]
            continue
        table = tables.setdefault(found["data-from"], read(folder / found["data-from"]))
        rows = table.iloc[[int(row) for row in found["data-rows"].split()]]
        values = rows.select_dtypes("number").to_numpy().ravel()
        words = " ".join(map(str, rows.select_dtypes(exclude="number").to_numpy().ravel()))
        for phrase in FIXED:
            text = text.replace(phrase, "")
        text = SPAN.sub(lambda years: "" if years[0] in spans else years[0], plain(text))
        for said in NUMBER.findall(text):
            counted = float(said) in counts | {100.0} or ("." not in said and 0 <= float(said) <= len(table))
            if not (counted or said in words or any(_held(said, value) for value in values)):
                wrong.append((text, said))
    return wrong


def _held(said, value):
    digits = len(said.partition(".")[2])
    half = 0.5 * 10**-digits * (1 + 1e-9)
    signs = (value,) if said[0] in "+-" else (value, -value)
    as_shares = [100 * value] if digits == 0 else []
    return any(abs(float(said) - one) <= half for one in (*signs, *as_shares))


def read(file):
    """A table of results; options may be called null."""
    return pd.read_csv(file, keep_default_na=False, na_values=[""])


def plain(text):
    """A text with hyphens for minus signs."""
    return text.replace("\N{MINUS SIGN}", "-").strip()
