"""How good ballast balance is, three columns side by side: sdmetrics, this script, Ballast's own report.

Half of a table is for training, half is held out, as many rows are drawn as there are training rows.
  accuracy       mostlyai-qa: (univariate + bivariate) / 2, each the mean of 1 - total variation after
                 binning (deciles of the training rows, ten most frequent names)
  dcr            share of drawn rows nearer to a training than to a held-out row, ties half; numbers as
                 ranks among both, names as columns of 0 and 1/2, Euclidean
  discriminator  ROC-AUC of histogram boosting that tells drawn from training rows, mean of five folds
  tstr           ROC-AUC on held-out rows of histogram boosting that learnt from drawn rows
  augment        minority of the target cut to 2%, balanced 1:1; logistic regression, tree of depth 8,
                 random forest, histogram boosting; mean over the four

OMP_NUM_THREADS=1 is set here. Drawn tables and figures are kept in --work and not computed again.

  balance_quality.py TABLE.csv --target COLUMN --work DIR [--seeds 1,2,3,4,5] [--modes default,private,augment]
      [--ignore KEY,...] [--ballast "COMMAND"] [--tag NAME] [--rival NAME=FILE,...]

--rival measures rows that another program drew from the training rows of the one seed that is given
(--work has them as TABLE-default-SEED-train.csv) like those of Ballast.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import itertools
import json
import pathlib
import shlex
import subprocess
import warnings

import numpy as np
import pandas as pd
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, balanced_accuracy_score, f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier


def read(path, ignored=()):
    """A table without keys: numbers, dates as days, else strings."""
    table = pd.read_csv(path, keep_default_na=False, na_values=[""]).drop(columns=list(ignored))
    for name in table:
        values = table[name].dropna().astype(str)
        if values.str.fullmatch(r"\d{4}-\d\d-\d\d").all():
            table[name] = (pd.to_datetime(table[name]) - pd.Timestamp("1970-01-01")).dt.days
        elif table[name].dtype == bool or not pd.api.types.is_numeric_dtype(table[name]):
            table[name] = table[name].map(str, na_action="ignore").astype(object)
    return table


def numeric(table):
    return [name for name in table if pd.api.types.is_numeric_dtype(table[name])]


# mostlyai-qa accuracy


def bins(train, other):
    """Codes of both tables, 0 is missing."""
    coded = [pd.DataFrame(index=t.index) for t in (train, other)]
    for name in train:
        if name in numeric(train):
            edges = np.unique(np.quantile(train[name].dropna(), np.arange(0, 11) / 10))[1:-1]
            for t, to in zip((train, other), coded):
                to[name] = np.where(t[name].isna(), 0, 1 + np.searchsorted(edges, t[name], side="right"))
        else:
            top = train[name].value_counts().index[:10]
            for t, to in zip((train, other), coded):
                to[name] = np.where(t[name].isna(), 0, 1 + pd.Categorical(t[name], top).codes)
                to.loc[t[name].notna() & ~t[name].isin(top), name] = 11
    return coded


def total_variation(a, b):
    shares = [np.unique(x, return_counts=True) for x in (a, b)]
    p, q = (pd.Series(count / count.sum(), value) for value, count in shares)
    return p.subtract(q, fill_value=0).abs().sum() / 2


def accuracy(train, other):
    a, b = bins(train, other)
    univariate = np.mean([1 - total_variation(a[c].values, b[c].values) for c in a])
    bivariate = np.mean([
        1 - total_variation(a[c].values * 100 + a[d].values, b[c].values * 100 + b[d].values)
        for c, d in itertools.combinations(a, 2)
    ])
    return univariate, bivariate


# closeness


def encoded(train, holdout, drawn):
    """Ranks among the training and the held-out rows together, and names as columns of 0 and 1/2.

    Among training rows alone these would lie evenly, and held-out and drawn rows crowd in the same gaps.
    """
    tables = [train, holdout, drawn]
    scale = pd.concat([train, holdout])
    parts = [[] for _ in tables]
    for name in scale:
        if name in numeric(train):
            known, counts = np.unique(scale[name].dropna(), return_counts=True)
            ranks = (np.cumsum(counts) - counts / 2) / counts.sum()
            for t, part in zip(tables, parts):
                part.append(np.nan_to_num(np.interp(t[name], known, ranks))[:, None])
                if scale[name].isna().any():
                    part.append(t[name].isna().values[:, None] / 2)
        else:
            names = pd.unique(pd.concat([t[name] for t in tables]).fillna(""))
            for t, part in zip(tables, parts):
                part.append(pd.get_dummies(pd.Categorical(t[name].fillna(""), names)).values / 2)
    return [np.hstack(part).astype(np.float32) for part in parts]


def nearest(asked, among):
    norms = (among**2).sum(1)
    found = []
    for start in range(0, len(asked), 1000):
        rows = asked[start : start + 1000]
        found.append((norms - 2 * rows @ among.T).min(1) + (rows**2).sum(1))
    return np.concatenate(found)


def dcr_share(train, holdout, drawn):
    size = min(len(train), len(holdout))
    train_codes, holdout_codes, drawn_codes = encoded(train[:size], holdout[:size], drawn)
    to_train, to_holdout = nearest(drawn_codes, train_codes), nearest(drawn_codes, holdout_codes)
    ties = np.abs(to_train - to_holdout) < 1e-5
    return np.mean(np.where(ties, 0.5, to_train < to_holdout))


# learners


def ordinal(tables):
    """Numbers as they are, names as the rank of their text, missing as NaN."""
    coded = []
    for t in tables:
        columns = {}
        for name in t:
            if name in numeric(tables[0]):
                columns[name] = t[name].astype(float)
            else:
                names = sorted(set().union(*(u[name].dropna() for u in tables)))
                codes = pd.Categorical(t[name], names).codes.astype(float)
                columns[name] = np.where(codes < 0, np.nan, codes)
        coded.append(pd.DataFrame(columns, index=t.index))
    return coded


def discriminator(train, drawn, seed):
    features = pd.concat(ordinal([train, drawn]), ignore_index=True)
    is_drawn = np.repeat([0, 1], [len(train), len(drawn)])
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    model = HistGradientBoostingClassifier(random_state=seed)
    return cross_val_score(model, features, is_drawn, cv=folds, scoring="roc_auc").mean()


def rarest(labels):
    return labels.value_counts().index[-1]


def tstr(learnt, holdout, target, positive, seed):
    features = ordinal([learnt.drop(columns=target), holdout.drop(columns=target)])
    model = HistGradientBoostingClassifier(random_state=seed).fit(features[0], learnt[target] == positive)
    return roc_auc_score(holdout[target] == positive, model.predict_proba(features[1])[:, 1])


def learners(learnt, holdout, target, positive, seed):
    """Mean figures of the four learners on the held-out rows."""
    x, y = learnt.drop(columns=target), learnt[target] == positive
    x_test, y_test = holdout.drop(columns=target), holdout[target] == positive
    numbers, names = numeric(x), [c for c in x if c not in numeric(x)]
    codes = ordinal([x, x_test])
    linear = make_pipeline(
        make_column_transformer(
            (StandardScaler(), numbers), (OneHotEncoder(handle_unknown="ignore"), names)
        ),
        LogisticRegression(max_iter=1000),
    )
    scores = []
    for model, ours, theirs in (
        (linear, x, x_test),
        (DecisionTreeClassifier(max_depth=8, random_state=seed), *codes),
        (RandomForestClassifier(100, random_state=seed), *codes),
        (HistGradientBoostingClassifier(random_state=seed), *codes),
    ):
        p = model.fit(ours, y).predict_proba(theirs)[:, 1]
        scores.append((
            balanced_accuracy_score(y_test, p >= 0.5),
            roc_auc_score(y_test, p),
            average_precision_score(y_test, p),
            f1_score(y_test, p >= 0.5),
        ))
    return dict(zip(("balanced_accuracy", "roc_auc", "pr_auc", "f1"), np.mean(scores, 0)))


# sdmetrics


def sdmetrics_quality(train, drawn):
    from sdmetrics.reports.single_table import QualityReport

    kinds = {c: {"sdtype": "numerical" if c in numeric(train) else "categorical"} for c in train}
    scores = []
    for least in (0, None):
        report = QualityReport()
        if least is not None:  # all pairs count, not only those that are associated in the real rows
            report.real_correlation_threshold = report.real_association_threshold = least
        report.generate(train, drawn, {"columns": kinds}, verbose=False)
        scores.append(dict(report.get_properties().values.tolist()))
    return scores[0]["Column Shapes"], scores[0]["Column Pair Trends"], scores[1]["Column Pair Trends"]


# the runs


class Runs:
    def __init__(self, arguments):
        self.arguments = arguments
        self.name = pathlib.Path(arguments.table).name.split(".")[0]
        self.work = pathlib.Path(arguments.work)
        self.work.mkdir(parents=True, exist_ok=True)
        self.ignored = [name for name in arguments.ignore.split(",") if name]
        self.text = pd.read_csv(arguments.table, dtype=str, keep_default_na=False)
        self.table = read(arguments.table, self.ignored)

    def parts(self, seed):
        """Row numbers of both halves."""
        order = np.random.default_rng(seed).permutation(len(self.table))
        half = len(order) // 2
        return order[:half], order[half:]

    def ballast(self, train, holdout, key, options):
        """The rows that Ballast writes for rows of the table, and its report."""
        paths = {p: self.work / f"{self.name}-{key}-{p}" for p in ("train.csv", "holdout.csv")}
        own = self.work / f"{self.name}-{key}-{self.arguments.tag}"
        drawn, report = own.with_suffix(".csv"), own.with_suffix(".json")
        if not report.exists():
            self.text.iloc[train].to_csv(paths["train.csv"], index=False)
            self.text.iloc[holdout].to_csv(paths["holdout.csv"], index=False)
            subprocess.run(
                [*shlex.split(self.arguments.ballast), str(paths["train.csv"]), "-o", str(drawn),
                 "--columns", self.arguments.target, "--target", self.arguments.target,
                 "--holdout", str(paths["holdout.csv"]), "--report", str(report), *options],
                check=True, stdout=subprocess.DEVNULL,
            )
        return read(drawn, self.ignored), json.loads(report.read_text())

    def cached(self, key, make):
        file = self.work / f"{self.name}-{key}.figures.json"
        if not file.exists():
            file.write_text(json.dumps(make(), default=float))
        return json.loads(file.read_text())

    def copy(self, privacy, seed):
        rows, held = self.parts(seed)

        def make():
            drawn, own = self.ballast(
                rows, held, f"{privacy}-{seed}",
                ["--shares", "observed", "--privacy", privacy, "--seed", str(seed)])
            useful = own["usefulness"]["trained_on"]["synthetic"]["boosting"]
            reported = {
                "accuracy": own["quality"]["accuracy"],
                "univariate": own["quality"]["univariate"],
                "bivariate": own["quality"]["bivariate"],
                "shapes": own["quality"]["column_shapes"],
                "trends of all pairs": own["quality"]["column_pair_trends"],
                "dcr share": own["privacy"]["dcr_share"],
                "discriminator": own["discriminator_auc"],
                "tstr": useful["roc_auc"],
                "copies": own["privacy"]["exact_copies"],
                "seconds": own["seconds"]["fit"] + own["seconds"]["generate"],
            }
            measured = self.measured(rows, held, drawn, seed)
            figures = {name: [*values, reported.get(name)] for name, values in measured.items()}
            return {**figures, "seconds": [None, None, reported["seconds"]]}

        figures = self.cached(f"{privacy}-{seed}-{self.arguments.tag}", make)
        return {**figures, **self.real(rows, held, seed)}

    def rival(self, name, drawn, seed):
        """Rows that another program drew from the training rows of the seed."""
        rows, held = self.parts(seed)

        def make():
            measured = self.measured(rows, held, read(drawn, self.ignored), seed)
            return {figure: [*values, None] for figure, values in measured.items()}

        return {**self.cached(f"{name}-{seed}", make), **self.real(rows, held, seed)}

    def halves(self, rows, held):
        return (self.table.iloc[part].reset_index(drop=True) for part in (rows, held))

    def real(self, rows, held, seed):
        """What the training rows themselves reach, by column of figures."""
        train, holdout = self.halves(rows, held)
        target = self.arguments.target

        def make():
            return {"accuracy": np.mean(accuracy(train, holdout[: len(train)])),
                    "tstr": tstr(train, holdout, target, rarest(train[target]), seed)}

        ceiling = self.cached(f"real-{seed}", make)
        return {"holdout accuracy": [None, ceiling["accuracy"], None],
                "trtr": [None, ceiling["tstr"], None]}

    def measured(self, rows, held, drawn, seed):
        """sdmetrics' and this script's figures of drawn rows."""
        train, holdout = self.halves(rows, held)
        target = self.arguments.target
        assert len(drawn) == len(train) and list(drawn.columns) == list(train.columns)
        shapes, trends, associated = sdmetrics_quality(train, drawn)
        univariate, bivariate = accuracy(train, drawn)
        return {
            "accuracy": [None, (univariate + bivariate) / 2],
            "univariate": [None, univariate],
            "bivariate": [None, bivariate],
            "shapes": [shapes, None],
            "trends of all pairs": [trends, None],
            "trends of associated pairs": [associated, None],
            "dcr share": [None, dcr_share(train, holdout, drawn)],
            "discriminator": [None, discriminator(train, drawn, seed)],
            "tstr": [None, tstr(drawn, holdout, target, rarest(train[target]), seed)],
            "copies": [None, exact_copies(train, drawn)],
        }

    def augment(self, seed):
        whole, held = self.parts(seed)
        target = self.arguments.target
        labels = self.table[target].values
        positive = rarest(self.table[target].iloc[whole])
        others = whole[labels[whole] != positive]
        few = whole[labels[whole] == positive][: round(len(others) * 0.02 / 0.98)]
        rows = np.random.default_rng(seed).permutation(np.concatenate([others, few]))
        train, holdout = (self.table.iloc[part].reset_index(drop=True) for part in (rows, held))

        def rivals():
            from imblearn.over_sampling import SMOTENC, RandomOverSampler

            x, y = train.drop(columns=target), train[target]
            names = [c for c in x if c not in numeric(x)]
            figures = {"none": learners(train, holdout, target, positive, seed)}
            for name, sampler in (("oversampling", RandomOverSampler(random_state=seed)),
                                  ("smotenc", SMOTENC(names, random_state=seed))):
                more, labels = sampler.fit_resample(x, y)
                figures[name] = learners(more.assign(**{target: labels}), holdout, target, positive, seed)
            return figures

        def make():
            drawn, own = self.ballast(
                rows, held, f"augment-{seed}", ["--mode", "augment", "--seed", str(seed)])
            assert drawn[target].value_counts().nunique() == 1
            means = {k: v["mean"] for k, v in own["usefulness"]["trained_on"].items()}
            return {"ballast": learners(drawn, holdout, target, positive, seed), "own": means}

        figures = {**self.cached(f"rivals-{seed}", rivals),
                   **self.cached(f"augment-{seed}-{self.arguments.tag}", make)}
        own = figures.pop("own")
        renamed = {"oversampling": "random_oversampling"}
        return {
            f"{who} {what}": [None, figures[who][what], own[renamed.get(who, who)][what]]
            for who in figures for what in figures[who]
        }


def exact_copies(train, drawn):
    known = set(map(tuple, train.astype(str).values.tolist()))
    return sum(tuple(row) in known for row in drawn.astype(str).values.tolist())


def show(title, runs):
    print(f"\n{title}\n{'':28}{'sdmetrics':>11}{'script':>11}{'Ballast':>11}")
    for name in runs[0]:
        cells = []
        for column in range(3):
            values = [run[name][column] for run in runs]
            cells.append("" if values[0] is None else f"{np.mean(values):.4f}")
        print(f"{name:28}" + "".join(f"{cell:>11}" for cell in cells), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("--target", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--ignore", default="", help="keys, which are made anew")
    parser.add_argument("--seeds", default="1,2,3,4,5")
    parser.add_argument("--modes", default="default,private,augment")
    parser.add_argument("--ballast", default="./ballast balance")
    parser.add_argument("--tag", default="ballast")
    parser.add_argument("--rival", default="", help="drawn by others, instead of the modes")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    runs = Runs(arguments)
    for rival in filter(None, arguments.rival.split(",")):
        name, drawn = rival.split("=")
        show(f"{runs.name}, {name}", [runs.rival(name, drawn, int(arguments.seeds))])
    if arguments.rival:
        return
    for mode in arguments.modes.split(","):
        made = [
            runs.augment(seed) if mode == "augment" else runs.copy(mode, seed)
            for seed in map(int, arguments.seeds.split(","))
        ]
        show(f"{runs.name}, {mode}, mean of {len(made)} seeds", made)


if __name__ == "__main__":
    main()
