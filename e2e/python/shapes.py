"""Seeded tables of many shapes, as numpy columns: doubles with NaN, or objects with None."""

import csv

import numpy as np


def pair(seed, n, m, minority=0.05, classes=2, labels_missing=0.0, unlike=0.0):
    """A reference of n rows and a window of m whose columns differ by `unlike` (0 none, 1 much)."""
    random = np.random.default_rng(seed)
    return side(random, n, minority, classes, 0.0, 0.0), side(random, m, minority * (1 + unlike), classes, labels_missing, unlike)


def side(random, rows, minority, classes, labels_missing, unlike):
    rare = (random.random(rows) < minority).astype(int)
    if classes == 3:
        rare += (random.random(rows) < minority / 2).astype(int)
    signal = random.beta(1.5, 12, rows) + (rare > 0) * random.beta(4, 3, rows) * (1 - unlike / 2)
    score = np.minimum(signal, 1)
    normal = random.normal(unlike / 2, 1, rows)
    table = {
        "normal": normal,
        "score": score,
        "steps": np.floor(score * 100) / 100,
        "whole": np.floor(random.gamma(2, 8 + 4 * unlike, rows)),
        "rounded": np.round(random.lognormal(10, 0.6 + unlike / 5, rows), -3),
        "zeros": np.where(random.random(rows) < 0.6 - unlike / 5, 0.0, random.gamma(2, 1, rows)),
        "many_zeros": np.where(random.random(rows) < 0.92 - unlike / 10, 0.0, random.gamma(2, 1, rows)),
        "two_masses": np.choose(random.integers(0, 3, rows), [np.full(rows, -7.5), normal, np.full(rows, 99.0)]),
        "constant": np.full(rows, 3.0),
        "dice": random.integers(1, 7 + int(unlike * 2), rows).astype(float),
        "twenty": random.integers(0, 20, rows).astype(float),
        "twenty_one": random.integers(0, 21, rows) / 4,
        "seldom": np.where(random.random(rows) < 0.01 + unlike / 50, 1.0, 0.0),
        "tenth_missing": with_missing(random, normal * 3, 0.1 + unlike / 10),
        "mostly_missing": with_missing(random, random.exponential(1, rows), 0.97),
        "endless": np.where(random.random(rows) < 0.03, np.inf, np.where(random.random(rows) < 0.03, -np.inf, normal)),
        "signed_zeros": np.where(random.random(rows) < 0.4, -0.0, np.where(random.random(rows) < 0.5, 0.0, np.round(normal, 1))),
        "huge": np.exp(random.normal(0, 150, rows)),
        "beyond_53_bits": (random.integers(0, 3000, rows) + 2.0**53) * 2,
        "minority_missing": with_missing(random, normal, 0.02 + 0.4 * (rare > 0)),
        "three": text(random, rows, ["red", "green", "blue"], [0.5 - unlike / 3, 0.3, 0.2 + unlike / 3]),
        "yes_no": np.array(["true", "false"], dtype=object)[(random.random(rows) < 0.3 + unlike / 5).astype(int)],
        "forty": text(random, rows, [f"c{one:02}" for one in range(40 + int(5 * unlike))]),
        "zipf": zipf(random, rows, 50),
        "long_tail": zipf(random, rows, 500 + int(200 * unlike)),
        "levels": np.array([f"level {one}" for one in np.minimum(random.geometric(0.35 - (rare > 0) * 0.2, rows), 12)], dtype=object),
        "letters": text(random, rows, ["a", "A", "ä", "Ä", "日本", "𝒳", "￿", "a b", 'quo"te', "com,ma"]),
        "half_empty": with_missing(random, text(random, rows, ["x", "y"]), 0.5),
        "label": rare.astype(float),
    }
    table["label_late"] = with_missing(random, table["label"], labels_missing)
    table["prediction"] = (score >= 0.4).astype(float)
    table["event_weight"] = random.lognormal(0, 1, rows) * (random.random(rows) > 0.02)
    table["second"] = np.floor(1_700_000_000 + np.arange(rows) * (20 * 86400 / rows))
    table["region"] = text(random, rows, ["north", "south", "west"], [0.5, 0.3, 0.2])
    return table


def stranger(seed):
    """Two small tables of a few columns each, of any shape."""
    random = np.random.default_rng(seed)
    sizes = random.choice([1, 2, 3, 19, 21, 99, 100, 101, 150, 240, 333, 700], 2)
    columns = [strange_column(random, *sizes) for _ in range(8)]
    tables = [{f"s{number}": column[side] for number, column in enumerate(columns)} for side in (0, 1)]
    minority = random.choice([0.02, 0.2, 0.5, 0.9])
    for table, rows in zip(tables, sizes):
        table["label"] = (random.random(rows) < minority).astype(float)
        table["event_weight"] = np.round(random.pareto(random.choice([1.2, 3]), rows), random.integers(0, 6))
        table["label"][: min(rows, 2)] = [0.0, 1.0][: min(rows, 2)]
        table["event_weight"][0] = 1.0
    return tables


def strange_column(random, n, m):
    """Both sides of a column of n and m rows, from one population or from two."""
    kind = random.integers(0, 7)
    shift = random.choice([0.0, 0.0, 0.5, 3.0])
    scale = 10.0 ** random.integers(-12, 13)
    sides = []
    for rows, moved in ((n, 0.0), (m, shift)):
        values = random.normal(moved, 1, rows)
        if kind == 1:
            values = np.round(values * random.choice([1, 3, 10]))
        if kind == 2:
            values = np.where(random.random(rows) < random.choice([0.19, 0.2, 0.21, 0.5, 0.95]), 0.25, values)
        if kind == 3:
            values = np.where(random.random(rows) < 0.1, np.inf * np.sign(values), values)
        if kind == 4:
            values = np.full(rows, 1.0 + (random.random() < 0.5))
        values = values * scale
        if kind > 4:
            letters = np.floor(np.abs(values / scale) * random.choice([2, 30])).astype(int)
            values = np.array([f"k{one}" for one in letters], dtype=object)
        sides.append(with_missing(random, values, random.choice([0, 0, 0.1, 0.5])))
        if sides[0].dtype == object and all(value is None for value in sides[-1]):
            sides[-1][0] = "k0"
    return sides


def with_missing(random, values, share):
    gone = random.random(len(values)) < share
    values = values.copy()
    values[gone] = None if values.dtype == object else np.nan
    return values


def text(random, rows, levels, p=None):
    return np.array(levels, dtype=object)[random.choice(len(levels), rows, p=p)]


def zipf(random, rows, count):
    p = 1 / np.arange(1, count + 1)
    return np.array([f"z{one:03}" for one in range(count)], dtype=object)[random.choice(count, rows, p=p / p.sum())]


def write(path, table):
    """As CSV; doubles with all their digits, whole ones without a fraction."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(table)
        writer.writerows(zip(*(map(cell, values.tolist()) for values in table.values())))


def cell(value):
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer() and str(value) != "-0.0":
        return str(int(value))
    return str(value)
