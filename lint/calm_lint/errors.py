"""What can go wrong with a run, as opposed to what is wrong with a file."""

from __future__ import annotations


class CalmLintError(Exception):
    """The root of all errors that calm-lint raises; the message is one clear sentence for the user."""


class RuleError(CalmLintError):
    """A rule is not of the form that a rule has to have."""


class UsageError(CalmLintError):
    """An option or a path cannot be used."""


class ConfigurationError(CalmLintError):
    """A configuration file or a baseline cannot be used."""


class PluginError(CalmLintError):
    """A plugin raised what it should not have."""
