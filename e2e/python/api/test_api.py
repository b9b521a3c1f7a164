"""A property-based fuzzer over openapi.yaml: 5,000 requests, no fault, no stack trace, nothing lost."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

JAVA, JAR = os.environ["BALLAST_JAVA"], os.environ["BALLAST_JAR"]
HERE = Path(__file__).parent
CONTRACT = HERE.parents[2] / "server/src/main/resources/io/ballast/server/openapi.yaml"
REQUESTS = 5000
ROWS = 200


class Server:
    def __init__(self, folder):
        self.log = folder / "log"
        self.process = subprocess.Popen(
            [JAVA, "-Xmx512m", "-jar", JAR, "serve", "--port", "0", "--data", str(folder / "data")],
            stdout=subprocess.PIPE, stderr=self.log.open("wb"), text=True,
        )
        for line in self.process.stdout:
            if line.startswith("Administrator token: "):
                self.token = line.split(": ", 1)[1].strip()
            if line.startswith("Ballast is ready: "):
                self.url = line.split(": ", 1)[1].strip()
                return
        raise AssertionError(self.log.read_text())

    def call(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, method=method, data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read().decode()
            return json.loads(text)["data"] if text.startswith("{") else text

    def upload(self, text):
        body = f'--b\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\n\r\n{text}\r\n--b--\r\n'
        request = urllib.request.Request(
            self.url + "/v3/files/upload", method="POST", data=body.encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "multipart/form-data; boundary=b"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["data"]["id"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.process.terminate()
    assert running.process.wait(timeout=30) in (0, 143)


def model(server, project, name):
    column = {"min": None, "max": None, "categories": None, "bins": None}
    return server.call("POST", "/v3/models", {
        "name": name, "project_id": project, "task": "binary_classification",
        "schema": {"columns": [
            {"name": "id", "data_type": "str", **column},
            {"name": "x", "data_type": "float", **column, "min": 0, "max": 1},
            {"name": "y", "data_type": "int", **column, "min": 0, "max": 1},
            {"name": "at", "data_type": "int", **column},
        ]},
        "spec": {"inputs": [], "outputs": ["x"], "targets": ["y"], "metadata": ["id", "at"]},
        "task_params": {"target_class_order": [0, 1]}, "event_id_col": "id", "event_ts_col": "at",
    })["id"]


def publish(server, model_id):
    events = [{"id": f"e{i}", "x": i / ROWS, "y": i % 2, "at": 1772359200000 + i} for i in range(ROWS)]
    server.call("POST", "/v3/events", {"source": {"type": "EVENTS", "events": events}, "model_id": model_id})


def dataset(server, model_id, name):
    rows = "id,x,y,at\n" + "".join(f"b{i},{i / 50},{i % 2},{1772359200000 + i}\n" for i in range(50))
    file = server.upload(rows)
    job = server.call("POST", "/v3/events", {
        "source": {"type": "FILE", "file_id": file}, "model_id": model_id,
        "env_type": "PRE_PRODUCTION", "env_name": name,
    })["job"]["id"]
    while server.call("GET", f"/v3/jobs/{job}")["status"] in ("PENDING", "STARTED"):
        pass
    return file, job


def traffic(server, project, model_id):
    return server.call("POST", "/v3/queries", {
        "project_id": project,
        "filters": {"bin_size": "Range", "time_range": {"start_time": "2026-01-01", "end_time": "2027-01-01"}},
        "queries": [{"query_key": "q", "model_id": model_id, "metric": "traffic"}],
    })["results"]["q"]["data"][0][1]


def requests(server):
    return sum(int(found) for found in re.findall(r"^ballast_http_requests_total\{.*\} (\d+)$",
                                                   server.call("GET", "/metrics"), re.M))


def test_nothing_breaks(server, tmp_path):
    kept_project = server.call("POST", "/v3/projects", {"name": "kept"})["id"]
    kept = model(server, kept_project, "kept")
    publish(server, kept)
    dataset(server, kept, "kept rows")
    before = server.call("GET", f"/v3/models/{kept}")

    project = server.call("POST", "/v3/projects", {"name": "fuzzed"})["id"]
    fuzzed = model(server, project, "fuzzed")
    publish(server, fuzzed)
    file, job = dataset(server, fuzzed, "rows")
    baseline = server.call("GET", f"/v3/models/{fuzzed}/baselines")["items"][0]["id"]
    environment = server.call("GET", f"/v3/models/{fuzzed}/environments?type=PRE_PRODUCTION")["items"][0]["id"]
    ids = [project, fuzzed, file, job, baseline, environment]

    environ = {**os.environ, "BALLAST_FUZZ_IDS": ",".join(ids), "SCHEMATHESIS_HOOKS": "fuzz_hooks",
               "PYTHONPATH": str(HERE)}
    report = ""
    for seed in range(1, 20):
        done = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", "run", str(CONTRACT), "--url", server.url,
             "-H", f"Authorization: Bearer {server.token}", "--exclude-tag", "later",
             "--checks", "no_fault,no_stack_trace,not_a_server_error", "--max-examples", "85",
             "--phases", "examples,coverage,fuzzing", "--mode", "all", "--seed", str(seed), "--no-color",
             "--continue-on-failure", "--generation-database", ":memory:"],
            env=environ, cwd=tmp_path, capture_output=True, text=True,
        )
        report = done.stdout + done.stderr
        assert done.returncode == 0, report[-6000:]
        if requests(server) >= REQUESTS:
            break
    assert requests(server) >= REQUESTS, report[-2000:]

    assert traffic(server, kept_project, kept) == ROWS
    assert server.call("GET", f"/v3/models/{kept}") == before
    assert [found["name"] for found in server.call("GET", f"/v3/models/{kept}/baselines")["items"]] == ["kept rows"]
    assert "incident" not in server.log.read_text()
