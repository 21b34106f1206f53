"""The command line: read the arguments, call one service, show its result."""
