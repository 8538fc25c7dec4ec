"""Folders of reports with gold."""

from pathlib import Path

import pytest

from pipeline.evaluation import Corpus, GoldError

CORPUS = Path(__file__).parents[2] / "corpus"


def test_the_layout_with_splits(gold_dir: Path) -> None:
    """Reports, gold and splits in their places."""
    corpus = Corpus(gold_dir)
    assert corpus.splits == {"dev": ("one",), "check": ("two",)}
    (entry,) = corpus.entries("dev")
    assert (entry.gold.id, entry.report.id, entry.report.text[:9]) == ("one", "one", "Port news")


def test_a_flat_folder(gold_dir: Path, tmp_path: Path) -> None:
    """Texts beside their gold are one split."""
    flat = tmp_path / "flat"
    flat.mkdir()
    (flat / "one.txt").write_bytes((gold_dir / "reports" / "one.txt").read_bytes())
    (flat / "one.gold.json").write_bytes((gold_dir / "gold" / "one.json").read_bytes())
    corpus = Corpus(flat)
    assert corpus.splits == {"all": ("one",)}
    assert [entry.gold.id for entry in corpus.entries("all")] == ["one"]


def test_our_own_splits_cover_every_gold() -> None:
    """The project's corpus loads whole."""
    corpus = Corpus(CORPUS)
    assert list(corpus.splits) == ["dev", "check", "forms", "later", "blind", "fresh", "latest", "hard"]
    assert all(list(corpus.entries(split)) for split in corpus.splits)


@pytest.mark.parametrize(
    ("splits", "message"),
    [
        ('dev = ["one"]', "two: is in no split"),
        ('dev = ["one", "two"]\ncheck = ["two"]', "two: is listed more than once"),
        ('dev = ["one", "two"]\ncheck = []', "check: is not a list of names"),
        ('dev = "one"', "dev: is not a list of names"),
        ("dev = [", "cannot be read as TOML"),
    ],
)
def test_bad_splits(gold_dir: Path, splits: str, message: str) -> None:
    """One line with the file and what is wrong in it."""
    (gold_dir / "splits.toml").write_text(splits)
    with pytest.raises(GoldError, match=rf"splits\.toml: {message}"):
        Corpus(gold_dir)


def test_what_is_missing(gold_dir: Path, tmp_path: Path) -> None:
    """No folder, no gold, no split, no text, no gold of a listed name, another id: each says what to do."""
    with pytest.raises(GoldError, match="nowhere: is not a folder"):
        Corpus(tmp_path / "nowhere")
    with pytest.raises(GoldError, match=r"has no gold; give gold/NAME\.json or NAME\.gold\.json"):
        Corpus(gold_dir / "reports")
    corpus = Corpus(gold_dir)
    with pytest.raises(GoldError, match="has no split 'test'; choose one of dev, check"):
        list(corpus.entries("test"))
    (gold_dir / "reports" / "two.txt").write_bytes(b"\xff")
    with pytest.raises(GoldError, match=r"two\.txt: is not UTF-8"):
        list(corpus.entries("check"))
    (gold_dir / "reports" / "two.txt").unlink()
    with pytest.raises(GoldError, match=r"two\.txt: cannot be read"):
        list(corpus.entries("check"))
    (gold_dir / "gold" / "one.json").rename(gold_dir / "gold" / "two.json")
    with pytest.raises(GoldError, match=r"two\.json: id: is 'one', but the file is named 'two'"):
        list(corpus.entries("check"))
    with pytest.raises(GoldError, match=r"one\.json: cannot be read"):
        list(corpus.entries("dev"))
