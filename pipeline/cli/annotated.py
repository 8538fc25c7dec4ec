"""What comes back from Label Studio, saved as gold."""

from pathlib import Path

import typer

from pipeline import corrections
from pipeline.cli.table import plain
from pipeline.corrections import Case, CorrectionError, label_studio


def imported(source: str, folder: Path, *, split: str, anew: bool) -> None:
    """Save each annotated task of an export; those that cannot be are told, and are left out."""
    try:
        content = Path(source).read_bytes()
    except OSError as error:
        raise CorrectionError(f"{source}: cannot be read ({error.strerror}); name an export of Label Studio") from None
    saved = same = failed = 0
    for each in label_studio.cases(content, source):
        try:
            if each.case is None:
                raise CorrectionError(each.reason)
            if _is_saved(each.case, folder, anew=anew):
                same += 1
                continue
            corrections.save(each.case, folder, split=split, anew=anew)
            saved += 1
        except CorrectionError as error:
            failed += 1
            typer.echo(f"readout: {plain(f'{source}, {each.task}: {error}')}", err=True)
    told = f"{saved} saved in {folder}, {same} as they were, {failed} left out; to score: readout evaluate {folder}"
    typer.echo(f"readout: {told}", err=True)
    if failed:
        raise typer.Exit(1)


def _is_saved(case: Case, folder: Path, *, anew: bool) -> bool:
    """Tell whether this very gold is there; raises CorrectionError for one that only ``anew`` may replace."""
    before = corrections.load(folder, case.gold.id)
    if before and before.text == case.text:
        if before.gold == case.gold:
            return True
        if not anew:
            raise CorrectionError(f"{case.gold.id} in {folder}: is corrected otherwise; --anew replaces it")
    return False
