"""Views for the questions that reports are asked, and full-text search."""

from alembic import op

from pipeline.database import statements

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the views, and the index of words."""
    for statement in statements.read(__file__, op.get_bind().dialect.name):
        op.execute(statement)
