"""Why a page was not fetched."""

from models.errors import ReportError


class TransientError(ReportError):
    """What may go well when it is tried again; ``wait`` is the pause that the server asks for, in seconds."""

    def __init__(self, uri: str, code: str, reason: str, wait: float = 0.0) -> None:
        super().__init__(uri, code, reason)
        self.wait = wait
