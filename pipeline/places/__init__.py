"""Where towns and admin areas lie: an offline gazetteer of the world's places."""

from .gazetteer import Admin, Town, find_admins, find_towns

__all__ = ["Admin", "Town", "find_admins", "find_towns"]
