"""How work is spread: in this process, over processes of this machine, or over a cluster.

An engine knows nothing of articles. It is given a function that opens a worker (which may be slow:
a model is loaded), and batches of tasks; the dispatcher gives every task either the worker's
result or the reason why it was lost.
"""

from __future__ import annotations

from ..settings import EngineSettings
from .dispatch import Engine, Lost, spread
from .processes import ProcessesEngine
from .serial import SerialEngine

__all__ = ["Engine", "Lost", "SerialEngine", "open_engine", "spread"]


def open_engine(settings: EngineSettings) -> Engine:
    """Give the engine that the settings name."""
    if settings.name == "serial":
        return SerialEngine()
    if settings.name == "processes":
        return ProcessesEngine(settings)
    from .dask import DaskEngine  # late: Dask is an extra

    return DaskEngine(settings)
