"""The command line: one thin module a verb. It reads, calls a room, shows the result; it computes nothing."""
