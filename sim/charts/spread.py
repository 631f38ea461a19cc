"""Spread: boxes that overlap push each other apart until none does, by the same steps on every machine."""

import numpy as np

from sim.ensemble.kept import Numbers

STEPS = 1000
GOLDEN = np.pi * (3 - np.sqrt(5))  # radians


def spread(
    places: Numbers,
    size: tuple[float, float],
    box: tuple[float, float],
    fixed: Numbers | None = None,
    point: float = 0.0,
) -> Numbers:
    """Centres of boxes moved as little as keeps them apart.

    Parameters
    ----------
    places
        Where their centres would stand, `(box, 2)`.
    size, box
        Width and height of what holds them, and of one box with the room around it.
    fixed, point
        Centres of what stays where it is and is kept clear, `(point, 2)`, and how wide each of those is.

    Returns
    -------
    ndarray
        `(box, 2)`, inside; where there is no room for all, as far apart as the steps brought them.
    """
    room, half, count = np.array(size), np.array(box) / 2, len(places)
    stay = np.zeros((0, 2)) if fixed is None else fixed
    # A step along a sunflower's spiral: boxes at one place then leave it in all directions.
    turn = np.arange(count)[:, None] * GOLDEN + np.array([0.0, np.pi / 2])
    aside = 0.1 * half * np.sqrt(np.arange(count) / max(count, 1))[:, None] * np.cos(turn)
    found = np.vstack([np.clip(places + aside, half, room - half), stay])
    halves = np.vstack([np.tile(half, (count, 1)), np.full((len(stay), 2), point / 2)])
    number = np.arange(len(found))
    # Of two at one place the later one goes right and up.
    later = np.sign(np.subtract.outer(number, number))[..., None]
    told = (later[..., 0] != 0) & (number < count)[:, None]
    for _ in range(STEPS):
        gap = found[:, None] - found[None, :]
        over = np.maximum(halves[:, None] + halves[None, :] - np.abs(gap), 0.0)
        meets = (over > 1e-9).all(axis=2) & told
        if not meets.any():
            break
        way = np.where(gap == 0, later, np.sign(gap))
        across = over[..., 0] / box[0] <= over[..., 1] / box[1]
        push = np.where(np.stack([across, ~across], axis=2) & meets[..., None], over * way, 0.0)
        found[:count] = np.clip(found[:count] + 0.3 * push.sum(axis=1)[:count], half, room - half)
    return found[:count]
