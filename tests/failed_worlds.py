"""Studies of which some worlds could not be simulated."""

from dataclasses import replace

import numpy as np


def without_some(ensemble, failed):
    """The same study with some worlds of some options failed: slices by option."""
    kept = dict(ensemble.kept)
    for name, worlds in failed.items():
        sound = kept[name].sound.copy()
        sound[worlds] = False
        kept[name] = replace(kept[name], sound=sound, error=np.where(sound, "", "not finite"))
    return replace(ensemble, kept=kept)
