"""`python -m tests.bench`: every benchmark at full size."""

from tests.bench import summarizing

summarizing.run()
