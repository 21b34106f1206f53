"""Sheets into the database: a module for each kind of row, one that takes them in."""
