"""Writes the golden values that the tests of ballast-stats read: python golden.py FOLDER

Needs numpy 2.4.6, scipy 1.17.1, scikit-learn and mpmath 1.3.0 or later. mpmath computes with 40 digits where it can;
scipy where the value is a convention (kstwo) or would take mpmath too long.
"""

import csv
import sys
from fractions import Fraction
from math import comb

import mpmath as mp
import numpy as np
from scipy import stats
from scipy.optimize import brentq
from sklearn.utils.class_weight import compute_class_weight

mp.mp.dps = 40
rows = []


def add(function, *values):
    *arguments, expected = values
    rows.append([function, " ".join(repr(float(a)) for a in arguments), mp.nstr(mp.mpf(expected), 17)])


def gamma_lower(a, x):
    """The regularised incomplete gamma function by its power series, all terms positive."""
    a, x = mp.mpf(a), mp.mpf(x)
    term = total = mp.mpf(1)
    k = 0
    while term > total * mp.mpf(10) ** -(mp.mp.dps + 2):
        k += 1
        term *= x / (a + k)
        total += term
    return mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1)) * total


for a in (1e-8, 0.003, 0.25, 0.5, 0.7, 0.999999, 1.000001, 1.3, 1.5, 1.999999, 2.000001, 2.3, 2.5, 3.7, 9.25, 14.9, 15.1, 40.5, 171.2, 1234.5, 1e6 + 0.3, 1e12):
    add("log_gamma", a, mp.loggamma(mp.mpf(a)))

shapes = (0.03, 0.17363478, 0.5, 0.86817, 0.99, 1.0, 1.2187, 2.5, 4.5, 9.3, 14.5, 50.25, 100.5, 999.5, 10000.3, 500000.5)
for a in shapes:
    spread = a ** 0.5
    points = {1e-6 * a, 0.01 * a, 0.5 * a, 0.9 * a, a, a + 0.5, a + 1.5, a + 3 * spread, a + 10 * spread, 2 * a + 30, a + 35 * spread + 600}
    for x in sorted(points):
        lower = gamma_lower(a, x)
        with mp.workdps(360):
            upper = 1 - gamma_lower(a, x)
        if upper > mp.mpf("1e-305"):
            add("gamma_upper", a, x, upper)
        if lower > mp.mpf("1e-305"):
            add("gamma_lower", a, x, lower)

for degrees in (0.05, 0.3, 1, 1.7363478495292808, 2.4375147145138385, 9, 9.5, 199, 20000.5):
    for p in (0.001, 0.025, 0.05, 0.5, 0.95, 0.975, 0.999):
        start = stats.chi2.ppf(p, degrees)
        a = mp.mpf(degrees) / 2
        if start < 1e-250:
            continue
        root = mp.findroot(lambda logx: gamma_lower(a, mp.exp(logx) / 2) - mp.mpf(p), mp.log(mp.mpf(start)), tol=1e-60)
        add("chi_square_quantile", degrees, p, mp.exp(root))

for z in (-37.5, -8.2, -3.0, -1.0, -1e-9, 0.0, 0.3, 1.96, 5.5, 20.0, 37.5):
    add("normal_upper", z, mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2)
for p in (1e-300, 1e-20, 1e-5, 0.025, 0.07, 0.31, 0.5, 0.8, 0.975, 0.999999):
    add("normal_quantile", p, -mp.sqrt(2) * mp.erfinv(1 - 2 * mp.mpf(p)) if p > 1e-15 else mp.findroot(lambda z: mp.log(mp.erfc(-z / mp.sqrt(2)) / 2) - mp.log(mp.mpf(p)), stats.norm.ppf(p)))


def noncentral(degrees, noncentrality, x):
    """The Poisson mixture, 40 digits."""
    a, mean, half = mp.mpf(degrees) / 2, mp.mpf(noncentrality) / 2, mp.mpf(x) / 2
    reach = 14 * mp.sqrt(mean) + 90
    first, last = int(max(0, mp.floor(mean - reach))), int(mp.ceil(mean + reach))
    weight = mp.exp(last * mp.log(mean) - mean - mp.loggamma(last + 1))
    # far above x the central probability is not seen in 40 digits; start where it is
    last_seen = int(min(last, mp.ceil(half + 14 * mp.sqrt(half) + 90)))
    weight = mp.exp(last_seen * mp.log(mean) - mean - mp.loggamma(last_seen + 1))
    central = gamma_lower(a + last_seen, half)
    term = mp.exp((a + last_seen) * mp.log(half) - half - mp.loggamma(a + last_seen + 1))
    total = mp.mpf(0)
    for j in range(last_seen, first - 1, -1):
        total += weight * central
        if j > first:
            weight *= j / mean
            term *= (a + j) / half
            central += term
    return total


for degrees in (0.05, 0.4, 1.0, 1.7363478495292808, 3.6582778977159145, 9.7, 150.3):
    for noncentrality in (1e-6, 0.02, 1.0, 7.5, 60.0, 900.0):
        mean = degrees + noncentrality
        spread = (2 * (degrees + 2 * noncentrality)) ** 0.5
        for x in (max(mean - 2 * spread, mean / 20), mean, mean + 2 * spread):
            add("noncentral_lower", degrees, noncentrality, x, noncentral(degrees, noncentrality, x))

for degrees, x in ((0.03, 0.2), (0.03, 8.0), (0.4, 3.0), (1.0, 1.0), (1.7363478495292808, 2.0), (1.7363478495292808, 9.0), (3.6582778977159145, 224.71161),
                   (9.7, 9.7), (9.7, 40.0), (9.7, 2500.0), (2.2, 1e4), (5.5, 1e5), (4.4, 1e6), (150.3, 150.3), (200.0, 700.0)):
    for p in (0.975, 0.025):
        if stats.chi2.cdf(x, degrees) <= p:
            add("noncentrality", degrees, x, p, 0)
            continue
        start = brentq(lambda u: stats.ncx2.cdf(x, degrees, u * u) - p, 1e-6, 10 + 3 * x**0.5, xtol=1e-14)
        with mp.workdps(30):
            function = lambda u: noncentral(degrees, u * u, x) - mp.mpf(p)
            root = mp.findroot(function, (mp.mpf(start), mp.mpf(start) * (1 + mp.mpf("1e-8"))), solver="secant", tol=1e-40)
        add("noncentrality", degrees, x, p, root * root)


def two_sample(n, m, reach):
    """Share of lattice paths with |i m - j n| >= reach somewhere, in whole numbers."""
    inside = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if abs(i * m - j * n) < reach:
                inside[i][j] = 1 if i + j == 0 else (inside[i - 1][j] if i else 0) + (inside[i][j - 1] if j else 0)
    return Fraction(comb(n + m, n) - inside[n][m], comb(n + m, n))


for n, m, i, j in ((1, 1, 1, 0), (3, 2, 2, 0), (5, 5, 3, 1), (10, 7, 8, 1), (40, 30, 12, 2), (100, 100, 60, 48), (120, 77, 119, 10), (200, 150, 30, 20)):
    reach = abs(i * m - j * n)
    share = two_sample(n, m, reach)
    add("kolmogorov_two_sample", reach / (n * m), n, m, mp.mpf(share.numerator) / share.denominator)
for n, m, d in ((5000, 5000, 0.02), (5000, 5000, 0.05), (5000, 5000, 0.9), (3000, 1000, 0.05), (1000, 700, 0.31)):
    _, d, p = stats._stats_py._attempt_exact_2kssamp(n, m, int(np.gcd(n, m)), d, "two-sided")
    add("kolmogorov_two_sample", d, n, m, p)

for n in (1, 2, 5, 30, 50, 140, 141, 1000, 20000, 100000, 5000000):
    for z in (0.3, 0.55, 0.8, 1.0, 1.3, 1.48, 1.49, 1.9, 2.1, 4.0, 12.0, 18.0):
        d = z / n ** 0.5
        # scipy's own sum for the tail loses digits at millions of rows
        if 0.5 / n < d < 1 and not (n > 10**6 and n * d * d > 2.2):
            p = stats.kstwo.sf(d, n)
            if p > 1e-290:
                add("kolmogorov_one_sample", d, n, p)

def fisher(a, b, c, d):
    """The sum of all probabilities that are at most as large as the one seen; agrees with scipy to about 1e-11."""
    row, column, total = a + b, a + c, a + b + c + d
    least, most = max(0, row + column - total), min(row, column)
    terms = [mp.mpf(1)]
    for k in range(least, most):
        terms.append(terms[-1] * (row - k) * (column - k) / ((k + 1) * (total - row - column + k + 1)))
    seen = terms[a - least] * (1 + mp.mpf(10) ** -30)
    p = mp.fsum(term for term in terms if term <= seen) / mp.fsum(terms)
    assert abs(p / stats.fisher_exact([[a, b], [c, d]]).pvalue - 1) < 1e-9
    return p


for table in ((8, 2, 1, 5), (3, 1, 1, 3), (0, 10, 7, 3), (9980, 20, 9940, 60), (22749, 35, 56864, 294), (990, 10, 988, 12), (500, 500, 500, 500),
              (100000, 200, 100300, 90), (5, 0, 4, 0), (1000, 0, 10, 3), (9000, 1000, 8000, 2000), (950, 50, 400, 600), (12345, 678, 54321, 2468)):
    add("fisher", *table, fisher(*table))

for counts in ((9980, 20), (22749, 35), (9750, 200, 50), (1, 2, 3, 4, 5), (7, 7), (123456789, 1), (57158, 294, 3)):
    labels = np.repeat(np.arange(len(counts)), [min(count, 10**6) for count in counts])
    counts = tuple(min(count, 10**6) for count in counts)
    weights = compute_class_weight("balanced", classes=np.arange(len(counts)), y=labels)
    for index, weight in enumerate(weights):
        rows.append(["balanced", " ".join(repr(float(c)) for c in (index, *counts)), repr(float(weight))])

rng = np.random.default_rng(20261)
for size in (2, 3, 10, 40):
    for scale in (30, 1000, 100000):
        reference = rng.integers(0, scale, size) + 5
        current = rng.integers(0, scale, size) + 5
        result = stats.chi2_contingency(np.array([reference, current]), correction=False)
        if min(result.expected_freq.ravel()) >= 5:
            add("contingency_statistic", *reference, *current, result.statistic)
            add("contingency_p", *reference, *current, result.pvalue)

for a in (0.1, 0.5, 2.0, 30.5, 1000.0):
    for b in (0.5, 3.0, 400.0):
        for x in (1e-9, 0.01, 0.3, 0.5, 0.9, 0.999999):
            p = mp.betainc(a, b, 0, mp.mpf(x), regularized=True)
            if p > mp.mpf("1e-290"):
                add("incomplete_beta", a, b, x, p)
for degrees in (0.7, 1.0, 3.0, 14.928799173266498, 200.5, 1e6):
    for t in (-4.5, 1e-8, 0.04, 1.0, 2.5, 40.0):
        d, square = mp.mpf(degrees), mp.mpf(t) ** 2
        p = mp.betainc(d / 2, mp.mpf(0.5), 0, d / (d + square), regularized=True)
        if p > mp.mpf("1e-290"):
            add("student_two_sided", degrees, t, p)
for z in (0.001, 0.003, 0.02, 0.1, 0.5, 1.0, 4.0, 20.0, 300.0):
    add("bessel_quarter", z, mp.exp(mp.mpf(z)) * mp.besselk(mp.mpf("0.25"), mp.mpf(z)))

with open(sys.argv[1] + "/golden.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["function", "arguments", "expected"])
    writer.writerows(rows)
