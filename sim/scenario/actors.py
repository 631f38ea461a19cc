"""Who takes part: actors, groups, and the states that a list of names stands for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sim.catalogue import groups as catalogue_groups
from sim.catalogue import presets
from sim.scenario.fields import Fields, complain, entries, found, mapping, text
from sim.scenario.problems import Problems, close, unknown
from sim.scenario.tree import Node

EVERYONE = "all"
# What people write for some states, which are not their codes.
_HABITS = {"UAE": "ARE", "KSA": "SAU", "UK": "GBR", "US": "USA", "GER": "DEU", "GRE": "GRC", "ROK": "KOR"}
_GROUP_NAME = re.compile(r"^[a-z][a-z0-9_]*$")


@dataclass(frozen=True)
class Cast:
    """The states of a scenario and the names by which a file may call them.

    Attributes
    ----------
    names
        Name of every state in the world tables, by code; empty when the tables could not be read.
    actors
        Codes of those that take part, sorted.
    groups
        Members of every group, in the scenario or not.
    """

    names: Mapping[str, str]
    actors: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]

    def present(self, group: str) -> tuple[str, ...]:
        """Members of a group that take part, sorted."""
        return tuple(code for code in self.groups[group] if code in self.actors)

    def state(self, node: Node | None, problems: Problems) -> str | None:
        """The code of one state that takes part."""
        if node is None:
            return None
        if not isinstance(node.value, str):
            complain(node, f"expected the code of a state, such as TUR, {found(node)}", problems)
        elif not self.names or self._takes_part(node, node.value, problems):
            return node.value
        return None

    def states(self, node: Node | None, problems: Problems) -> tuple[str, ...]:
        """The codes that one name stands for: a state, or the members of a group that take part."""
        if node is None:
            return ()
        if isinstance(node.value, str) and node.value in self.groups:
            members = self.present(node.value)
            if not members and self.names:
                complain(node, f'no member of "{node.value}" is among this scenario\'s actors', problems)
            return members
        code = self.state(node, problems)
        return () if code is None else (code,)

    def _takes_part(self, node: Node, code: str, problems: Problems) -> bool:
        if code in self.actors:
            return True
        if code in self.names:
            said = f"{code} ({self.names[code]}) is not among this scenario's actors; add it to actors"
        else:
            said = unknown_actor(code, self.names, self.groups)
        complain(node, said, problems)
        return False


def unknown_actor(word: str, names: Mapping[str, str], groups: Mapping[str, tuple[str, ...]]) -> str:
    """A sentence for a word that is neither a state nor a group; a state's name leads to its code."""
    by_name = {name: code for code, name in names.items()}
    nearest = by_name.get(close(word, by_name) or "") if len(word) > 3 else _HABITS.get(word)
    if nearest is None or nearest not in names or close(word, groups):
        return unknown("actor", word, [*names, *groups])
    return f'unknown actor "{word}"; did you mean "{nearest}" ({names[nearest]})?'


def read_groups(node: Node | None, names: Mapping[str, str], problems: Problems) -> dict[str, tuple[str, ...]]:
    """Groups of the catalogue and of the file, by name."""
    found_groups = {key: group.members for key, group in catalogue_groups().items()}
    for key, child in mapping(node, problems).items() if node else ():
        if not _GROUP_NAME.match(key) or key in (EVERYONE, "world"):
            said = "a group's name has lower-case letters, digits and _, and is not all or world"
            complain(child, said, problems)
            continue
        listed = _members(child, problems)
        items = entries(listed, problems, "[SAU, ARE]")
        if not items and listed is not None and isinstance(listed.value, list):
            complain(child, "a group needs at least one state", problems)
        codes = [code for item in items if (code := _known(item, names, problems))]
        found_groups[key] = tuple(sorted(set(codes)))
    return found_groups


def read_group_titles(node: Node | None, problems: Problems) -> dict[str, str]:
    """Titles of groups that the file gives, by name; its other problems are said by `read_groups`."""
    content = node.value if node and isinstance(node.value, dict) else {}
    titles: dict[str, str] = {}
    for key, child in content.items():
        parts = child.value if isinstance(child.value, dict) else {}
        if said := text(parts.get("title"), problems):
            titles[key] = said
    return titles


def _members(node: Node, problems: Problems) -> Node | None:
    """The list of a group, which may stand under `members` beside its title."""
    if not isinstance(node.value, dict):
        return node
    return Fields(node, ("title", "members"), problems).required("members", "[SAU, ARE]")


def _known(item: Node, names: Mapping[str, str], problems: Problems) -> str | None:
    if not isinstance(item.value, str):
        complain(item, f"expected the code of a state, such as TUR, {found(item)}", problems)
    elif names and item.value not in names:
        complain(item, unknown_actor(item.value, names, {}), problems)
    else:
        return item.value
    return None


def read_actors(
    node: Node | None, names: Mapping[str, str], groups: Mapping[str, tuple[str, ...]], problems: Problems
) -> tuple[str, ...]:
    """The states that take part, sorted; all of the tables when the file does not say."""
    if node is None:
        return tuple(sorted(names))
    lists = {key: preset.members for key, preset in presets().items()} | {EVERYONE: tuple(names)}
    lists |= groups
    example = "[PAK, TUR, IND], gulf, core28 or all"
    items = [node] if isinstance(node.value, str) else entries(node, problems, example)
    written = [item.value for item in items]
    codes: dict[str, None] = {}
    for k, item in enumerate(items):
        if item.value in written[:k]:
            complain(item, f"{item.value} is listed twice", problems)
        elif isinstance(item.value, str) and item.value in lists:
            codes |= dict.fromkeys(code for code in lists[item.value] if code in names)
        elif isinstance(item.value, str) and names and item.value not in names:
            complain(item, unknown_actor(item.value, names, lists), problems)
        elif code := _known(item, names, problems):
            codes[code] = None
    if len(codes) < 2 and names and (isinstance(node.value, str) or (items == node.value and len(items) < 2)):
        complain(node, "a scenario needs at least two actors", problems)
    return tuple(sorted(codes))
