"""`python -m tests.bench`: every benchmark at full size, each printed beside a reference of the same run."""

from tests.bench import imports, splitting, summarizing

for bench in (summarizing, splitting, imports):
    bench.run()
