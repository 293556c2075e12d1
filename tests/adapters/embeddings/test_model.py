"""A model of the MiniLM class is loaded from a folder, runs in batches, and says in one line what is wrong with it."""

from pathlib import Path

import numpy as np
import pytest

from adapters.embeddings.model import Model
from adapters.transformer.session import BATCH
from adapters.transformer.tokenizer import Tokenizer
from core.errors import OperatorError
from tests.adapters.embeddings import tiny

TEXTS = ["paper jam", "printers", "", "tax", "invoice tax refund ledger " * 3] * 20


def test_an_embedding_is_the_mean_over_a_texts_tokens_of_length_one(tmp_path: Path) -> None:
    ids = [tiny.PIECES.index(x) for x in ("[CLS]", "print", "##er", "##s", "jam", "[SEP]")]
    mean = tiny.table()[ids].mean(axis=0)
    [alone] = Model(tiny.folder(tmp_path)).embed(["Printers jam"])
    assert alone == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)


def test_batches_give_what_each_text_gives_alone_in_the_order_of_the_texts(tmp_path: Path) -> None:
    model = Model(tiny.folder(tmp_path))
    together = model.embed(TEXTS)
    assert len(TEXTS) > 2 * BATCH
    assert together == pytest.approx(np.concatenate([model.embed([text]) for text in TEXTS]), abs=1e-6)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-6)


def test_no_texts_give_no_embeddings(tmp_path: Path) -> None:
    assert len(Model(tiny.folder(tmp_path)).embed([])) == 0


def test_a_model_without_token_types_and_one_in_its_own_folder_are_taken_too(tmp_path: Path) -> None:
    plain = Model(tiny.folder(tmp_path / "plain", tiny.INPUTS[:2])).embed(["tax"])
    exported = tiny.folder(tmp_path / "exported")
    (exported / "onnx").mkdir()
    (exported / "model.onnx").rename(exported / "onnx" / "model.onnx")
    assert Model(exported).embed(["tax"]) == pytest.approx(plain)


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    _fails(tmp_path / "none", r"none: no such folder; name one with model\.onnx and tokenizer\.json")
    _fails(tmp_path, r"has no model\.onnx; name the folder of a sentence-embedding model")
    (tiny.folder(tmp_path / "half") / "vocab.txt").unlink()
    _fails(tmp_path / "half", r"half: the model's tokenizer is not there: tokenizer\.json or vocab\.txt")


def test_what_is_no_model_is_named(tmp_path: Path) -> None:
    (tiny.folder(tmp_path) / "model.onnx").write_bytes(b"certainly not\na model")
    _fails(tmp_path, r"model\.onnx: not an ONNX model \(")


@pytest.mark.parametrize("pieces", ["only\nwords", ""])
def test_what_is_no_vocabulary_is_named(tmp_path: Path, pieces: str) -> None:
    _fails(tiny.folder(tmp_path, pieces=pieces), r"vocab\.txt: not a model's tokenizer \(")


@pytest.mark.parametrize("name", ["vocab.txt", "tokenizer.json"])
def test_a_tokenizer_in_bytes_is_none(tmp_path: Path, name: str) -> None:
    (tiny.folder(tmp_path) / name).write_bytes(b"\xff\xfe\x00")
    _fails(tmp_path, name.replace(".", r"\.") + r": not a model's tokenizer \(")


def test_a_model_of_something_else_is_told_by_what_it_takes(tmp_path: Path) -> None:
    line = "not a sentence-embedding model: it takes pixels, size, not input_ids and attention_mask"
    _fails(tiny.folder(tmp_path, inputs=("pixels", "size")), line)


def test_a_model_that_gives_something_else_is_told_when_it_runs(tmp_path: Path) -> None:
    model = Model(tiny.folder(tmp_path, pooled=True))
    with pytest.raises(OperatorError, match="it does not give a vector a token"):
        model.embed(["tax", "paper jam"])


def test_a_vocabulary_of_another_model_is_told_when_it_runs(tmp_path: Path) -> None:
    model = Model(tiny.folder(tmp_path, rows=5))
    with pytest.raises(OperatorError, match=r"model\.onnx: the model cannot be run \(.*\)$") as caught:
        model.embed(["invoice"])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Printers!", "print ##er ##s !"),
        ("printing", "[UNK]"),
        ("CAFÉ", "cafe"),
        ("紙jam", "紙 jam"),
        ("tax\u200b \ttax", "tax tax"),
        ("[SEP]", "[UNK] [UNK] [UNK]"),  # text, and no mark
        ("p" * 200, "[UNK]"),
        ("", ""),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(tmp_path: Path, text: str, pieces: str) -> None:
    tokenizer = Tokenizer(tiny.folder(tmp_path))
    inside = [tiny.PIECES[id] for id in tokenizer.ids(text, 50)[1:-1]]
    assert inside == pieces.split()


def test_a_long_text_is_read_up_to_the_limit(tmp_path: Path) -> None:
    ids = Tokenizer(tiny.folder(tmp_path)).ids("tax " * 1000, 20)
    assert (len(ids), tiny.PIECES[ids[0]], tiny.PIECES[ids[-1]]) == (20, "[CLS]", "[SEP]")


def _fails(folder: Path, line: str) -> None:
    with pytest.raises(OperatorError, match=line) as caught:
        Model(folder)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)
