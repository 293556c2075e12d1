"""An entailment model is loaded from a folder, reads pairs in batches, and says in one line what is wrong with it."""

import json
from pathlib import Path

import numpy as np
import pytest
import tokenizers

from adapters.entailment.model import Entailing
from adapters.transformer.session import BATCH
from adapters.transformer.tokenizer import Tokenizer
from core.errors import OperatorError
from tests.adapters.embeddings import tiny

NLI = ("contradiction", "ENTAILMENT", "neutral")
PAIRS = [("paper jam", "printers"), ("", "tax"), ("invoice tax refund ledger " * 3, "refund"), ("ledger", "")] * 25


def test_the_score_is_the_probability_of_the_label_that_says_entailment(tmp_path: Path) -> None:
    read = [tiny.PIECES.index(x) for x in ("[CLS]", "paper", "jam", "[SEP]", "print", "##er", "##s", "[SEP]")]
    logits = ((tiny.table()[read][:, :3] / 4) ** 2).sum(axis=0)
    expected = np.exp(logits[1]) / np.exp(logits).sum()
    assert Entailing(tiny.classifier(tmp_path, 3, NLI)).scores(PAIRS[:1]) == pytest.approx([expected], abs=1e-6)


def test_one_label_is_a_probability_by_itself(tmp_path: Path) -> None:
    [score] = Entailing(tiny.classifier(tmp_path, 1)).scores([("tax", "refund")])
    read = [tiny.PIECES.index(x) for x in ("[CLS]", "tax", "[SEP]", "refund", "[SEP]")]
    logit = ((tiny.table()[read][:, 0] / 4) ** 2).sum()
    assert score == pytest.approx(1 / (1 + np.exp(-logit)), abs=1e-6)


def test_batches_give_what_each_pair_gives_alone_in_the_order_of_the_pairs(tmp_path: Path) -> None:
    model = Entailing(tiny.classifier(tmp_path, 3, NLI))
    assert len(PAIRS) > 3 * BATCH
    together = model.scores(PAIRS)
    assert together == pytest.approx([model.scores([pair])[0] for pair in PAIRS], abs=1e-6)
    assert len(set(together[:4])) == 4
    assert model.scores([]) == []


def test_labels_of_which_none_says_entailment_are_told_when_it_is_loaded(tmp_path: Path) -> None:
    line = "gives 2 labels, and config.json beside it does not say under `id2label` which is entailment"
    _fails(tiny.classifier(tmp_path / "unnamed", 2), line)
    _fails(tiny.classifier(tmp_path / "other", 2, ("positive", "negative")), line)
    _fails(tiny.classifier(tmp_path / "third", 2, ("neutral", "contradiction", "entailment")), line)


def test_a_configuration_that_is_none_is_told(tmp_path: Path) -> None:
    (tiny.classifier(tmp_path) / "config.json").write_text("[3]", encoding="utf-8")
    _fails(tmp_path, r"config\.json: not the configuration of a model with labels")


def test_a_model_of_another_kind_is_told(tmp_path: Path) -> None:
    _fails(tiny.folder(tmp_path / "vectors"), "not an entailment model: it does not give labels for a pair")
    _fails(tiny.folder(tmp_path / "images", inputs=("pixels",)), "not an entailment model: it takes pixels, not input")
    _fails(tmp_path / "none", r"none: no such folder; name one with model\.onnx and tokenizer\.json")


def test_of_a_long_pair_the_end_of_the_first_text_is_cut_and_the_second_is_read(tmp_path: Path) -> None:
    tokenizer = Tokenizer(tiny.classifier(tmp_path))
    ids, kinds = tokenizer.pair("tax " * 100, "jam refund", 20)
    assert [tiny.PIECES[i] for i in ids] == ["[CLS]", *["tax"] * 15, "[SEP]", "jam", "refund", "[SEP]"]
    assert kinds == [0] * 17 + [1] * 3
    ids, kinds = tokenizer.pair("tax " * 100, "jam " * 100, 20)
    assert (len(ids), sum(kinds)) == (20, 10)


def test_a_model_with_a_prompt_reads_both_texts_in_it_as_one(tmp_path: Path) -> None:
    folder = tiny.classifier(tmp_path, 2, ("hallucinated", "consistent"))
    told = json.loads((folder / "config.json").read_text())
    told["prompt"] = "<pad> invoice: {text1} ledger: {text2}"
    (folder / "config.json").write_text(json.dumps(told))
    _as_unigram(folder)
    read = [tiny.PIECES.index(x) for x in ("[PAD]", "invoice", "[UNK]", "tax", "ledger", "[UNK]", "refund", "[SEP]")]
    logits = ((tiny.table()[read][1:, :2] / 4) ** 2).sum(axis=0)
    expected = np.exp(logits[1]) / np.exp(logits).sum()
    assert Entailing(folder).scores([("tax", "refund")]) == pytest.approx([expected], abs=1e-6)


def test_of_a_long_pair_in_a_prompt_the_prompt_and_the_second_text_stay(tmp_path: Path) -> None:
    folder = tiny.classifier(tmp_path, 2, ("hallucinated", "consistent"))
    told = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(told | {"prompt": "<pad> {text1} ledger {text2}"}))
    _as_unigram(folder)
    model = Entailing(folder)
    long, longer = model.scores([("tax " * 2000, "refund"), ("tax " * 4000, "refund")])
    assert long == longer != model.scores([("tax " * 2000, "paper")])[0]


def test_a_prompt_without_a_place_for_each_text_is_told(tmp_path: Path) -> None:
    folder = tiny.classifier(tmp_path, 2, ("hallucinated", "consistent"))
    (folder / "config.json").write_text(json.dumps({"prompt": "Is it so? {text1}"}))
    _fails(folder, r"config\.json: not the configuration of a model")


def _as_unigram(folder: Path) -> None:
    """A tokenizer.json of T5's kind in place of the vocabulary: whole words, and the mark of the end."""
    pieces = [*[(piece, -1.0) for piece in tiny.PIECES[:4]], *[("▁" + x, -1.0) for x in tiny.PIECES[4:]]]
    made = tokenizers.Tokenizer(tokenizers.models.Unigram(pieces, unk_id=1))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    end = ("[SEP]", tiny.PIECES.index("[SEP]"))
    made.post_processor = tokenizers.processors.TemplateProcessing("$A [SEP]", "$A [SEP] $B [SEP]", [end])
    made.save(str(folder / "tokenizer.json"))
    (folder / "vocab.txt").unlink()


def _fails(folder: Path, line: str) -> None:
    with pytest.raises(OperatorError, match=line) as caught:
        Entailing(folder)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)
