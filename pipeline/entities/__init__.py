"""Entities: one person, organization or plan over all reports.

``appearances(record)`` tells what a report names; ``key`` gives the normal form of each, and ``resolve`` joins keys to
entities, each with its reasons.  Pure: nothing is read but the package's own words, nothing is written.
"""

from pipeline.entities.appearance import Appearance, Post, appearances
from pipeline.entities.decisions import Decision, DecisionError, Decisions, read_decisions, write_decisions
from pipeline.entities.entity import Candidate, Entity, Near, Reason, candidates
from pipeline.entities.keys import key
from pipeline.entities.resolution import resolve
from pipeline.entities.words import digest

__all__ = [
    "Appearance",
    "Candidate",
    "Decision",
    "DecisionError",
    "Decisions",
    "Entity",
    "Near",
    "Post",
    "Reason",
    "appearances",
    "candidates",
    "digest",
    "key",
    "read_decisions",
    "resolve",
    "write_decisions",
]
