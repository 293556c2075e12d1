"""`python -m tests.bench`: every benchmark at full size, each printed beside a reference of the same run."""

from tests.bench import hearing, imports, redacting, routing, secrets, slack_load, splitting, summarizing, threads

for bench in (summarizing, threads, splitting, routing, imports, redacting, secrets, hearing, slack_load):
    bench.run()
