"""``wvls backup`` and ``wvls restore``."""

from pathlib import Path
from typing import Annotated

from wvls_mentor import services, sheets, views
from wvls_mentor.cli import named_files, options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import number, read_path
from wvls_mentor.errors import BadInputFile, Refused, UsageProblem
from wvls_mentor.views.result import CommandResult

backup_app = alone()
restore_app = alone()

Target = Annotated[
    Path | None,
    argument("[FILE]", "A new file, or a folder. [backup_folder]", read=read_path),
]


def _is_file(_: Asking, path: Path) -> Path:
    return named_files.asked_for(path, named_files.COPIES)


def _no_folder(asking: Asking) -> bool:
    """Whether no setting says where backups go."""
    return not services.listings.has_backup_folder(asking.call.db, asking.call.today)


def _usual(asking: Asking) -> str:
    """Where a backup goes by default: next to the newest one, or into the current folder."""
    return str(services.backups.usual(asking.call.db, Path.cwd(), asking.call.today))


def _target(text: str) -> Path:
    """A file or folder for a copy. Raises UsageProblem for a folder that is not there."""
    path = read_path(text)
    if text.strip().endswith(("/", "\\")) and not path.is_dir():
        raise UsageProblem(f"There is no folder {path}.", "Make it, or name another one.")
    return path


def _new(asking: Asking, path: Path) -> Path:
    """A place that can hold a copy. Raises UsageProblem, so that it is asked for again.

    "wvls goal add", typed at the question, became a file of that name.
    """
    if path.is_dir():
        return path
    try:
        sheets.files.look_at(path)
    except (Refused, BadInputFile) as problem:
        raise UsageProblem(problem.message, problem.hint) from None
    if not path.suffix and not prompts.yes_or_no(
        f"Make a file called {path.name!r} in {path.absolute().parent}?",
        explained="y makes a file of that name. n asks again where the backup goes.",
    ):
        raise UsageProblem(f"Name a file or folder, such as {_usual(asking)}.")
    return path


Keep = Annotated[
    int | None,
    option(
        "--keep", metavar="NUMBER", text="Keep only this many copies, the newest.", read=number(1)
    ),
]
Copy = Annotated[
    Path,
    argument("FILE", "A copy made by wvls backup.", read=read_path),
    Question("Which file", read=read_path, check=_is_file),
]


@command(
    backup_app,
    "backup",
    example="wvls backup /media/usb   wvls policy set backup_folder /media/usb",
    writes=True,
    asks={
        "file": Question(
            "Where should the backup go", read=_target, check=_new, when=_no_folder, assumed=_usual
        )
    },
)
def backup(
    call: Call, file: Target = None, keep: Keep = None, dry_run: options.DryRun = False
) -> CommandResult:
    """Back up the database to another file.

    Others can keep working meanwhile. With --keep, older copies in the same folder are deleted.
    """
    if dry_run:
        plan = services.backups.to_make(call.db, file, call.today, keep=keep)
        return views.backups.to_make(plan, call.today)
    made = services.backups.back_up(call.db, file, call.today, keep=keep)
    if not made.noted:
        prompts.warn(["the database cannot be written, so status will not know of this copy."])
    prompts.warn(f"{path} could not be deleted." for path in made.stuck)
    return views.backups.made(made, call.today)


@command(restore_app, "restore", example="wvls restore /media/usb/wvls-2026-11-23.db", writes=True)
def restore(
    call: Call, file: Copy, yes: options.Yes = False, dry_run: options.DryRun = False
) -> CommandResult:
    """Restore a backup, keeping the current file beside it."""
    file = named_files.existing(file, named_files.COPIES)
    found = services.backups.preview(call.db, file, call.today)
    if dry_run:
        return views.backups.to_restore(found, call.today)
    if found.kept is not None:
        if not yes:
            prompts.show_first(views.backups.to_restore(found, call.today))
        prompts.confirm(
            f"Replace {call.db} with the copy of {found.day}?",
            yes=yes,
            explained="y puts the copy in its place and keeps the current file beside it. "
            "n leaves everything as it is.",
        )
    return views.backups.restored(services.backups.restore(call.db, file, call.today), call.today)
