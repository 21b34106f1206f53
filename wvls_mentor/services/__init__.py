"""One function for each thing the coordinator does."""
