"""``wvls forget`` and ``wvls records``."""

from dataclasses import replace
from typing import Annotated

from wvls_mentor import services, sheets, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.readers import number
from wvls_mentor.errors import Ambiguous, NotFound
from wvls_mentor.views.result import CommandResult

forget_app = alone()
records_app = alone()

ASK_WHOSE = replace(
    options.ask_person("Whose records", None), optional=True, skip="Enter for everyone"
)
OfPerson = Annotated[str | None, argument("[PERSON]", "Only of this person.")]
OfYear = Annotated[
    int | None,
    option("--year", metavar="YEAR", text="Only of this year.", read=number(1950, 2100)),
]


@command(forget_app, "forget", example="wvls forget 12", writes=True)
def forget(
    call: Call,
    person: options.Person,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> CommandResult:
    """Erase a person's contact details and notes everywhere.

    The history forgets them too. The name goes as soon as no payment needs it.
    """
    person_id = _person(call, person)
    found = services.privacy.preview(call.db, person_id, call.today)
    if dry_run and not found.already:
        return views.privacy.to_forget(found, call.today)
    if found.already:
        done = found if dry_run else services.privacy.forget(call.db, person_id, call.today)
        return views.privacy.forgotten(done, call.today)
    if not yes:
        prompts.show_first(views.privacy.to_forget(found, call.today))
    prompts.confirm(f"Forget {found.name} for good?", yes=yes)
    done = services.privacy.forget(call.db, person_id, call.today)
    return views.privacy.forgotten(done, call.today)


def _person(call: Call, text: str) -> int:
    """The id of the person meant, also of one who is only in the history."""
    try:
        return call.person(text)
    except Ambiguous:
        raise  # several who are here: nobody is forgotten on a guess
    except NotFound:
        undone = services.privacy.gone(call.db, text)
        if undone is None:
            raise
        return undone


@command(
    records_app,
    "records",
    example='wvls records "Mentor One" --year 2026 --save request',
    writes=True,
    asks={"person": ASK_WHOSE},
)
def records(
    call: Call, save: options.SaveFolder, person: OfPerson = None, year: OfYear = None
) -> CommandResult:
    """Collect the records for a public-records request.

    Notes go into a separate file, and so does how people are reached and paid.
    """
    sheets.files.look_at(save)
    person_id = None if person is None else call.person(person)
    found = sheets.public_records.gather(call.db, person_id, year, call.today)
    texts = {f"{s.kind}.csv": sheets.reader.written(s.header, s.rows) for s in found}
    sheets.files.new_folder(save, texts | {"manifest.csv": sheets.reader.manifest(texts)})
    return views.privacy.gathered(save, {s.kind: len(s.rows) for s in found}, call.today)
