"""The survey's capitals and codes, as people would have written them."""

import pytest

from wvls_mentor.sheets.survey import published, spelled, usual


@pytest.mark.parametrize(
    ("capitals", "usual_spelling"),
    [
        ("T.B. SCOTT FREE LIBRARY", "T.B. Scott Free Library"),
        ("EDWARD U. DEMMER MEMORIAL LIBRARY", "Edward U. Demmer Memorial Library"),
        ("ST. PAUL ISLAND SCHOOL/COMMUNITY LIBRARY", "St. Paul Island School/Community Library"),
        ("HARTFORD - MCGREGOR-MCKINNEY PUBLIC LIBRARY", "Hartford - McGregor-McKinney Public Library"),
        ("TOP OF THE KUSKOKWIM LIBRARY", "Top of the Kuskokwim Library"),
        ("THE FREE LIBRARY", "The Free Library"),
        ("EMMET O'NEAL LIBRARY", "Emmet O'Neal Library"),
        ("EMMET O`NEAL LIBRARY", "Emmet O'Neal Library"),
        ("LAC DU FLAMBEAU", "Lac du Flambeau"), ("DU QUOIN", "Du Quoin"),
        ("GARNET A. WILSON PL OF PIKE CO", "Garnet A. Wilson PL of Pike Co"),
        ("RADNOR TWNSHP LIBRARY", "Radnor Twnshp Library"),
        ("FRIEND'S LIBRARY", "Friend's Library"),
        ("JAMES C. POOLE JR. MEMORIAL LIBRARY", "James C. Poole Jr. Memorial Library"),
        ("GUIN - MCHS COMMUNITY LIBRARY", "Guin - MCHS Community Library"),
        ("LIBRARY DISTRICT II", "Library District II"),
        ("Already Mixed LIBRARY", "Already Mixed LIBRARY"),
        ("", ""),
    ],
)  # fmt: skip
def test_capitals_get_their_usual_spelling(capitals: str, usual_spelling: str) -> None:
    assert spelled(capitals) == usual_spelling
    assert spelled(spelled(capitals)) == usual_spelling


@pytest.mark.parametrize(
    ("field", "text", "kept"),
    [
        ("population", "-3", False), ("population", "-9", False), ("population", "M", False),
        ("population", "0", True), ("population", "3000", True),
        ("longitude", "-90", True), ("longitude", "-9.0", False), ("longitude", "-4", False),
        ("longitude", "-89.4", True), ("latitude", "0", False), ("latitude", "-14.273", True),
        ("latitude", "40", True), ("county", "M", False), ("county", "MARATHON", True),
    ],
)  # fmt: skip
def test_codes_of_what_is_missing(field: str, text: str, kept: bool) -> None:
    assert (field in usual({field: text})) is kept


def test_the_survey_numbers_its_libraries_twice() -> None:
    assert published(["STABR", "FSCSKEY", "LIBID", "LIBNAME"])
    assert published(["fscskey", "libid", "name"])
    assert not published(["name", "city", "fscskey"])
