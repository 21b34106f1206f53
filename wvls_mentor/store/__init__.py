"""The database: its tables and queries. No other package uses SQL."""
