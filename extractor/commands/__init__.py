"""The commands' work, each imported when it is called; cli.py declares them."""
