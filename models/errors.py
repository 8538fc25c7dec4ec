"""Errors of Readout: each one line that names the input and the remedy."""


class ReadoutError(Exception):
    """Base of every error that Readout raises on purpose."""


class RuleError(ReadoutError):
    """A rule file that cannot be used; names file, rule and remedy."""


class RecordError(ReadoutError):
    """A line that is no record of this version; names file, line, field and remedy."""


class ReportError(ReadoutError):
    """A report that cannot be read; ``code`` is stable, for scripts.

    >>> str(ReportError("empty.txt", "empty", "has no text; give a file with text in it"))
    'empty.txt: has no text; give a file with text in it'
    """

    def __init__(self, uri: str, code: str, reason: str) -> None:
        super().__init__(f"{uri}: {reason}")
        self.uri, self.code, self.reason = uri, code, reason
