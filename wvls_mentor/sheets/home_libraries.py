"""Which library a mentor's or mentee's cell means: a known one, one to ask about, or a new one."""

from collections.abc import Sequence

from wvls_mentor.errors import Ambiguous, NotFound, UsageProblem
from wvls_mentor.services import find, libraries
from wvls_mentor.sheets.rows import Importer, Problem
from wvls_mentor.store import people as store
from wvls_mentor.store.models import Library
from wvls_mentor.text import alike_names, fold, line, listed, to_copy

# What people write where they have no library: with --add-libraries each became one.
NO_LIBRARY = {"n/a", "na", "n.a.", "none", "nothing", "no", "-", "--", "?", "retired", "unknown",
              "tbd", "test", "not applicable", "unemployed", "no library"}  # fmt: skip


class HomeLibraries:
    """The libraries that a sheet of people may name."""

    def __init__(self, importer: Importer) -> None:
        self._importer, self._options = importer, importer.options
        self._session = importer.session
        self._answers: dict[str, int | None] = {}
        self._added_ones: dict[str, bool] = {}
        self.owner = ""  # the name in the row that is being read
        self.look_again()

    def look_again(self) -> None:
        """Read the libraries again: some were added, changed or undone."""
        self.known = store.library_lines(self._session)

    def meant(self, text: str) -> str:
        """The id of the library that a cell means.

        Asked about, or with ``add_libraries`` added, where unknown. Raises NotFound, Ambiguous or
        UsageProblem.
        """
        try:
            return str(find.library_among(self.known, text).id)
        except Ambiguous:
            raise
        except NotFound as problem:
            if fold(text) in NO_LIBRARY:
                raise UsageProblem(
                    f"{text.strip()[:40]!r} is not the name of a library.", "Leave the cell blank."
                ) from None
            near = find.nearest_libraries(self.known, text)
            known = self._asked(text, near)
            if known is not None:
                return known
            if not self._may_add(text):
                alike = f"Did you mean {listed(near, 'or')}? " if near else ""
                hint = f"{alike}To add such libraries as outside the system: --add-libraries"
                raise NotFound(problem.message, hint) from None
        for library in self.known:
            if alike_names(text, library.name):
                raise NotFound(
                    f"{text.strip()[:60]!r} is nearly {library.name}.",
                    f"If it is that one: wvls library edit {library.id} --alias "
                    f"{to_copy(text.strip()[:60])}   If it is another one: wvls library add",
                )
        return self._added(text, near)

    def _may_add(self, text: str) -> bool:
        """Whether an unknown library may be added; each is asked about once."""
        ask = self._options.may_add_library
        if self._options.add_libraries or ask is None:
            return self._options.add_libraries
        if fold(text) not in self._added_ones:
            self._added_ones[fold(text)] = ask(text)
        return self._added_ones[fold(text)]

    def _asked(self, text: str, near: Sequence[str]) -> str | None:
        """The library that somebody chose; the spelling is saved as another name of it."""
        if self._options.which_library is None:
            return None
        if fold(text) not in self._answers:
            lines = {label: lib for lib in self.known if (label := find.placed(lib)) in near}
            choices = [(lines[label].id, label) for label in near if label in lines]
            self._answers[fold(text)] = self._options.which_library(text, choices, self._whose())
        number = self._answers[fold(text)]
        if number is None:
            return None
        self._importer.touch()
        self._importer.learned = True
        libraries.edit_in(self._session, number, libraries.LibraryDetails(alias=(text,)))
        self.look_again()
        return str(number)

    def _whose(self) -> str:
        """The row that is being read, with its name: which of three hundred has this library?"""
        return f"Line {self._importer.line}" + (f", {self.owner}" if self.owner else "")

    def _added(self, text: str, near: Sequence[str]) -> str:
        library = Library(name=line(text, "library"))
        self._importer.touch()
        self._importer.learned = True
        self._session.add(library)
        self._session.flush()
        self.look_again()
        town = f"wvls library edit {to_copy(library.name)} --city TOWN"
        if self._options.add_libraries:
            like = f"; the nearest known is {near[0]}" if near else ""
            self._importer.warn(
                f"{library.name} is added as a library outside the system{like}. Add its town: {town}"
            )
        else:  # to say so as a warning right after a yes read as if that were a mistake
            self._importer.tally.libraries.append(
                Problem(
                    self._importer.line, None, f"Added {library.name}. To fill in its town: {town}"
                )
            )
        return str(library.id)
