"""One rule in one file; `pipeline.checks.table` lists them."""
