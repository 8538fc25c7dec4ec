"""Evaluation: how well records agree with gold, as the annotation guidelines count it."""

from pipeline.evaluation.corpus import Corpus, Entry
from pipeline.evaluation.gold import Gold, GoldError, read_gold
from pipeline.evaluation.run import Evaluation, evaluate
from pipeline.evaluation.scoring import Score

__all__ = ["Corpus", "Entry", "Evaluation", "Gold", "GoldError", "Score", "evaluate", "read_gold"]
