"""`python -m tests.bench`: every benchmark at full size, each printed beside a reference of the same run."""

from tests.bench import asking, day, hearing, imports, redacting, routing, secrets, splitting, summarizing, threads

if __name__ == "__main__":  # not in the processes that benchmarks start
    for bench in (summarizing, threads, splitting, routing, imports, redacting, secrets, hearing, asking, day):
        bench.run()
