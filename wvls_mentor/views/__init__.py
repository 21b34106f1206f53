"""Results as screens, JSON and CSV: the only place that knows Rich."""
