"""Corrections by a team, in Label Studio: records go out as tasks with predictions, annotations come back as gold.

What is printed is a region of the text, labelled PERSON, ORGANIZATION, PLAN, LIST, ITEM or DATE; what is known of it
are texts and choices of that region.  A relation leads from an item to its list, and from a list to its plan.  Facts of
the meeting are texts of the task.
"""

from pipeline.corrections.label_studio.annotations import Imported, cases
from pipeline.corrections.label_studio.controls import config
from pipeline.corrections.label_studio.tasks import task

__all__ = ["Imported", "cases", "config", "task"]
