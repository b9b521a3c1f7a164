"""Statements about the columns of two tables: plain, weighted, per class, with verdicts (policy 3 and 9.3)."""

import numpy as np
from scipy import stats

from . import bins, measures, weighted

ALPHA = 0.01
LEVELS = {"psi": (0.1, 0.25), "js_distance": (0.1, 0.2), "hellinger": (0.1, 0.2)}


class Options:
    def __init__(
        self, columns, target=None, prediction=None, score=None, threshold=0.5, classes=None, weights=None,
        weight_class=None, metric="psi", bins=10, by=None, every=None, timestamp=None,
    ):
        self.columns = columns
        self.target, self.prediction, self.score, self.threshold = target, prediction, score, threshold
        self.classes, self.weights, self.weight_class = classes, weights, weight_class
        self.metric, self.bins, self.by, self.every, self.timestamp = metric, bins, by, every, timestamp


def labels(values):
    """The classes of a column as text, None where missing."""
    out = []
    for value, missing in zip(values, bins.is_missing(values)):
        if missing:
            out.append(None)
        elif isinstance(value, str):
            out.append(value)
        else:
            out.append(str(int(value)) if value == int(value) else str(float(value)))
    return np.array(out, dtype=object)


def predicted(table, options):
    if options.prediction:
        return labels(table[options.prediction])
    if not options.score:
        return None
    score = table[options.score]
    low, high = options.classes
    return np.array(
        [None if np.isnan(one) else high if one >= options.threshold else low for one in score], dtype=object
    )


def well_labelled(target, prediction):
    known = target != None  # noqa: E711 elementwise
    if prediction is None:
        return known.mean() >= 0.95
    groups = [prediction == one for one in set(prediction.tolist())]
    return all(known[group].mean() >= 0.95 for group in groups)


def class_rule(reference, current, options):
    """The name of the rule and the class of each row on both sides; None when no rule holds."""
    rules = {}
    if options.target:
        rules["target"] = labels(reference[options.target]), labels(current[options.target])
    if options.prediction or options.score:
        rules["prediction"] = predicted(reference, options), predicted(current, options)
    if options.weight_class:
        return options.weight_class, *rules[options.weight_class]
    if "target" in rules:
        other = rules.get("prediction", (None, None))
        if all(well_labelled(target, prediction) for target, prediction in zip(rules["target"], other)):
            return "target", *rules["target"]
    if "prediction" in rules:
        return "prediction", *rules["prediction"]
    return None


def compare(reference, current, options):
    """One result for each segment and window, segment by segment.

    A family is what one window says of one kind, over columns and segments; what the model made is a kind of its own
    (3.6).
    """
    segments = [(reference, current)]
    if options.by:
        values = sorted(set(labels(reference[options.by])) & set(labels(current[options.by])))
        segments = [tuple(select(side, labels(side[options.by]) == value) for side in (reference, current)) for value in values]
    numbers = window_numbers(current, options)
    results, families = [], {}
    for before, after in segments:
        for window in np.unique(numbers):
            result = cell(before, select(after, window_numbers(after, options) == window), options)
            results.append(result)
            for name, column in result["columns"].items():
                for kind in ("plain", "weighted"):
                    key = window, kind, name in (options.score, options.prediction)
                    families.setdefault(key, []).append(column[kind])
    for statements in families.values():
        judge([statement for statement in statements if statement and statement["enough"]], options)
    return results


def select(table, rows):
    return {name: values[rows] for name, values in table.items()}


def window_numbers(table, options):
    """The window of each row: by the calendar (UTC, weeks from Monday) or by row order."""
    rows = len(next(iter(table.values())))
    if not options.every:
        return np.zeros(rows, dtype=int)
    if options.every.endswith("rows"):
        return np.arange(rows) // int(options.every[: -len("rows")])
    seconds = table[options.timestamp].astype(np.int64)
    if options.every == "week":
        return (seconds // 86400 + 3) // 7  # 1970 began on a Thursday
    unit = {"hour": "h", "day": "D", "month": "M", "year": "Y"}[options.every]
    return seconds.astype("datetime64[s]").astype(f"datetime64[{unit}]").astype(int)


def judge(statements, options):
    if not statements:
        return
    adjusted = stats.false_discovery_control([statement["p"] for statement in statements], method="bh")
    warning, critical = LEVELS[options.metric]
    for statement, p in zip(statements, adjusted):
        statement["p_adjusted"] = float(p)
        effect = statement["corrected"]
        drifted = p < ALPHA and effect >= warning
        statement["verdict"] = "drift" if drifted else "no drift"
        statement["severity"] = ("critical" if effect >= critical else "warning") if drifted else None


def cell(reference, current, options):
    result = {"columns": {}, "class_share": None, "weights": None, "by": None}
    weighing = weighing_of(reference, current, options)
    if weighing:
        result.update(weights=weighing.weights, by=weighing.name, class_share=weighing.class_share())
    for name in options.columns:
        column = {"plain": plain(reference[name], current[name], options), "weighted": None, "per_class": []}
        column["missing"] = tuple(int(bins.is_missing(side[name]).sum()) for side in (reference, current))
        if weighing and weighing.weights is not None and name not in weighing.own_columns:
            weigh(column, reference[name], current[name], weighing, options)
        result["columns"][name] = column
    return result


# --- plain ---------------------------------------------------------------------------------------


def plain(reference, current, options):
    n, m = len(reference), len(current)
    binned = bins.bin_rows(reference, current, options.bins)

    def expected(here, there):
        return (here.sum() + there.sum()) / (n + m) * min(n, m)

    i, j, count = bins.join(binned, expected, 1)
    sums = weighted.Sums.of_rows(i, j, count, np.ones(n), np.ones(m))
    statement = distances(sums, i, j, np.ones(n), np.ones(m), (count - 1) * (1 / n + 1 / m), None)
    quantile = stats.chi2.ppf(0.95, count - 1) if count > 1 else 0.0
    statement.update(
        p=measures.chi_square_p(sums.a1, sums.c1), noise_95=float(quantile) * (1 / n + 1 / m), enough=min(n, m) >= 100,
        n=n, m=m, unseen=binned.unseen, cramers_v=measures.cramers_v(sums.a1, sums.c1),
    )
    if reference.dtype != object:
        x, y = (side[~np.isnan(side)] for side in (reference, current))
        statement["ks"] = measures.ks(x, y, np.ones(len(x)), np.ones(len(y)))
        statement["wasserstein"] = wasserstein(x, y, None, None, x)
    return choose_effect(statement, options)


def wasserstein(x, y, v, w, whole):
    """Over IQR/1.349 of the whole reference, whatever the weights."""
    if len(x) == 0 or len(y) == 0 or not (np.isfinite(x).all() and np.isfinite(y).all()):
        return None
    low, high = np.quantile(whole, [0.25, 0.75])
    if high == low:
        return None
    return float(stats.wasserstein_distance(x, y, v, w) / ((high - low) / 1.349))


def distances(sums, i, j, v, w, floor, balanced):
    """Values, corrected values, floors and intervals of PSI, JS distance and Hellinger distance."""
    psi = measures.psi(measures.smoothed(sums.a1, sums.n_eff), measures.smoothed(sums.c1, sums.m_eff))
    js = measures.js_nats(sums.p, sums.q)
    hellinger = measures.hellinger_squared(sums.p, sums.q)
    if len(sums.r) < 2:
        psi = js = hellinger = 0.0
    ends = {}
    for metric, estimate in (("psi", psi), ("js", js), ("hellinger", hellinger)):
        ends[metric] = weighted.interval(metric, estimate, sums, i, j, v, w, balanced)
    return {
        "psi": psi, "js_distance": np.sqrt(js / np.log(2)), "js_divergence": js / np.log(2), "hellinger": np.sqrt(hellinger),
        "n_eff": sums.n_eff, "m_eff": sums.m_eff, "bins": len(sums.r),
        "floors": {
            "psi": floor, "js_distance": np.sqrt(floor / 8 / np.log(2)), "hellinger": np.sqrt(floor / 8),
        },
        "corrections": {
            "psi": psi - floor, "js_distance": np.sqrt(max(0.0, js - floor / 8) / np.log(2)),
            "hellinger": np.sqrt(max(0.0, hellinger - floor / 8)),
        },
        "intervals": {
            "psi": ends["psi"],
            "js_distance": ends["js"] and tuple(np.sqrt(end / np.log(2)) for end in ends["js"]),
            "hellinger": ends["hellinger"] and tuple(np.sqrt(end) for end in ends["hellinger"]),
        },
        "verdict": "not enough data", "severity": None, "p_adjusted": None,
    }


def choose_effect(statement, options):
    statement["corrected"] = statement["corrections"][options.metric]
    statement["noise_floor"] = statement["floors"][options.metric]
    if options.metric == "js_distance":
        statement["noise_95"] = np.sqrt(statement["noise_95"] / 8 / np.log(2))
    if options.metric == "hellinger":
        statement["noise_95"] = np.sqrt(statement["noise_95"] / 8)
    return statement


# --- weighted ------------------------------------------------------------------------------------


class Weighing:
    """Weights of the rows of both sides, and which rows count.

    By class: `order` are all classes, `share` their rows on both sides, `classes` those of the rows that count. Rows of a
    class without a row in the reference do not.
    """

    def __init__(self, name, rows, weights, own_columns, classes=None, order=None, is_balanced=False, share=None):
        self.name, self.rows, self.weights, self.own_columns = name, rows, weights, own_columns
        self.classes, self.order, self.is_balanced, self.share = classes, order, is_balanced, share

    def class_share(self):
        if self.classes is None:
            return None
        a, c = self.share
        return {"reference": dict(zip(self.order, a.tolist())), "current": dict(zip(self.order, c.tolist())),
                "p": measures.class_share_p(a, c)}

    def row_weights(self):
        if self.classes is None:
            return self.weights
        table = dict(zip(self.order, self.weights))
        return [np.array([table[one] for one in side]) for side in self.classes]

    def is_enough(self, sums):
        if min(sums.n, sums.m) < 100:
            return False
        if self.classes is None:
            return min(sums.n_eff, sums.m_eff) >= 100
        counted = sorted(set(self.classes[0]))
        a, c = (np.array([(side == one).sum() for one in counted]) for side in self.classes)
        least = int(np.argmin(a))
        return a[least] >= 30 and max(a[least] / a.sum() * c.sum(), c[least]) >= 30


def weighing_of(reference, current, options):
    if isinstance(options.weights, str) and options.weights.startswith("column:"):
        name = options.weights[len("column:"):]
        sides = [reference[name], current[name]]
        rows = [np.nan_to_num(side) > 0 for side in sides]
        return Weighing(options.weights, rows, [side[row] for side, row in zip(sides, rows)], [name])
    rule = class_rule(reference, current, options)
    if not rule:
        return None
    name, *sides = rule
    order = options.classes or sorted(set(sides[0]) - {None})
    counts = [int((sides[0] == one).sum()) for one in order]
    weights = options.weights
    if weights == "balanced":
        there = sum(count > 0 for count in counts)
        weights = [sum(counts) / (there * count) if count else 0.0 for count in counts]
    counted = [one for one, count in zip(order, counts) if count > 0]
    rows = [np.array([one in counted for one in side], dtype=bool) for side in sides]
    own = [options.target if name == "target" else options.prediction]
    classes = [side[row] for side, row in zip(sides, rows)]
    share = [np.array([(side == one).sum() for one in order]) for side in sides]
    return Weighing(name, rows, weights, own, classes, order, options.weights == "balanced", share)


def weigh(column, reference, current, weighing, options):
    (here, there), (v, w) = weighing.rows, weighing.row_weights()
    whole, reference, current = reference, reference[here], current[there]
    binned = bins.bin_rows(reference, current, options.bins, v, weighing.classes and weighing.classes[0])
    smaller = min(side.sum() ** 2 / (side**2).sum() for side in (v, w))

    def expected(in_reference, in_current):
        return (v[in_reference].sum() / v.sum() + w[in_current].sum() / w.sum()) / 2 * smaller

    i, j, count = bins.join(binned, expected, 5)
    sums = weighted.Sums.of_rows(i, j, count, v, w)
    balanced = weighing.classes if weighing.is_balanced else None
    statement = distances(sums, i, j, v, w, sums.floor(), balanced)
    statement.update(
        p=sums.p_value(), noise_95=sums.noise_95() if count > 1 else 0.0, n=sums.n, m=sums.m, enough=weighing.is_enough(sums)
    )
    if reference.dtype != object:
        x, y = ~np.isnan(reference), ~np.isnan(current)
        statement["ks"] = measures.ks(reference[x], current[y], v[x], w[y])
        statement["wasserstein"] = wasserstein(
            reference[x], current[y], v[x], w[y], whole[~np.isnan(whole)]
        )
    column["weighted"] = choose_effect(statement, options)
    if weighing.classes is not None:
        column["per_class"] = per_class(i, j, count, weighing)


def per_class(i, j, count, weighing):
    """The plain statement of each class on the bins of the weighted one, with Holm over them and the class share."""
    parts = []
    for one in weighing.order:
        here, there = i[weighing.classes[0] == one], j[weighing.classes[1] == one]
        part = {"class": one, "n": len(here), "m": len(there), "p": None, "p_adjusted": None, "psi": None, "corrected": None}
        parts.append(part)
        if min(len(here), len(there)) < 30:
            continue
        a, c = (np.bincount(rows, minlength=count).astype(float) for rows in (here, there))
        kept = a + c > 0
        a, c, n, m = a[kept], c[kept], len(here), len(there)
        part["p"] = measures.chi_square_p(a, c)
        part["psi"] = measures.psi(measures.smoothed(a, n), measures.smoothed(c, m)) if len(a) > 1 else 0.0
        part["corrected"] = part["psi"] - (len(a) - 1) * (1 / n + 1 / m)
    there = [part for part in parts if part["p"] is not None]
    adjusted = holm([weighing.class_share()["p"]] + [part["p"] for part in there])[1:]
    for part, p in zip(there, adjusted):
        part["p_adjusted"] = p
    return parts


def holm(p_values):
    order = np.argsort(p_values, kind="stable")
    steps = [min(1.0, (len(order) - step) * p_values[place]) for step, place in enumerate(order)]
    out = np.empty(len(order))
    out[order] = np.maximum.accumulate(steps)
    return out.tolist()
