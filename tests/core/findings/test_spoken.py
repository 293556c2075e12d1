"""Talk in a room comes in short acts; those of one speaker that belong together are one finding."""

from core.findings.clusters import clusters
from core.findings.features import register
from core.findings.utterances import Utterance
from core.models import Person, Transcript
from tests.core.findings.talk import talk

ANA, BEN = Person("ana", "Ana"), Person("ben", "Ben")


def acts(*speakers: Person) -> list[Utterance]:
    return [Utterance(n, "act", "act", speaker, None) for n, speaker in enumerate(speakers)]


def test_neighbouring_acts_of_one_speaker_are_one_group() -> None:
    said = acts(ANA, BEN, ANA, BEN, BEN)
    assert list(clusters([1, -9, 1, -9, 1], said, "spoken")) == [(0, 2), (4,)]


def test_an_act_that_nearly_counts_is_taken_in_beside_one_that_does() -> None:
    said = acts(ANA, ANA, ANA)
    assert list(clusters([1, -0.5, -0.5], said, "spoken")) == [(0, 1, 2)]
    assert list(clusters([-0.5, -0.5, 1], said, "spoken")) == [(0, 1, 2)]
    assert list(clusters([-0.5, -0.5, -0.5], said, "spoken")) == []
    assert list(clusters([1, -5, -5], said, "spoken")) == [(0,)]


def test_in_writing_each_stands_for_itself() -> None:
    assert list(clusters([1, 1, -0.5], acts(ANA, ANA, ANA), "chat")) == [(0,), (1,)]


def test_the_register_is_heard_from_how_people_talk() -> None:
    assert register(talk("Ana: um so\nBen: uh yeah\nAna: hmm\n" * 2 + "Ben: well okay")) == "spoken"
    assert register(talk("Ana: um so the build is red\nBen: hello\nAna: lunch?")) == "chat"
    assert register(talk("Ana: hi\nBen: hello\nAna: the build is red\nBen: looking")) == "chat"
    assert register(talk("Ana: please send it")) == "single"
    assert register(Transcript("empty", ())) == "single"
