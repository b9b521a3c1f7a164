"""Late labels: metrics are unknown, then partial, then those of scikit-learn on the joined table."""

import fiddler as fdl
import numpy as np
import pandas as pd
import pytest
from sklearn import metrics

MONTHS = 6
ROWS = 3000


@pytest.fixture(scope="module")
def published(server):
    random = np.random.default_rng(11)
    score = random.beta(0.6, 0.8, ROWS).round(5)
    day = pd.Timestamp("2025-01-01", tz="UTC")
    frame = pd.DataFrame({
        "id": [f"row-{i}" for i in range(ROWS)],
        "x": random.normal(size=ROWS),
        "score": score,
        "employed": (random.uniform(size=ROWS) < score).astype(int),
        "at": [int((day + pd.Timedelta(hours=i * 181 * 24 / ROWS)).timestamp() * 1000) for i in range(ROWS)],
    })
    project = fdl.Project(name="labels").create()
    model = fdl.Model.from_data(
        name="employment", project_id=project.id, source=frame,
        spec=fdl.ModelSpec(inputs=["x"], outputs=["score"], targets=["employed"], metadata=["id", "at"]),
        task=fdl.ModelTask.BINARY_CLASSIFICATION,
        task_params=fdl.ModelTaskParams(target_class_order=[0, 1], binary_classification_threshold=0.5),
        event_id_col="id", event_ts_col="at",
    ).create()
    model.publish(frame.drop(columns="employed")).wait(interval=1)
    return project, model, frame


def ask(server, published, metric):
    project, model, _ = published
    return server.query(
        project, model, metric, "2025-01-01T00:00:00Z", "2025-07-01T00:00:00Z", bin_size="Month"
    )


def test_labels_come_in_three_shuffled_calls(server, published):
    _, model, frame = published
    before = ask(server, published, "accuracy")
    assert [row[1] for row in before["data"]] == [None] * MONTHS
    assert all(cell["reason"] and cell["label_coverage"] == 0 for (cell,) in before["details"])

    shuffled = frame.sample(frac=1, random_state=3)[["id", "employed"]]
    parts = np.array_split(np.arange(ROWS), 3)
    model.publish(shuffled.iloc[parts[0]], update=True).wait(interval=1)
    partial = ask(server, published, "accuracy")
    assert all(0.2 < cell["label_coverage"] < 0.5 and cell["value"] is not None for (cell,) in partial["details"])

    model.publish(shuffled.iloc[parts[1]].to_dict("records"), update=True)
    model.publish(shuffled.iloc[parts[2]], update=True).wait(interval=1)

    month = pd.to_datetime(frame["at"], unit="ms", utc=True).dt.month
    oracle = {
        "accuracy": lambda y, s: metrics.accuracy_score(y, s >= 0.5),
        "precision": lambda y, s: metrics.precision_score(y, s >= 0.5),
        "recall": lambda y, s: metrics.recall_score(y, s >= 0.5),
        "f1_score": lambda y, s: metrics.f1_score(y, s >= 0.5),
        "auc": metrics.roc_auc_score,
        "log_loss": lambda y, s: metrics.log_loss(y, np.clip(s, 1e-15, 1 - 1e-15)),
    }
    for metric, function in oracle.items():
        answer = ask(server, published, metric)
        for index, row in enumerate(answer["data"]):
            part = frame[month == index + 1]
            assert row[1] == pytest.approx(function(part["employed"], part["score"]), abs=1e-12), metric
            (cell,) = answer["details"][index]
            assert cell["label_coverage"] == 1
            low, high = cell["interval"]
            assert low <= row[1] <= high
