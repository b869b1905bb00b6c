"""How a command ended, as its exit code says it."""

from __future__ import annotations

DOCUMENTS_FAILED = 1
USAGE = 2
FACTS_MISSED = 3
INTERRUPTED = 130
