"""What is kept and how it is read: the only place that knows SQL."""
