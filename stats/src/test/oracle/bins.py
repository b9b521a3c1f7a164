"""Writes bins.csv, numpy's bins and scipy's densities of seeded samples: python bins.py FOLDER

Needs numpy 2.4.6 and scipy 1.17.1.
"""

import sys

import numpy as np
from scipy import stats

random = np.random.default_rng(20261128)
with open(sys.argv[1] + "/bins.csv", "w") as file:
    for i in range(24):
        n, m = (int(size) for size in random.choice([2, 3, 20, 150, 400], 2))
        x, y = random.normal(0, 1, n), random.normal(0.5, 2, m)
        if i % 3 == 1:
            x, y = np.exp(2 * x), np.exp(y)
        if i % 4 == 2:
            x, y = x.round(1), y.round(1)
        file.write("sample," + " ".join(map(repr, x.tolist())) + "," + " ".join(map(repr, y.tolist())) + "\n")
        for rule in ("sturges", "doane"):
            edges = np.histogram_bin_edges(x, bins=rule)
            file.write(f"{rule}," + " ".join(map(repr, edges.tolist())) + "\n")
            file.write(f"{rule}.counts," + " ".join(map(str, np.histogram(y, edges)[0])) + "\n")
        if len(set(x)) > 1 and len(set(y)) > 1:
            grid = np.linspace(min(x.min(), y.min()), max(x.max(), y.max()), 33)
            p, q = (stats.gaussian_kde(side)(grid) for side in (x, y))
            file.write("density," + " ".join(map(repr, p.tolist())) + "\n")
            file.write(f"overlap,{float(np.trapezoid(np.minimum(p, q), grid))!r}\n")
            grid = np.linspace(min(x.min(), y.min()), max(x.max(), y.max()), 129)
            p, q = (stats.gaussian_kde(side)(grid) for side in (x, y))
            file.write(f"difference,{float(np.trapezoid(np.abs(p - q), grid) / np.trapezoid(p + q, grid))!r}\n")
            weights = np.arange(1, n + 1) / n
            grid = np.linspace(min(x.min(), y.min()), max(x.max(), y.max()), 33)
            p = stats.gaussian_kde(np.sort(x), weights=weights)(grid)
            file.write("weighted," + " ".join(map(repr, p.tolist())) + "\n")
