"""Options in, report out: the only place that prints or exits."""
