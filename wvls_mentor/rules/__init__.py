"""The program's rules: plain values and a day in, decisions with their reasons out."""
