"""`python -m tests.bench`: every benchmark at full size, each printed beside a reference of the same run."""

from tests.bench import imports, redacting, secrets, summarizing, threads

for bench in (summarizing, threads, imports, redacting, secrets):
    bench.run()
