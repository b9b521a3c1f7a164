"""Writes tables and what others measure on them, for the tests of ballast-balance: python measures.py FOLDER

Needs pandas 2.3.3, numpy 2.4.6, scipy, scikit-learn 1.9.1 and sdmetrics 0.32.0. Shapes and trends are the
package's own; the rest follows the published definitions with numpy, scipy and scikit-learn.
"""

import csv
import itertools
import pathlib
import sys

import numpy as np
import pandas as pd
from scipy.spatial.distance import cdist, jensenshannon
from sdmetrics.reports.single_table import QualityReport
from sklearn.decomposition import PCA
from sklearn.metrics import average_precision_score, balanced_accuracy_score, f1_score, roc_auc_score

NUMBERS = ["number", "whole", "skewed"]
NAMES = ["name", "many", "flag"]
figures = []


def add(name, value):
    figures.append([name, repr(float(value))])


def table(random, rows, shift):
    number = random.normal(5 + shift, 2, rows).round(3)
    whole = random.poisson(4 + 2 * (number > 5), rows)
    name = np.where(number > 6, random.choice(["a", "b"], rows, p=[0.8, 0.2]), random.choice(["a", "b", "c", "d"], rows, p=[0.2, 0.4 - shift, 0.3, 0.1 + shift]))
    return pd.DataFrame({
        "number": np.where(random.random(rows) < 0.1 + shift / 2, np.nan, number),
        "whole": whole,
        "skewed": np.where(random.random(rows) < 0.3, 0, np.round(random.lognormal(1, 1, rows), 2)),
        "name": name,
        "many": random.choice([f"m{n:02d}" for n in range(15)], rows, p=np.arange(15, 0, -1) / 120),
        "flag": np.where(random.random(rows) < 0.2, "", np.where(whole > 5, "yes", "no")),
    })


def quality(real, drawn):
    def filled(t):
        return t.assign(flag=t["flag"].replace("", np.nan))

    kinds = {c: {"sdtype": "numerical" if c in NUMBERS else "categorical"} for c in real}
    report = QualityReport()
    report.real_correlation_threshold = report.real_association_threshold = 0
    report.generate(filled(real), filled(drawn), {"columns": kinds}, verbose=False)
    for _, row in report.get_details("Column Shapes").iterrows():
        add("shape " + row["Column"], row["Score"])
    for _, row in report.get_details("Column Pair Trends").iterrows():
        add("trend " + row["Column 1"] + " " + row["Column 2"], row["Score"])
    for name, score in report.get_properties().values.tolist():
        add(name, score)


def binned(real, other):
    out = pd.DataFrame(index=other.index)
    for c in real:
        if c in NUMBERS:
            edges = np.unique(np.quantile(real[c].dropna(), np.arange(11) / 10))[1:-1]
            out[c] = np.where(other[c].isna(), 0, 1 + np.searchsorted(edges, other[c], side="right"))
        else:
            known = real[c][real[c] != ""].value_counts()
            top = sorted(known.index, key=lambda v: (-known[v], list(real[c]).index(v)))[:10]
            out[c] = [0 if v == "" else 1 + top.index(v) if v in top else 11 for v in other[c]]
    return out


def accuracy(real, drawn):
    a, b = binned(real, real), binned(real, drawn)
    noise = 1 / len(a) + 1 / len(b)
    for name, groups in (("univariate", [[c] for c in a]), ("bivariate", map(list, itertools.combinations(a, 2)))):
        reached, ceilings = [], []
        for group in groups:
            p, q = (t.groupby(group).size() / len(t) for t in (a, b))
            reached.append(1 - p.subtract(q, fill_value=0).abs().sum() / 2)
            ceilings.append(1 - np.sqrt(2 / np.pi * p * (1 - p) * noise).sum() / 2)
        add(name, np.mean(reached))
        add(name + " ceiling", np.mean(ceilings))


def association(t, a, b):
    if a in NUMBERS and b in NUMBERS:
        return t[[a, b]].dropna().corr().iloc[0, 1]
    if a in NAMES and b in NAMES:
        joint = pd.crosstab(t[a], t[b]).values / len(t)
        own, other = joint.sum(1), joint.sum(0)
        entropy = -(own * np.log(own)).sum()
        given = -np.nansum(joint * np.log(np.where(joint > 0, joint / other, 1)))
        return (entropy - given) / entropy
    names, numbers = (a, b) if a in NAMES else (b, a)
    present = t[[names, numbers]].dropna()
    groups = present.groupby(names)[numbers]
    between = (groups.size() * (groups.mean() - present[numbers].mean()) ** 2).sum()
    return np.sqrt(between / ((present[numbers] - present[numbers].mean()) ** 2).sum())


def distance(a, b, bins):
    edges = np.linspace(min(a.min(), b.min()), max(a.max(), b.max()), bins + 1)
    return jensenshannon(np.histogram(a, edges)[0], np.histogram(b, edges)[0], base=2)


def components(t):
    columns = []
    for c in t:
        if c in NUMBERS:
            present = np.sort(t[c].dropna().values)
            columns.append(t[c].fillna(present[len(present) // 2]).values)
        else:
            columns.append(t[c].map(t[c].value_counts()).values)
    x = np.array(columns, dtype=float).T
    x = (x - x.mean(0)) / x.std(0)
    model = PCA(2).fit(x)
    signs = [np.sign(axis[np.argmax(np.abs(axis))]) for axis in model.components_]
    return model.transform(x) * signs


def sqs(real, drawn):
    distances = []
    for c in real:
        if c in NUMBERS:
            a, b = real[c].dropna(), drawn[c].dropna()
            distances.append(distance(a, b, len(np.histogram_bin_edges(a, "doane")) - 1))
        else:
            p, q = (t[c].value_counts() for t in (real, drawn))
            both = sorted(set(p.index) | set(q.index))
            distances.append(jensenshannon(p.reindex(both, fill_value=0), q.reindex(both, fill_value=0), base=2))
    add("distribution", np.mean(distances))
    add("correlation", np.mean([
        abs(association(real, a, b) - association(drawn, a, b)) for a in real for b in real
    ]))
    a, b = components(real), components(drawn)
    add("principal component", np.mean([distance(a[:, k], b[:, k], 35) for k in (0, 1)]))


def encoded(scale, t):
    """Ranks on a scale of rows; a missing number is told from others by the largest difference."""
    parts = []
    for c in NUMBERS:
        known, counts = np.unique(scale[c].dropna(), return_counts=True)
        parts.append(np.interp(t[c], known, (np.cumsum(counts) - counts / 2) / counts.sum()))
    return np.array(parts).T


def distances(scale, a, b):
    x, y = encoded(scale, a), encoded(scale, b)
    total = np.zeros((len(a), len(b)))
    for c in range(len(NUMBERS)):
        difference = (x[:, [c]] - y[:, c]) ** 2
        one, both = np.isnan(x[:, [c]]) != np.isnan(y[:, c]), np.isnan(x[:, [c]]) & np.isnan(y[:, c])
        total += np.where(both, 0, np.where(one, 1, np.nan_to_num(difference)))
    for c in NAMES:
        total += 0.5 * (a[c].values[:, None] != b[c].values)
    return np.sqrt(total)


def privacy(real, drawn, held_out):
    scale = pd.concat([real, held_out])
    to_real, to_held_out = np.sort(distances(scale, drawn, real)), np.sort(distances(scale, drawn, held_out))
    ties = np.abs(to_real[:, 0] ** 2 - to_held_out[:, 0] ** 2) < 1e-6
    add("dcr share", np.where(ties, 0.5, to_real[:, 0] < to_held_out[:, 0]).mean())
    add("median distance to real", np.sort(to_real[:, 0])[len(drawn) // 2])
    ratios = np.sort((to_real[:, 0] / to_real[:, 1])[to_real[:, 1] > 1e-4])
    add("nndr", ratios[len(ratios) // 2])
    scores = -np.concatenate([distances(scale, t, drawn).min(1) for t in (real, held_out)])
    add("membership auc", roc_auc_score(np.repeat([1, 0], [len(real), len(held_out)]), scores.round(7)))
    known = set(map(tuple, real.fillna("").astype(str).values))
    for name, t in (("exact copies", drawn), ("exact copies held out", held_out)):
        add(name, np.mean([tuple(row) in known for row in t.fillna("").astype(str).values]))


def scores(random, folder):
    score = random.integers(0, 40, 300) / 40
    label = (random.random(300) < score).astype(int)
    add("roc auc", roc_auc_score(label, score))
    add("pr auc", average_precision_score(label, score))
    add("balanced accuracy", balanced_accuracy_score(label, score >= 0.5))
    add("f1", f1_score(label, score >= 0.5))
    pd.DataFrame({"score": score, "label": label}).to_csv(folder / "scores.csv", index=False)


def main():
    folder = pathlib.Path(sys.argv[1])
    random = np.random.default_rng(20261127)
    real, drawn, held_out = table(random, 400, 0), table(random, 360, 0.05), table(random, 400, 0)
    drawn.iloc[:7] = real.iloc[40:47].values
    held_out.iloc[:2] = real.iloc[50:52].values
    for t in (real, drawn, held_out):
        for c in NUMBERS:
            t[c] = t[c].astype(float)
    for name, t in (("real", real), ("drawn", drawn), ("held_out", held_out)):
        t.to_csv(folder / f"{name}.csv", index=False)
    quality(real, drawn)
    accuracy(real, drawn)
    sqs(real, drawn)
    privacy(real, drawn, held_out)
    scores(random, folder)
    with open(folder / "figures.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(figures)


if __name__ == "__main__":
    main()
