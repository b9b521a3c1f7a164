"""Writes two-samples.csv, seeded samples and what scipy says of them: python two_samples.py FOLDER

Needs numpy 2.4.6, scipy 1.17.1 and mpmath 1.3.0 or later. The limiting law of Cramer-von Mises comes from mpmath: scipy
ends its series at 1e-7.
"""

import sys

import mpmath as mp
import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

random = np.random.default_rng(20261128)


def samples():
    """Continuous, shifted, skewed, tied, tiny, constant but for one, of unequal sizes."""
    for n, m in ((5, 5), (8, 13), (20, 20), (21, 6), (60, 45), (150, 90), (40, 70), (12, 30), (33, 33)):
        yield random.normal(0, 1, n).round(6), random.normal(0.3, 1, m).round(6)
        yield random.exponential(1, n).round(6), random.exponential(1.3, m).round(6)
        yield random.integers(0, 4, n) * 1.0, random.integers(0, 5, m) * 1.0
        yield random.normal(1e6, 1e-2, n).round(4), random.normal(1e6, 2e-2, m).round(4)
        yield np.append(np.zeros(n - 1), 1e3), random.integers(0, 2, m) * 1.0


def limit_tail(x):
    total, k = mp.mpf(0), 0
    with mp.workdps(30):
        while k < 60:
            y = mp.mpf(4 * k + 1)
            q = y * y / (16 * mp.mpf(x))
            total += mp.gamma(k + mp.mpf(0.5)) / mp.gamma(k + 1) * mp.sqrt(y) * mp.exp(-q) * mp.besselk(0.25, q)
            k += 1
        return float(1 - total / (mp.pi ** mp.mpf(1.5) * mp.sqrt(x)))


def cramer_von_mises(x, y):
    result = stats.cramervonmises_2samp(x, y)
    n, m = len(x), len(y)
    if max(n, m) <= 20:
        return result.statistic, result.pvalue
    rows, product = n + m, n * m
    mean = (1 + 1 / rows) / 6
    variance = (rows + 1) * (4 * product * rows - 3 * (n * n + m * m) - 2 * product) / (45 * rows**2 * 4 * product)
    standard = 1 / 6 + (result.statistic - mean) / np.sqrt(45 * variance)
    p = 1.0 if standard < 0.003 else limit_tail(standard)
    assert abs(p - result.pvalue) < 1e-6
    return result.statistic, p


def welch(x, y):
    """With 40 digits: scipy's doubles lose eight of values at 1e6 that vary by 1e-2."""
    with mp.workdps(40):
        sides = [[mp.mpf(float(value)) for value in side] for side in (x, y)]
        means = [mp.fsum(side) / len(side) for side in sides]
        parts = [mp.fsum((v - mean) ** 2 for v in side) / (len(side) - 1) / len(side) for side, mean in zip(sides, means)]
        t = (means[0] - means[1]) / mp.sqrt(sum(parts))
        degrees = sum(parts) ** 2 / sum(part**2 / (len(side) - 1) for part, side in zip(parts, sides))
        p = mp.betainc(degrees / 2, mp.mpf(0.5), 0, degrees / (degrees + t * t), regularized=True)
        scipy = stats.ttest_ind(x, y, equal_var=False)
        assert abs(scipy.statistic - t) < 1e-6 and abs(scipy.pvalue - p) < 1e-6
        yield "welch_t", t
        yield "welch_df", degrees
        yield "welch_p", p


def expectations(x, y):
    u = stats.mannwhitneyu(x, y, method="asymptotic")
    yield "mann_whitney_u", u.statistic
    yield "mann_whitney_p", u.pvalue
    yield "cramer_von_mises_t", cramer_von_mises(x, y)[0]
    yield "cramer_von_mises_p", cramer_von_mises(x, y)[1]
    yield "energy", stats.energy_distance(x, y)
    yield "wasserstein", stats.wasserstein_distance(x, y)
    yield "ks", stats.ks_2samp(x, y).statistic
    yield "ks_test", stats.ks_2samp(x, y, method="exact").pvalue
    yield from welch(x, y)
    darling = stats.anderson_ksamp([x, y], variant="midrank")
    yield "anderson_darling", darling.statistic
    if 0.001 < darling.pvalue < 0.25:
        yield "anderson_darling_p", darling.pvalue
    if stats.iqr(np.concatenate([x, y])) > 0:
        singleton = stats.epps_singleton_2samp(x, y)
        yield "epps_singleton_w", singleton.statistic
        yield "epps_singleton_p", singleton.pvalue
    weights = [np.arange(1, len(side) + 1) / len(side) for side in (x, y)]
    yield "weighted_energy", stats.energy_distance(x, y, *weights)
    yield "weighted_wasserstein", stats.wasserstein_distance(x, y, *weights)
    if len(set(x)) > 1 and len(set(y)) > 1:
        yield "density_distance", density_distance(x, y)


def density_distance(x, y):
    """Of values less the smallest: scipy whitens them first, which costs digits of values at 1e6 that vary by 1e-2."""
    least = min(x.min(), y.min())
    x, y = x - least, y - least
    grid = np.linspace(0, max(x.max(), y.max()), 129)
    p, q = (stats.gaussian_kde(side)(grid) for side in (x, y))
    return np.trapezoid(np.abs(p - q), grid) / np.trapezoid(p + q, grid)


def tables():
    for bins in (2, 3, 7, 30):
        for rows in (40, 400, 1_000_000):
            for _ in range(4):
                shares = random.dirichlet(np.ones(bins))
                yield random.multinomial(rows, shares), random.multinomial(rows // 3, shares)


def table_expectations(a, c):
    """Of counts; a bin that is empty on both sides is none."""
    n, m = a.sum(), c.sum()
    a, c = a[a + c > 0], c[a + c > 0]
    p, q = a / n, c / m
    smooth_p, smooth_q = ((side + 0.5) / (side + 0.5).sum() for side in (a, c))
    yield "psi", np.sum((smooth_q - smooth_p) * np.log(smooth_q / smooth_p))
    yield "kullback_leibler", stats.entropy(smooth_p, smooth_q)
    yield "js_distance", jensenshannon(p, q, 2)
    yield "js_divergence", jensenshannon(p, q, 2) ** 2
    yield "hellinger", np.sqrt(np.sum((np.sqrt(p) - np.sqrt(q)) ** 2) / 2)
    yield "total_variation", np.abs(p - q).sum() / 2
    yield "l_infinity", np.abs(p - q).max()
    yield "fugacity", np.abs(p - q).max()
    constant = np.sqrt(-np.log(0.01 / 2) / 2)
    yield "l_infinity_robust", max(0, np.abs(p - q).max() - constant * np.sqrt((n + m) / (n * m)))
    g = stats.chi2_contingency([a, c], correction=False, lambda_="log-likelihood")
    yield "g", g.statistic
    yield "g_p", g.pvalue
    chi = stats.chi2_contingency([a, c], correction=False)
    yield "chi_square_x", chi.statistic
    if chi.expected_freq.min() >= 5:
        yield "chi_square", chi.pvalue
    if len(a) == 2:
        yield "class_share", stats.fisher_exact([a, c]).pvalue
    elif chi.expected_freq.min() >= 5:
        yield "class_share", chi.pvalue
    rows, bins = n + m, len(a)
    phi = max(0, chi.statistic / rows - (bins - 1) / (rows - 1))
    yield "cramers_v", np.sqrt(phi / (min(bins - (bins - 1) ** 2 / (rows - 1), 2 - 1 / (rows - 1)) - 1))
    z = (a[0] / n - c[0] / m) / np.sqrt((a[0] + c[0]) / rows * (1 - (a[0] + c[0]) / rows) * (1 / n + 1 / m))
    yield "proportion_z", z
    yield "proportion_z_p", 2 * stats.norm.sf(abs(z))
    yield "fisher_exact", stats.fisher_exact([[a[0], n - a[0]], [c[0], m - c[0]]]).pvalue


with open(sys.argv[1] + "/two-samples.csv", "w") as file:
    def write(*cells):
        file.write(",".join(cells) + "\n")

    def joined(values):
        return " ".join(repr(float(value)) for value in values)

    for x, y in samples():
        write("sample", joined(x), joined(y))
        for function, value in expectations(x, y):
            write(function, repr(float(value)))
    for a, c in tables():
        a[0] += 1
        c[-1] += 1
        write("sample", joined(a), joined(c))
        for function, value in table_expectations(a, c):
            write(function, repr(float(value)))
