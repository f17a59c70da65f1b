"""`python -m tests.load`: many viewers at a city that is published again and again."""
