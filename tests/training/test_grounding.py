"""The trained parts of grounding: what training writes is what the core reads, and training repeats itself."""

from core.learned.linear import Linear
from core.learned.trees import Trees
from tests.training import citations, grounding
from tests.training.grounding_held_out import alarms

CLAIMS = [
    grounding.Claim(
        f"d{i % 30}", "one" if i % 2 else "two", wrong, (), False, ("denies",) * wrong + ("same",) * (i % 3)
    )
    for i in range(300)
    for wrong in (i % 5 == 0,)
]


def test_the_score_tells_apart_what_it_was_trained_on_and_training_repeats_itself() -> None:
    weights = grounding.fit(CLAIMS)
    assert weights == grounding.fit(CLAIMS)
    model = Linear(**weights)
    right = sum((model.score(c.evidence) > 0) == c.wrong for c in CLAIMS)
    assert right >= 0.95 * len(CLAIMS)


def test_held_out_claims_are_judged_by_what_others_taught() -> None:
    alarmed = alarms(CLAIMS, lambda c: c.domain)
    assert sum(a == c.wrong for a, c in zip(alarmed, CLAIMS, strict=True)) >= 0.95 * len(CLAIMS)


def test_few_true_claims_fall_below_the_bar() -> None:
    # A sign that true claims have too must not raise the alarm by itself.
    noisy = [*CLAIMS, *(grounding.Claim(f"d{i}", "one", False, (), False, ("denies",)) for i in range(25))]
    model = Linear(**grounding.fit(noisy))
    assert sum(model.score(c.evidence) > 0 for c in noisy if not c.wrong) <= 0.05 * len(noisy)


def test_a_document_is_dialogue_where_its_lines_have_speakers_and_sentences_else() -> None:
    spoken = list(grounding.messages("Agent: Hello.\nClient: Hi. Who is it?\n"))
    assert [(m.author.name, m.text) for m in spoken] == [("Agent", "Hello."), ("Client", "Hi. Who is it?")]
    assert [m.text for m in grounding.messages("It rains. It pours.")] == ["It rains.", "It pours."]


def test_ranking_learns_from_links() -> None:
    claims = [
        citations.Claim(f"m{i % 8}", [[float(j == i % 5), 0.5] for j in range(5)], [j == i % 5 for j in range(5)])
        for i in range(200)
    ]
    trees = Trees(citations.fit(claims))
    assert trees.probability([1.0, 0.5]) > trees.probability([0.0, 0.5])
    assert citations.hits(claims, {f"m{i}": i % 4 for i in range(8)})[1] == 100
