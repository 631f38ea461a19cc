"""Listing of what a provision may say beside its level."""

from sim.catalogue import Setting
from sim.catalogue import settings as all_settings
from sim.catalogue.settings import SettingValue
from sim.cli.listing.listing import Listing


def settings() -> Listing:
    """Every setting, and every word that one may be, with what it multiplies, grade and source."""
    rows = []
    for setting in all_settings().by_key.values():
        rows += [_word(setting, value) for value in setting.values] or [_free(setting)]
    title = "settings of provisions; what each may be said of: --json"
    return Listing(title, rows, ("key", "setting", "meaning"), ("multiplies", "states", "grade", "source"))


def _free(setting: Setting) -> dict[str, object]:
    """A setting that takes a state, a number or text of one's own."""
    nothing = {"multiplies": "", "states": "", "weight": 1.0, "grade": "", "source": ""}
    return {
        "key": setting.key,
        "setting": setting.takes,
        "meaning": setting.meaning,
        "of": list(setting.of()),
    } | nothing


def _word(setting: Setting, value: SettingValue) -> dict[str, object]:
    return {
        "key": value.key,
        "setting": setting.key,
        "meaning": value.meaning,
        "of": list(setting.of()),
        "multiplies": ", ".join(f"{column} x {times:g}" for column, times in value.columns.items()),
        "states": ", ".join(value.states),
        "weight": value.weight,
        "grade": value.grade,
        "source": value.source,
    }
