"""Imports libraries and topics."""

from dataclasses import asdict, replace

from wvls_mentor.services import libraries, topics
from wvls_mentor.sheets.rows import Context, Importer, RowResult, cell, differing, refuse
from wvls_mentor.store import people as store
from wvls_mentor.store.models import Library, Topic
from wvls_mentor.text import fold, line


class Libraries(Importer):
    """Rows of libraries; the key is the FSCS key, or name and town."""

    in_bulk = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._look()

    def _look(self) -> None:
        """All libraries on record, by their keys."""
        lines = store.library_lines(self.session)
        self.by_id = {lib.id: lib for lib in lines}
        self.by_key = {lib.fscskey: lib.id for lib in lines if lib.fscskey}
        self.by_name = {_place_key(lib.name, lib.city): lib.id for lib in lines}

    def key(self, row: dict[str, str]) -> str:
        """The FSCS key, or name and town."""
        name = _name(row)
        return row.get("fscskey", "").upper() or "\x1f".join(_place_key(name, row.get("city", "")))

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """Name and town, or the FSCS key, as they stand now."""
        there = self.session.get(Library, record_id)
        if there is None:
            return None
        if "fscskey" in row:
            return {"fscskey": there.fscskey} if there.fscskey else {}
        return {"name": there.name, "city": there.city}

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        details = self._details(row)
        name = _name(row)
        key = (row.get("fscskey") or "").upper()
        there = self.by_key.get(key) or self._named(name, row.get("city", ""), key)
        if there is not None and self.options.names_stay:
            now = self.by_id[there]
            details = replace(details, name=now.name, city=now.city or details.city,
                              county=now.county or details.county)  # fmt: skip
        elif key:
            details = self._with_state(details, key, there)
        library = Library(name=name) if there is None else Library(**asdict(self.by_id[there]))
        libraries.set_facts(library, details)
        before = {} if there is None else asdict(self.by_id[there])
        differences = differing(before, {} if there is None else library.model_dump())
        if there is None or differences:
            self._refuse_double(library)
            self._write(library)
        return RowResult(library.id or 0, there is None, library.name, differences)

    def _write(self, library: Library) -> None:
        """Add the library or change the existing one, and put it into the index."""
        self.learned = True
        if library.id is None:
            self.batch.add(library)
        else:
            self.touch()
            self.session.merge(library)
        assert library.id is not None
        self.by_id[library.id] = libraries.line_of(library)
        self.by_name[_place_key(library.name, library.city)] = library.id
        if library.fscskey:
            self.by_key[library.fscskey] = library.id

    def reset(self) -> None:
        """The row is not known any more; those before it are in the batch."""
        self.batch.write()
        self._look()

    def _details(self, row: dict[str, str]) -> libraries.LibraryDetails:
        return libraries.LibraryDetails(**{name: self.value(row, name) for name in self.fields})

    def _named(self, name: str, city: str, key: str) -> int | None:
        """The library of that name and town, unless it goes by another FSCS key."""
        there = self.by_name.get(_place_key(name, city))
        if there is not None and key and self.by_id[there].fscskey not in (None, key):
            return None
        return there

    def _with_state(
        self, details: libraries.LibraryDetails, key: str, there: int | None
    ) -> libraries.LibraryDetails:
        """Jasper has a Jasper Public Library in seven states: the later ones name theirs."""
        other = self.by_name.get(_place_key(details.name or "", details.city or ""))
        if other in (None, there):
            return details
        return replace(details, city=f"{details.city}, {key[:2]}")

    def _refuse_double(self, library: Library) -> None:
        same = self.by_name.get(_place_key(library.name, library.city))
        keyed = self.by_key.get(library.fscskey or "")
        for other in (same, keyed):
            if other is not None and other != library.id:
                there = self.by_id[other]
                raise refuse("name", f"{there.name}, {there.city} is there already.")


def _name(row: dict[str, str]) -> str:
    name = cell(row, "name", lambda t: line(t, "name"))
    if name is None:
        raise refuse("name", "There is no name.", "Every row needs one.")
    return name


def _place_key(name: str, city: str) -> tuple[str, str]:
    return fold(name), fold(city)


class Topics(Importer):
    """Rows of topics; the key is the short name."""

    def key(self, row: dict[str, str]) -> str:
        """The short name."""
        if "slug" not in row:
            raise refuse("slug", "There is no short name.", "Every row needs one.")
        return row["slug"].lower()

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """The short name as it stands now."""
        there = self.session.get(Topic, record_id)
        return None if there is None else {"slug": there.slug}

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        slug = cell(row, "slug", topics.read_slug) or ""
        known = {s: (t, a) for s, t, a in store.topic_lines(self.session)}
        title = cell(row, "title", lambda t: line(t, "title"))
        area = cell(row, "area", lambda t: line(t, "area"))
        taken = next((s for s, (t, _) in known.items() if title and fold(t) == fold(title)), slug)
        if taken != slug:
            raise refuse("title", f"{title!r} is the title of {taken} already.")
        there = self.session.get(Topic, store.topic_ids(self.session).get(slug, 0))
        topic = there or Topic(slug=slug, title=title or slug.replace("-", " ").capitalize())
        wanted = {k: v for k, v in (("title", title), ("area", area)) if v is not None}
        differences = {} if there is None else differing(there.model_dump(), wanted)
        self.session.add(topic.sqlmodel_update(wanted))
        self.session.flush()
        assert topic.id is not None
        return RowResult(topic.id, there is None, topic.title, differences)
