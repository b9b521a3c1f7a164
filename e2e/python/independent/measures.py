"""Distances and tests on counts per bin, and on values (policy 3.3, 9.1, 9.2)."""

import itertools

import numpy as np
from scipy import special, stats


def smoothed(sums, size):
    """Shares with half a row more in each bin, after rescaling the sums to `size` rows."""
    scaled = sums / sums.sum() * size + 0.5
    return scaled / scaled.sum()


def psi(p, q):
    return float(((q - p) * np.log(q / p)).sum())


def js_nats(p, q):
    r = (p + q) / 2
    return float(special.rel_entr(p, r).sum() / 2 + special.rel_entr(q, r).sum() / 2)


def hellinger_squared(p, q):
    return float(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2)


def chi_square_statistic(a, c):
    table = np.array([a, c], dtype=float)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum()
    return float(((table - expected) ** 2 / expected).sum()), float(expected.min())


def chi_square_p(a, c):
    """The contingency chi-square of counts, with the gamma tail where an expected count is below 5."""
    bins = len(a)
    if bins < 2:
        return 1.0
    x, least = chi_square_statistic(a, c)
    tail = float(stats.chi2.sf(x, bins - 1))
    if least >= 5:
        return tail
    mean, variance = moments(a + c, a.sum(), c.sum()) if a.sum() + c.sum() > 3 else listed_moments(a, c)
    if variance < 1e-9:
        return 1.0
    return max(tail, float(special.gammaincc(mean**2 / variance, x / (variance / mean))))


def moments(t, n, m):
    """Exact mean and variance of the statistic given the margins (Haldane; Dawson and Wyllie)."""
    rows, bins = n + m, len(t)
    mean = rows * (bins - 1) / (rows - 1)
    v1 = (bins - 1) * (rows - bins) / (rows - 1)
    w1 = (rows * (1 / t).sum() - bins**2) / (rows - 2)
    v2 = (rows - 2) / (rows - 1)
    w2 = (rows * (1 / n + 1 / m) - 4) / (rows - 2)
    variance = 2 * rows / (rows - 3) * (v1 - w1) * (v2 - w2) + rows**2 / (rows - 1) * w1 * w2
    return mean, variance


def listed_moments(a, c):
    """The same from a list of all tables: the formulas divide by 0 where there are three rows or two."""
    rows = np.repeat(np.arange(len(a)), (a + c).astype(int))
    values = []
    for chosen in itertools.combinations(range(len(rows)), int(a.sum())):
        here = np.bincount(rows[list(chosen)], minlength=len(a))
        values.append(chi_square_statistic(here, a + c - here)[0])
    return float(np.mean(values)), float(np.var(values))


def cramers_v(a, c):
    """Bias-corrected (Bergsma); None where the correction leaves nothing to divide by."""
    bins, rows = len(a), a.sum() + c.sum()
    if bins < 2:
        return 0.0
    phi = chi_square_statistic(a, c)[0] / rows
    corrected = max(0.0, phi - (bins - 1) / (rows - 1))
    k, r = bins - (bins - 1) ** 2 / (rows - 1), 2 - 1 / (rows - 1)
    left = min(k, r) - 1
    return float(min(1.0, np.sqrt(corrected / left))) if left > 0 else None


def ks(x, y, v, w):
    """The largest distance of the two weighted distribution functions."""
    if len(x) == 0 or len(y) == 0:
        return None
    points = np.unique(np.concatenate([x, y]))
    functions = []
    for values, weights in ((x, v), (y, w)):
        order = np.argsort(values, kind="stable")
        sums = np.concatenate([[0.0], np.cumsum(weights[order])])
        functions.append(sums[np.searchsorted(values[order], points, side="right")] / sums[-1])
    return float(np.abs(functions[0] - functions[1]).max())


def class_share_p(a, c):
    """Fisher's exact test of two classes, else the chi-square of chi_square_p."""
    if len(a) == 2:
        return float(stats.fisher_exact(np.array([a, c])).pvalue)
    return chi_square_p(a, c)
