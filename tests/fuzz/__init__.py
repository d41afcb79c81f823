"""Made-up input for every layer. `python -m tests.fuzz --examples N` runs more of it than the tests do."""
