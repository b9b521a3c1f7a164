"""Drift figures of other monitors, computed by the unmodified packages, and the samples to hold them against."""

import numpy as np
import pandas as pd


def samples(count=24):
    """Seeded pairs of (kind, reference, current): normal, skewed, few values, outside, tiny, large, categories."""
    random = np.random.default_rng(20261128)
    for i in range(count):
        n, m = (int(size) for size in random.choice([40, 150, 400, 1200], 2))
        shift = random.choice([0.0, 0.2, 1.0])
        if i % 2:
            levels = np.array(list("abcdefghijklmnop")[: int(random.choice([2, 3, 6, 16]))])
            shares = random.dirichlet(0.6 * np.ones(len(levels)))
            moved = 0.7 * shares + 0.3 * random.dirichlet(np.ones(len(levels)))
            yield "categories", random.choice(levels, n, p=shares), random.choice(levels, m, p=moved)
            continue
        reference, current = random.normal(0, 1, n), random.normal(shift, 1 + shift / 4, m)
        if i % 3 == 1:
            reference, current = np.exp(reference), np.exp(current)
        if i % 8 == 2:
            reference, current = reference.round(), current.round()
        if i % 8 == 4:
            current[:3] += 40
        yield "numbers", reference.round(6), current.round(6)
    reference, current = random.normal(0, 1, 12_000).round(6), random.normal(0.1, 1.3, 900).round(6)
    yield "numbers", reference, current


def evidently(kind, reference, current):
    from evidently.legacy.calculations.stattests import jensenshannon_stat_test, kl_div_stat_test, psi_stat_test
    from evidently.legacy.calculations.stattests import wasserstein_stat_test
    from evidently.legacy.core import ColumnType

    tests = {"psi": psi_stat_test, "js_distance": jensenshannon_stat_test, "kl": kl_div_stat_test}
    column = ColumnType.Categorical
    if kind == "numbers":
        column = ColumnType.Numerical
        tests["wasserstein"] = wasserstein_stat_test
    sides = pd.Series(reference), pd.Series(current)
    return {name: test(*sides, column, None).drift_score for name, test in tests.items()}


def nannyml(kind, reference, current):
    from nannyml.chunk import SizeBasedChunker
    from nannyml.drift.univariate.methods import FeatureType, MethodFactory
    from nannyml.thresholds import StandardDeviationThreshold

    names = {"js_distance": "jensen_shannon", "hellinger": "hellinger"}
    feature = FeatureType.CATEGORICAL
    if kind == "numbers":
        feature = FeatureType.CONTINUOUS
        names |= {"ks": "kolmogorov_smirnov", "wasserstein": "wasserstein"}
    else:
        names |= {"l_infinity": "l_infinity", "chi_square": "chi2"}
    figures = {}
    for name, key in names.items():
        method = MethodFactory.create(
            key, feature, chunker=SizeBasedChunker(len(reference)), threshold=StandardDeviationThreshold())
        method.fit(pd.Series(reference, name="x"))
        figures[name] = method.calculate(pd.Series(current, name="x"))
    return figures


def deepchecks(kind, reference, current):
    from deepchecks.utils.distribution.drift import cramers_v, earth_movers_distance, kolmogorov_smirnov, psi

    if kind == "numbers":
        return {
            "ks": kolmogorov_smirnov(reference, current),
            "emd": earth_movers_distance(reference, current, 0.025),
        }
    return {
        "cramers_v": cramers_v(reference, current, min_category_size_ratio=0.01),
        "psi": psi(reference, current, min_category_size_ratio=0.01),
        "cramers_v_balanced": cramers_v(reference, current, balance_classes=True),
    }


PEERS = {"evidently": evidently, "nannyml": nannyml, "deepchecks": deepchecks}
