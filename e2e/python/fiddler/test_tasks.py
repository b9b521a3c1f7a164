"""Regression and several classes: metrics of scikit-learn."""

import fiddler as fdl
import numpy as np
import pandas as pd
import pytest
from sklearn import metrics

ROWS = 2000
START, END = "2025-03-01T00:00:00Z", "2025-03-31T00:00:00Z"


def times():
    day = pd.Timestamp("2025-03-01", tz="UTC")
    return [int((day + pd.Timedelta(minutes=20 * i)).timestamp() * 1000) for i in range(ROWS)]


def test_regression(server):
    random = np.random.default_rng(7)
    truth = np.where(random.uniform(size=ROWS) < 0.02, 0.0, random.gamma(2, 50, ROWS).round(3))
    frame = pd.DataFrame({
        "x": random.normal(size=ROWS), "output": (truth + random.normal(0, 12, ROWS)).round(4),
        "target": truth, "at": times(),
    })
    project = fdl.Project(name="regression").create()
    model = fdl.Model.from_data(
        name="bikes", project_id=project.id, source=frame, task=fdl.ModelTask.REGRESSION, event_ts_col="at",
        spec=fdl.ModelSpec(inputs=["x"], outputs=["output"], targets=["target"], metadata=["at"]),
    ).create()
    model.publish(frame).wait(interval=1)
    some = frame[frame["target"] != 0]
    expected = {
        "r2": metrics.r2_score(frame["target"], frame["output"]),
        "mse": metrics.mean_squared_error(frame["target"], frame["output"]),
        "mae": metrics.mean_absolute_error(frame["target"], frame["output"]),
        "mape": metrics.mean_absolute_percentage_error(some["target"], some["output"]),
        "wmape": (frame["target"] - frame["output"]).abs().sum() / frame["target"].abs().sum(),
    }
    for metric, value in expected.items():
        answer = server.query(project, model, metric, START, END)
        assert answer["data"][0][1] == pytest.approx(value, rel=1e-12), metric
        low, high = answer["details"][0][0]["interval"]
        assert low < value < high
    average = server.query(project, model, "average", START, END, ["target"])
    assert average["data"][0][1] == pytest.approx(frame["target"].mean(), rel=1e-12)


def test_several_classes(server):
    random = np.random.default_rng(9)
    names = ["bus", "car", "train"]
    raw = random.gamma(0.7, 1, (ROWS, 3))
    probabilities = raw / raw.sum(axis=1, keepdims=True)
    truth = np.array([random.choice(names, p=row) for row in probabilities])
    frame = pd.DataFrame({f"prob_{name}": probabilities[:, i] for i, name in enumerate(names)})
    frame["x"], frame["kind"], frame["at"] = random.normal(size=ROWS), truth, times()
    project = fdl.Project(name="classes").create()
    model = fdl.Model.from_data(
        name="transport", project_id=project.id, source=frame, task=fdl.ModelTask.MULTICLASS_CLASSIFICATION,
        task_params=fdl.ModelTaskParams(target_class_order=names), event_ts_col="at",
        spec=fdl.ModelSpec(
            inputs=["x"], outputs=[f"prob_{name}" for name in names], targets=["kind"], metadata=["at"]
        ),
    ).create()
    model.publish(frame).wait(interval=1)
    predicted = np.array(names)[probabilities.argmax(axis=1)]
    accuracy = server.query(project, model, "accuracy", START, END)["data"][0][1]
    loss = server.query(project, model, "log_loss", START, END)["data"][0][1]
    assert accuracy == pytest.approx(metrics.accuracy_score(truth, predicted), abs=1e-12)
    assert loss == pytest.approx(metrics.log_loss(truth, probabilities, labels=names), rel=1e-12)
