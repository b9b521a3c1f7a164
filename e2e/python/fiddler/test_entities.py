"""Every other call of the client that this version answers."""

import uuid

import fiddler as fdl
import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="module")
def frame():
    random = np.random.default_rng(5)
    rows = 500
    score = random.uniform(0, 1, rows).round(4)
    return pd.DataFrame({
        "customer": [f"c{i:04d}" for i in range(rows)],
        "age": random.integers(18, 90, rows),
        "products": random.integers(1, 5, rows),
        "region": random.choice(["north", "south", "west"], rows),
        "score": score,
        "churn": np.where(random.uniform(0, 1, rows) < score, "yes", "no"),
        "at": 1772359200000 + np.arange(rows) * 60_000,
    })


@pytest.fixture(scope="module")
def project(server):
    return fdl.Project(name="entities").create()


def model_of(project, frame, name, **more):
    return fdl.Model.from_data(
        name=name, project_id=project.id, source=frame,
        spec=fdl.ModelSpec(inputs=["age", "products", "region"], outputs=["score"], targets=["churn"],
                           metadata=["customer", "at"]),
        task=fdl.ModelTask.BINARY_CLASSIFICATION,
        task_params=fdl.ModelTaskParams(target_class_order=["no", "yes"], binary_classification_threshold=0.5),
        event_id_col="customer", event_ts_col="at", **more,
    )


@pytest.fixture(scope="module")
def model(project, frame):
    made = model_of(project, frame, "churn").create()
    made.publish(source=frame, environment=fdl.EnvType.PRE_PRODUCTION, dataset_name="sample").wait(interval=1)
    return made


START, END = "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z"


def test_projects(server, project):
    assert fdl.Project.get(project.id).name == "entities"
    assert fdl.Project.from_name("entities").id == project.id
    assert project.id in [found.id for found in fdl.Project.list()]
    with pytest.raises(fdl.NotFound):
        fdl.Project.from_name("nothing of that name")
    with pytest.raises(fdl.NotFound):
        fdl.Project.get(uuid.uuid4())
    other = fdl.Project(name="to delete").create()
    other.delete()
    with pytest.raises(fdl.NotFound):
        fdl.Project.get(other.id)


def test_schema_of_the_sample(model):
    types = {column.name: column.data_type for column in model.schema.columns}
    assert types == {
        "customer": fdl.DataType.STRING, "age": fdl.DataType.INTEGER, "products": fdl.DataType.INTEGER,
        "region": fdl.DataType.CATEGORY, "score": fdl.DataType.FLOAT, "churn": fdl.DataType.CATEGORY,
        "at": fdl.DataType.INTEGER,
    }
    assert model.schema["region"].categories == ["north", "south", "west"]
    age = model.schema["age"]
    assert np.array_equal(age.bins, np.linspace(age.min, age.max, 11))


def test_models_are_listed_and_found(project, model, frame):
    assert fdl.Model.get(model.id).name == "churn"
    assert fdl.Model.from_name("churn", project_id=project.id).id == model.id
    assert str(model.id) in [str(found.id) for found in fdl.Model.list(project_id=project.id)]
    assert str(model.id) in [str(found.id) for found in project.models]
    with pytest.raises(fdl.Conflict):
        model_of(project, frame, "churn").create()


def test_versions(project, model, frame):
    second = model.duplicate(version="v2")
    second.schema["age"].min, second.schema["age"].max, second.schema["age"].bins = 0, 200, None
    second.create()
    assert second.version == "v2"
    read = fdl.Model.get(second.id)
    assert np.array_equal(read.schema["age"].bins, np.linspace(0, 200, 11))
    assert fdl.Model.from_name("churn", project_id=project.id, version="v2").id == second.id
    assert fdl.Model.from_name("churn", project_id=project.id).id == model.id
    assert fdl.Model.from_name("churn", project_id=project.id, latest=True).id == second.id

    third = model.duplicate(version="v3")
    del third.schema["products"]
    third.spec.inputs.remove("products")
    third.schema["churn"].data_type = fdl.DataType.BOOLEAN
    third.schema["churn"].categories = [True, False]
    third.task_params.target_class_order = [False, True]
    third.create()
    assert "products" not in [column.name for column in fdl.Model.get(third.id).schema.columns]

    third.version = "renamed"
    third.update()
    assert fdl.Model.get(third.id).version == "renamed"
    third.delete().wait(interval=1)
    with pytest.raises(fdl.NotFound):
        fdl.Model.get(third.id)


def test_column_is_added(project, frame):
    model = model_of(project, frame, "grows").create()
    model.add_column(
        fdl.schemas.model_schema.Column(name="income", data_type=fdl.DataType.FLOAT, min=0, max=10)
        if hasattr(fdl, "schemas") else fdl.Column(name="income", data_type=fdl.DataType.FLOAT, min=0, max=10),
        column_type="inputs",
    )
    assert fdl.Model.get(model.id).schema["income"].data_type == fdl.DataType.FLOAT


def test_datasets_and_baselines(server, project, model):
    dataset = fdl.Dataset.from_name(name="sample", model_id=model.id)
    assert dataset.row_count == 500
    assert fdl.Dataset.get(dataset.id).name == "sample"
    assert [found.id for found in model.datasets] == [dataset.id]
    automatic = fdl.Baseline.from_name(name="sample", model_id=model.id)
    assert automatic.type in (fdl.BaselineType.STATIC, "STATIC")
    fixed = fdl.Baseline(
        name="fixed", model_id=model.id, environment=fdl.EnvType.PRE_PRODUCTION, dataset_id=dataset.id,
        type_=fdl.BaselineType.STATIC,
    ).create()
    spanned = fdl.Baseline(
        name="spanned", model_id=model.id, environment=fdl.EnvType.PRODUCTION, type_=fdl.BaselineType.STATIC,
        start_time=1772359200, end_time=1772445600,
    ).create()
    rolling = fdl.Baseline(
        name="rolling", model_id=model.id, environment=fdl.EnvType.PRODUCTION, type_=fdl.BaselineType.ROLLING,
        window_bin_size=fdl.WindowBinSize.DAY, offset_delta=1,
    ).create()
    assert {found.name for found in model.baselines} >= {"sample", "fixed", "spanned", "rolling"}
    assert fdl.Baseline.get(rolling.id).offset_delta == 1
    assert fdl.Baseline.get(spanned.id).start_time == 1772359200
    with pytest.raises(fdl.Conflict):
        fdl.Baseline(
            name="rolling", model_id=model.id, environment=fdl.EnvType.PRODUCTION,
            type_=fdl.BaselineType.ROLLING, window_bin_size=fdl.WindowBinSize.DAY, offset_delta=1,
        ).create()
    fixed.delete()
    with pytest.raises(fdl.NotFound):
        fdl.Baseline.get(fixed.id)


def test_events_come_as_lists_and_frames_and_files(server, project, frame, tmp_path):
    model = model_of(project, frame, "published").create()
    ids = model.publish(frame.head(50).to_dict("records"))
    assert [str(found) for found in ids] == list(frame["customer"].head(50))
    model.publish(frame.iloc[50:200]).wait(interval=1)
    path = tmp_path / "rest.csv"
    frame.iloc[200:].to_csv(path, index=False)
    model.publish(str(path)).wait(interval=1)
    result = server.query(project, model, "traffic", START, END)
    assert result["data"][0][1] == 500
    hours = server.query(project, model, "traffic", START, END, bin_size="Hour")
    assert sum(row[1] or 0 for row in hours["data"]) == 500


def test_frames_that_cannot_be_parquet_come_as_csv(server, project, frame):
    model = model_of(project, frame, "mixed").create()
    mixed = frame.head(20).copy()
    mixed["age"] = [1, "two"] * 10
    job = model.publish(mixed)
    job.wait(interval=1)
    result = server.query(project, model, "type_violation_count", START, END, ["age"])
    assert result["data"][0][1] == 10


def test_events_are_deleted(server, project, frame):
    model = model_of(project, frame, "deleted").create()
    model.publish(frame).wait(interval=1)
    model.delete_events(event_ids=list(frame["customer"].head(7))).wait(interval=1)
    assert server.query(project, model, "traffic", START, END)["data"][0][1] == 493


def test_wrong_requests_are_told(project, frame):
    with pytest.raises(fdl.ApiError) as told:
        fdl.Model.from_data(name="x", project_id=project.id, source=frame, task="weather").create()
    assert "task" in str(told.value)


def test_later_features_say_so(project, model):
    with pytest.raises(fdl.ApiError):
        fdl.Segment(name="s", model_id=model.id, definition="age<60").create()


def test_large_file_comes_in_parts(server, project, frame, tmp_path):
    """150 MiB: above 100 MiB the client uploads in parts of that size."""
    model = model_of(project, frame, "large").create()
    path = tmp_path / "large.csv"
    rows = 100_000
    padding = "x" * 1600
    with path.open("w") as out:
        out.write("customer,age,products,region,score,churn,at,note\n")
        for i in range(rows):
            out.write(f"l{i},{20 + i % 50},2,north,0.5,no,{1772359200000 + i},{padding}\n")
    assert path.stat().st_size >= 150 << 20
    model.publish(str(path)).wait(interval=1)
    assert server.query(project, model, "traffic", START, END)["data"][0][1] == rows


def test_delete_by_time_range(server, project, frame):
    model = model_of(project, frame, "spans").create()
    model.publish(frame).wait(interval=1)
    start = pd.Timestamp(1772359200000, unit="ms", tz="UTC")
    model.delete_events(
        start_time=start.to_pydatetime(), end_time=(start + pd.Timedelta(minutes=100)).to_pydatetime(),
        update_metrics=True,
    ).wait(interval=1)
    assert server.query(project, model, "traffic", START, END)["data"][0][1] == 400
