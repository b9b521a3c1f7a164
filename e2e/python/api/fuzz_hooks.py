"""What schemathesis is told besides the contract: ids that exist, and that no answer shows a stack trace."""

import os
import re

import schemathesis
from hypothesis import strategies as st

IDS = os.environ["BALLAST_FUZZ_IDS"].split(",")

schemathesis.openapi.format("uuid", st.one_of(st.sampled_from(IDS), st.uuids().map(str)))


TRACE = re.compile(r"\tat [a-z]+\.|\b(java|org|io|tools)\.[a-z.]+\.[A-Z]\w*(Error|Exception)\b")


@schemathesis.check
def no_stack_trace(ctx, response, case):
    text = response.content.decode("utf-8", "replace")
    assert not TRACE.search(text), text[:500]


@schemathesis.check
def no_fault(ctx, response, case):
    assert response.status_code < 500, response.status_code
