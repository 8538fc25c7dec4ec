"""Records in a database: normalized tables in SQLite, PostgreSQL and DuckDB."""
