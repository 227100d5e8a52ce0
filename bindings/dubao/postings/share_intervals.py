"""Shares of postings with their intervals, small counts included.

>>> found = share_intervals([30, 0], 100)
>>> found.round(3).tolist()
[[0.3, 0.244, 0.361], [0.0, 0.0, 0.013]]
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dubao import _core

__all__ = ["share_intervals"]


def share_intervals(
    counts: ArrayLike, postings: ArrayLike, *, level: float = 0.8, design_effect: ArrayLike = 1.0
) -> np.ndarray:
    """Shares of postings, each with a central interval (Jeffreys), from counts as they are and not from percentages.

    Parameters
    ----------
    counts : array_like
        Postings that name a thing, 0 or more, one-dimensional.
    postings : array_like
        Postings read, above 0 and at least the counts; one number serves all.
    level : float
        Of the intervals, between 0 and 1.
    design_effect : array_like
        Variance over that of independent postings, 1 or more. ASSUMPTION of 1: postings of an employer repeat each other, so that
        true intervals are wider. :func:`dubao.labour.skill_demand.importance_from_postings` estimates it.

    Returns
    -------
    numpy.ndarray
        One row a count: share, low, high, as fractions. From 0 where nothing was counted, up to 1 where everything was.

    Raises
    ------
    dubao.errors.InputError
        E-SKD-001 for counts that are none, E-SKD-002 for a design effect or level that is none.

    Notes
    -----
    Brown, Cai and DasGupta (2001), section 3.

    Examples
    --------
    >>> share_intervals([178], 1036, level=0.95).round(3).tolist()
    [[0.172, 0.15, 0.196]]
    """
    count = np.atleast_1d(np.asarray(counts, dtype=float))
    size, effect = (
        np.ascontiguousarray(np.broadcast_to(np.asarray(v, dtype=float), count.shape)) for v in (postings, design_effect)
    )  # fmt: skip
    return np.asarray(_core.labour.mention_shares(count, size, effect, float(level)))[:, :3]
