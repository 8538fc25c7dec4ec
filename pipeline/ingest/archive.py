"""What is common to archives: the places of their members."""

from models.errors import ReportError
from pipeline.ingest.sources import is_passed_over, printable

_SYSTEM = "__MACOSX"  # what macOS adds to the archives that it makes


class Names:
    """Gives each member of an archive a place of its own: ``a.zip!b.txt``, and ``a.zip!b.txt(2)`` where it is twice."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._seen: set[int] = set()  # hashes: an archive may have a million members

    def uri(self, name: str) -> str:
        """Return the place of the next member of this name."""
        name = name.removeprefix("./")
        place, number = name, 1
        while hash(place) in self._seen:
            number += 1
            place = f"{name}({number})"
        self._seen.add(hash(place))
        return f"{self._archive}!{printable(place)}"

    @property
    def is_empty(self) -> bool:
        """Whether no member was found."""
        return not self._seen

    def nothing(self) -> ReportError:
        """Return why an archive without reports gives none."""
        return ReportError(self._archive, "not-found", "holds no reports; put files in it")


def is_left_out(name: str) -> bool:
    """Tell whether a member is no report: hidden, added by the system, or the facts of another."""
    folders = name.split("/")
    hidden = (part.startswith(".") and part not in {".", ".."} for part in folders[:-1])
    return is_passed_over(folders[-1]) or any(hidden) or _SYSTEM in folders
