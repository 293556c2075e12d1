"""`python -m tests.bench`: every benchmark at full size, each printed beside a reference of the same run."""

from tests.bench import (
    asking,
    day,
    digests,
    discord_load,
    hearing,
    imports,
    judging,
    redacting,
    routing,
    secrets,
    sending,
    slack_load,
    splitting,
    summarizing,
    teams_load,
    threads,
)

ENGINE = (summarizing, threads, splitting, routing, judging, redacting, secrets)
STORE = (imports, hearing, sending, slack_load, discord_load, teams_load)
MODEL = (asking, day, digests)

if __name__ == "__main__":  # not in the processes that benchmarks start
    for bench in (*ENGINE, *STORE, *MODEL):
        bench.run()
