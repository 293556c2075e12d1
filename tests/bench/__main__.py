"""`python -m tests.bench`: every benchmark at full size, each printed beside a reference of the same run."""

from tests.bench import (
    hearing,
    imports,
    judging,
    redacting,
    routing,
    secrets,
    slack_load,
    splitting,
    summarizing,
    threads,
)

for bench in (summarizing, threads, splitting, routing, imports, redacting, secrets, hearing, judging, slack_load):
    bench.run()
