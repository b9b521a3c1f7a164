"""The calls of the public class-imbalance notebook, older and newer text, and what comes out."""

import json
import math
import time

import fiddler as fdl
import numpy as np
import pandas as pd
import pytest
import sklearn.utils.class_weight

from conftest import ballast, demo, text

SCORE = "prediction_score"


def older(name):
    try:
        return fdl.Project(name=name).create()
    except fdl.Conflict:
        return fdl.Project.from_name(name=name)


def newer(name):
    return fdl.Project.get_or_create(name=name)


class Run:
    """One run of the notebook."""

    def __init__(self, server, folder, project):
        self.server, self.folder, self.project = server, folder, project
        sample = pd.read_csv(folder / "baseline.csv")
        spec = fdl.ModelSpec(
            inputs=set(sample.columns) - {"Class", SCORE, "timestamp"},
            outputs=[SCORE], targets=["Class"], metadata=["timestamp"],
        )
        self.weights = sklearn.utils.class_weight.compute_class_weight(
            class_weight="balanced", classes=np.unique(sample["Class"]), y=sample["Class"]
        ).tolist()
        common = {"target_class_order": [0, 1], "binary_classification_threshold": 0.4}
        self.models = [
            fdl.Model.from_data(
                name=name, project_id=project.id, source=sample, spec=spec,
                task=fdl.ModelTask.BINARY_CLASSIFICATION,
                task_params=fdl.ModelTaskParams(**common, **weights), event_ts_col="timestamp",
            )
            for name, weights in (("plain", {}), ("weighted", {"class_weights": self.weights}))
        ]
        for model in self.models:
            model.create()
        self.jobs = [
            model.publish(source=sample, environment=fdl.EnvType.PRE_PRODUCTION, dataset_name="baseline_dataset")
            for model in self.models
        ]
        production = pd.read_csv(folder / "production.csv")
        production["timestamp"] += int(time.time() * 1000) - production["timestamp"].max()
        self.start, self.end = text(production["timestamp"].min()), text(production["timestamp"].max() + 1)
        # The notebook does not wait between its steps.
        self.jobs += [model.publish(production) for model in self.models]
        for job in self.jobs:
            job.wait(interval=1)

    def ask(self, model, metric, columns):
        baseline = next(iter(model.baselines))
        return self.server.query(
            self.project, model, metric, self.start, self.end, columns, baseline=str(baseline.id)
        )

    def figure(self, model, metric="jsd"):
        return self.ask(model, metric, [SCORE])["data"][0][1]


@pytest.fixture(scope="module", params=[older, newer])
def run(server, example, request):
    return Run(server, example, request.param(f"quickstart_{request.param.__name__}"))


def test_jobs_succeed(run):
    assert [str(fdl.Job.get(job.id).status.value if hasattr(job.status, "value") else fdl.Job.get(job.id).status)
            for job in run.jobs] == ["SUCCESS"] * 4


def test_project_is_found_again(run):
    with pytest.raises(fdl.Conflict):
        fdl.Project(name=run.project.name).create()
    assert older(run.project.name).id == run.project.id
    assert newer(run.project.name).id == run.project.id


def test_score_moves_only_when_classes_weigh_the_same(run):
    plain, weighted = run.models
    assert run.figure(plain) <= 0.05
    assert run.figure(weighted) >= 0.20


def test_weights_are_read_back(run):
    read = fdl.Model.from_name(name="weighted", project_id=run.project.id)
    assert read.task_params.class_weights == run.weights
    assert fdl.Model.get(read.id).task_params.class_weights == run.weights


def test_columns_keep_their_order(run):
    read = fdl.Model.from_name(name="plain", project_id=run.project.id)
    assert [column.name for column in read.schema.columns] == list(pd.read_csv(run.folder / "baseline.csv", nrows=1))


def differences(left, right, path=""):
    if isinstance(left, dict) and isinstance(right, dict):
        for key in left.keys() | right.keys():
            yield from differences(left.get(key, "absent"), right.get(key, "absent"), f"{path}.{key}")
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for index, pair in enumerate(zip(left, right)):
            yield from differences(*pair, f"{path}[{index}]")
    elif isinstance(left, float) and isinstance(right, (int, float)):
        if not math.isclose(left, right, rel_tol=1e-12, abs_tol=1e-12):
            yield path, left, right
    elif left != right:
        yield path, left, right


def check_figures(run, which):
    model = run.models[which]
    weights = ",".join(map(repr, run.weights)) if which else "balanced"
    report = json.loads(ballast(
        "drift", "baseline.csv", "production.csv", "--target", "Class", "--score", SCORE, "--threshold", "0.4",
        "--timestamp", "timestamp", "--classes", "0,1", "--weights", weights, "--parity", "fiddler",
        "--format", "json", "--quiet", cwd=run.folder,
    ))
    columns = report["results"][0]["columns"]
    names = [column["name"] for column in columns]
    jsd, psi = (run.ask(model, metric, names) for metric in ("jsd", "psi"))
    assert len(names) == 32 and jsd["col_names"] == ["timestamp", *names]
    for index, column in enumerate(columns):
        assert list(differences(column, jsd["details"][0][index], column["name"])) == []
        side = column["weighted"] if which and column["weighted"] else column
        assert jsd["data"][0][index + 1] == pytest.approx(side["parity"]["metrics"]["js_distance"], abs=1e-12)
        assert psi["data"][0][index + 1] == pytest.approx(side["parity"]["metrics"]["psi"], abs=1e-12)


@pytest.mark.parametrize("which", [0, 1])
def test_figures_are_those_of_the_drift_command(run, which):
    check_figures(run, which)


@pytest.mark.parametrize("seed", [2, 3])
def test_other_seeds(server, tmp_path_factory, seed):
    other = Run(server, demo(tmp_path_factory, seed), newer(f"seed_{seed}"))
    plain, weighted = other.models
    assert other.figure(plain) <= 0.05
    assert other.figure(weighted) >= 0.20
    assert fdl.Model.get(weighted.id).task_params.class_weights == other.weights
    for which in (0, 1):
        check_figures(other, which)
