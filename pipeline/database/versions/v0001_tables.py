"""Tables of reports, of entities and of the runs that load them."""

from alembic import op

from pipeline.database import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    for statement in statements.read(__file__, op.get_bind().dialect.name):
        op.execute(statement)
