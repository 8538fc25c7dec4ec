"""What a memo keeps: each word is asked about once, and no more words than it may hold."""

import pytest

from pipeline import memo
from pipeline.memo import Memo


def test_asks_once_for_each_word() -> None:
    asked: list[str] = []

    def ask(word: str) -> int:
        asked.append(word)
        return len(word)

    kept = Memo(ask)
    assert [kept["a"], kept["b"], kept["a"]] == [1, 1, 1]
    assert asked == ["a", "b"]


def test_holds_no_more_than_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "WORDS_KEPT", 2)
    kept = Memo(str.upper)
    assert [kept[word] for word in "abc"] == ["A", "B", "C"]
    assert len(kept) <= 2


def test_a_full_memo_takes_over_what_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "WORDS_KEPT", 2)
    asked: list[str] = []

    def ask(word: str) -> str:
        asked.append(word)
        return word

    kept = Memo(ask)
    assert [kept[word] for word in "abca"] == [*"abca"]
    assert asked == ["a", "b", "c"]
