"""Evidence and interval of weighted sums per bin (policy 3.4 and 7.1); weights of 1 give the plain interval."""

import numpy as np
from scipy import optimize, special, stats

from . import measures


class Sums:
    """Sums of the weights and of their squares per bin, on both sides."""

    def __init__(self, a1, a2, c1, c2, n, m):
        self.a1, self.a2, self.c1, self.c2, self.n, self.m = a1, a2, c1, c2, n, m
        self.p, self.q = self.a1 / self.a1.sum(), self.c1 / self.c1.sum()
        self.n_eff = self.a1.sum() ** 2 / self.a2.sum()
        self.m_eff = self.c1.sum() ** 2 / self.c2.sum()
        kept = (self.p + self.q) > 0
        self.r = ((self.p + self.q) / 2)[kept]
        a1, a2, c1, c2 = (sums[kept] for sums in (self.a1, self.a2, self.c1, self.c2))
        a, c = a1.sum(), c1.sum()
        both = a + c
        self.apart = traces(a2 / a**2 + c2 / c**2, self.r, self.r)
        self.pooled = traces(
            (a2 + c2) / both**2 * (self.n + self.m) * (1 / self.n + 1 / self.m), (a1 + c1) / both, self.r
        )
        self.x = float((((self.q - self.p)[kept]) ** 2 / self.r).sum())

    @classmethod
    def of_rows(cls, i, j, bins, v, w):
        """The sums of rows in bins i and j with the weights v and w."""
        return cls(
            np.bincount(i, v, bins), np.bincount(i, v**2, bins), np.bincount(j, w, bins), np.bincount(j, w**2, bins),
            len(i), len(j),
        )

    def p_value(self):
        if len(self.r) < 2:
            return 1.0
        values = []
        for t1, t2 in (self.apart, self.pooled):
            values.append(float(stats.chi2.sf(self.x * t1 / t2, t1**2 / t2)))
        return max(values)

    def floor(self):
        return self.apart[0] if len(self.r) > 1 else 0.0

    def noise_95(self):
        t1, t2 = self.apart
        return float(stats.chi2.ppf(0.95, t1**2 / t2) * t2 / t1)


def traces(v, u, r):
    covariance = np.diag(v) - np.outer(v, u) - np.outer(u, v) + v.sum() * np.outer(u, u)
    return float((np.diag(covariance) / r).sum()), float((covariance**2 / np.outer(r, r)).sum())


def derivatives(metric, p, q):
    if metric == "psi":
        return 1 - q / p - np.log(q / p), 1 - p / q + np.log(q / p)
    if metric == "js":
        return np.log(2 * p / (p + q)) / 2, np.log(2 * q / (p + q)) / 2
    return (1 - np.sqrt(q / p)) / 2, (1 - np.sqrt(p / q)) / 2  # Hellinger squared


def first_order_variance(metric, sums, i, j, v, w, balanced=None):
    """D of policy 7.1, as the variance over the rows of what each of them contributes.

    `balanced` holds the classes of the rows of both sides when the weights are balanced ones of this reference.
    """
    g_p, g_q = derivatives(metric, measures.smoothed(sums.a1, sums.n_eff), measures.smoothed(sums.c1, sums.m_eff))
    window_mean = (sums.q * g_q).sum()
    window = w / w.mean() * (g_q[j] - window_mean)
    if balanced is None:
        reference = v / v.mean() * (g_p[i] - (sums.p * g_p).sum())
    else:
        of_reference, of_window = balanced
        reference = np.zeros(len(i))
        for one in np.unique(of_reference):
            rows, others = of_reference == one, of_window == one
            weight = v[rows][0]
            reference[rows] = weight / v.mean() * (g_p[i[rows]] - g_p[i[rows]].mean())
            if others.any():
                ratio = others.mean() / rows.mean()
                reference[rows] -= weight / w.mean() * ratio * (g_q[j[others]].mean() - window_mean)
    return float(reference.var() / len(i) + window.var() / len(j))


def interval(metric, estimate, sums, i, j, v, w, balanced=None):
    """The matched interval: ends of PSI, of the JS divergence in nats, or of Hellinger squared; the upper may be None."""
    if len(sums.r) < 2:
        return None
    t1, t2 = max(sums.apart, sums.pooled, key=lambda pair: pair[0])
    scale = 1 if metric == "psi" else 8
    floor, second = t1 / scale, t2 / scale**2
    variance = first_order_variance(metric, sums, i, j, v, w, balanced)
    excess = max(0.0, estimate - floor)
    s = (2 * second + variance) / (2 * floor + 4 * excess)
    h = floor / s
    lower = s * noncentrality(estimate / s, h, 0.975)
    upper = s * noncentrality(max(estimate, floor) / s, h, 0.025)
    if metric == "psi" and is_open(sums):
        upper = None
    return lower, upper


def is_open(sums):
    only_reference = sums.p[sums.q == 0].sum()
    only_current = sums.q[sums.p == 0].sum()
    return max(only_reference, only_current) >= 0.05


def noncentrality(x, h, probability):
    """The parameter at which the noncentral chi-square with h degrees has this probability up to x; 0 when there is none."""

    def distance(value):
        law = stats.chi2.cdf(x, h) if value == 0 else special.chndtr(x, h, value)
        return law - probability

    if distance(0.0) <= 0:
        return 0.0
    high = max(x, 1.0)
    while distance(high) > 0:
        high *= 2
    return float(optimize.brentq(distance, 0.0, high, xtol=1e-14, rtol=8.9e-16, maxiter=500))
