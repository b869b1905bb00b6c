"""Rebuild the embedded English model from public corpora. Start at README.md."""
