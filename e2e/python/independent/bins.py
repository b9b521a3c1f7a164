"""Bins of one column: where the rows of two samples fall (policy 9.1).

A numeric column is an array of doubles with NaN for a missing value; a category column an object array with None.
"""

import numpy as np

MISSING = -1
OTHER = -2
HEAVY = -1000  # the first point mass of a numeric column, the next one is HEAVY - 1


class Binned:
    """The bin of each row on both sides, and which bins may join Other."""

    def __init__(self, reference, current, joins, unseen):
        self.reference = reference
        self.current = current
        self.joins = joins
        self.unseen = unseen


def is_missing(values):
    if values.dtype == object:
        return np.array([value is None for value in values], dtype=bool)
    return np.isnan(values)


def bin_rows(reference, current, bins=10, weights=None, classes=None):
    """Bins both samples by the reference; `weights` of its rows make weighted quantiles, `classes` make their sums exact."""
    known, window = ~is_missing(reference), ~is_missing(current)
    numeric = reference.dtype != object
    distinct = np.unique(reference[known]) if numeric else None
    if not numeric or len(distinct) <= 20:
        return category_rows(reference, current, known, window)
    values = reference[known]
    if weights is None:
        heavy, edges = plain_edges(values, bins)
    else:
        heavy, edges = weighted_edges(values, bins, weights[known], None if classes is None else classes[known])
    return Binned(
        interval_rows(reference, known, heavy, edges), interval_rows(current, window, heavy, edges), joins=False,
        unseen=0,
    )


def category_rows(reference, current, known, window):
    levels, counts = np.unique(reference[known], return_counts=True)
    frozen = sorted(range(len(levels)), key=lambda level: (-counts[level], levels[level]))[:200]
    places = {levels[level]: place for place, level in enumerate(frozen)}
    seen = set(levels.tolist())
    rows = []
    for values, there in ((reference, known), (current, window)):
        rows.append(np.array(
            [places.get(value, OTHER) if known_value else MISSING for value, known_value in zip(values, there)], dtype=int
        ))
    unseen = sum(1 for value in current[window] if value not in seen)
    return Binned(rows[0], rows[1], joins=True, unseen=unseen)


def quantile_count(values, bins):
    return max(2, min(bins, len(values) // 20))


def plain_edges(values, bins):
    levels, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    is_heavy = counts >= 0.2 * len(values)
    rest = np.sort(values[~is_heavy[inverse]])
    k = quantile_count(rest, bins)
    with np.errstate(invalid="ignore"):
        edges = np.quantile(rest, np.arange(1, k) / k)
    return levels[is_heavy], finite(edges)


def weighted_edges(values, bins, weights, classes):
    levels, inverse = np.unique(values, return_inverse=True)
    sums = level_sums(inverse, len(levels), weights, classes)
    is_heavy = sums >= 0.2 * sums.sum()
    rest = levels[~is_heavy]
    k = quantile_count(values[~is_heavy[inverse]], bins)
    if classes is None:
        cumulative = np.cumsum(sums[~is_heavy])
    else:
        cumulative = np.zeros(len(rest))
        for one in np.unique(classes):
            counts = np.bincount(inverse[classes == one], minlength=len(levels))[~is_heavy]
            cumulative += weights[classes == one][0] * np.cumsum(counts)
    edges = []
    for i in range(1, k):
        reached = cumulative / cumulative[-1] >= i / k * (1 - 1e-12)
        edges.append(rest[np.argmax(reached)])
    return levels[is_heavy], finite(np.array(edges))


def level_sums(inverse, length, weights, classes):
    if classes is None:
        return np.bincount(inverse, weights=weights, minlength=length)
    sums = np.zeros(length)
    for one in np.unique(classes):
        sums += weights[classes == one][0] * np.bincount(inverse[classes == one], minlength=length)
    return sums


def finite(edges):
    return np.unique(edges[np.isfinite(edges)])


def interval_rows(values, there, heavy, edges):
    rows = np.full(len(values), MISSING)
    rows[there] = np.searchsorted(edges, values[there], side="right")
    for place, value in enumerate(heavy):
        rows[there & (values == value)] = HEAVY - place
    return rows


def join(binned, expected, limit):
    """The bins after joining: `expected` maps a bin's rows on both sides to its expected count in the smaller side.

    A count that is the limit but for the rounding of sums of weights is not below it.
    """
    reference, current = binned.reference.copy(), binned.current.copy()
    if binned.joins:
        for one in np.unique(np.concatenate([reference, current])):
            if one not in (MISSING, OTHER) and expected(binned.reference == one, binned.current == one) < limit * (1 - 1e-12):
                reference[binned.reference == one] = OTHER
                current[binned.current == one] = OTHER
    levels = np.unique(np.concatenate([reference, current]))
    return np.searchsorted(levels, reference), np.searchsorted(levels, current), len(levels)
