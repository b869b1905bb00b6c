"""The errors that a user can cause and mend."""


class ClaimtableError(Exception):
    """Say in one or two sentences what was found, what was expected and what to do."""


class InputError(ClaimtableError):
    """A file or folder that the user named cannot be used."""


class ChangedError(InputError):
    """A table of a run was written anew while it was read; reading anew helps."""


class SettingsError(ClaimtableError):
    """A setting, option, model name or lexicon that the user chose cannot be used."""


class OutputError(ClaimtableError):
    """A file that is to be written cannot be."""


class StoppedError(ClaimtableError):
    """A run gave up before its end, as its options say."""
