"""A server of its own and the unmodified client for each module of tests.

Run by ./ballast test in an environment with the libraries of requirements-new.txt or
requirements-old.txt; it sets BALLAST_JAVA and BALLAST_JAR.
"""

import json
import os
import signal
import subprocess
import urllib.error
import urllib.request

import fiddler as fdl
import pandas as pd
import pytest

JAVA = os.environ["BALLAST_JAVA"]
JAR = os.environ["BALLAST_JAR"]


class Server:
    """A server process on a data folder, and requests to it besides the client's."""

    def __init__(self, folder, token=None):
        self.folder = folder
        self.token = token
        self.start()

    def start(self):
        self.log = open(f"{self.folder}.log", "ab")
        self.process = subprocess.Popen(
            [JAVA, "-Xmx1g", "-jar", JAR, "serve", "--port", "0", "--data", str(self.folder)],
            stdout=subprocess.PIPE, stderr=self.log, text=True,
        )
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            if line.startswith("Administrator token: "):
                self.token = line.split(": ", 1)[1].strip()
            if line.startswith("Ballast is ready: "):
                self.url = line.split(": ", 1)[1].strip()
                return
        raise AssertionError(open(self.log.name).read())

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.process.terminate()
        code = self.process.wait(timeout=30)
        self.process.stdout.close()
        self.log.close()
        return code

    def call(self, method, path, body=None, headers=None):
        """Status and JSON of an answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.url + path, method=method, data=data,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **(headers or {})},
        )
        try:
            with urllib.request.urlopen(request, timeout=600) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def query(self, project, model, metric, start, end, columns=(), bin_size="Range", baseline="", **more):
        """One query's result."""
        status, answer = self.call("POST", "/v3/queries", {
            "project_id": str(project.id), "query_type": "MONITORING",
            "filters": {"time_range": {"start_time": start, "end_time": end}, "time_zone": "UTC", "bin_size": bin_size},
            "queries": [{
                "query_key": "q", "model_id": str(model.id), "baseline_id": baseline, "metric": metric,
                "columns": list(columns), "viz_type": "line", "segment": {}, **more,
            }],
        })
        assert status == 200, answer
        return answer["data"]["results"]["q"]


def ballast(*arguments, cwd):
    done = subprocess.run(
        [JAVA, "-Xmx512m", "-jar", JAR, *arguments], cwd=cwd, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("server") / "data")
    fdl.init(url=running.url, token=running.token)
    yield running
    running.stop()


def demo(tmp_path_factory, seed):
    """The files that ballast demo generates, shaped like the notebook's."""
    folder = tmp_path_factory.mktemp(f"demo{seed}")
    ballast("demo", "--no-wait", "--quiet", "--seed", str(seed), "--data", str(folder), cwd=folder)
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    return demo(tmp_path_factory, 1)


def text(millis):
    """Epoch milliseconds as queries take them."""
    return pd.Timestamp(millis, unit="ms", tz="UTC").isoformat()
