"""The source cell read line by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.store.citations import citation_of, lines_of, name_of, read_citation


@pytest.mark.parametrize(
    ("line", "title", "address", "locator"),
    [
        ("Annual report, p. 4", "Annual report", "", "p. 4"),
        ("Annual report, pp. 3-4", "Annual report", "", "pp. 3-4"),
        ("Annual report, page 12", "Annual report", "", "page 12"),
        ("Ruling, para 2", "Ruling", "", "para 2"),
        ("Census, table 3", "Census", "", "table 3"),
        ("Book, sheet Final data, cell B4", "Book", "", "sheet Final data, cell B4"),
        ("Broadcast, 12:30", "Broadcast", "", "12:30"),
        ("Memoir, chapter 2", "Memoir", "", "chapter 2"),
        ("Talk, slide 5", "Talk", "", "slide 5"),
        ("Annual report (p. 4)", "Annual report", "", "p. 4"),
        ("Annual report p. 4", "Annual report", "", "p. 4"),
        ("Annual report; p. 4", "Annual report", "", "p. 4"),
        ("Annual report: p. 4", "Annual report", "", "p. 4"),
        ("Annual report, page four", "Annual report", "", "page four"),
        ("Annual report page twenty-one", "Annual report", "", "page twenty-one"),
        ("Annual report, pp. 4 and 7", "Annual report", "", "pp. 4 and 7"),
        ("Memoir, ch. 3", "Memoir", "", "ch. 3"),
        ("Memoir ch. 3", "Memoir", "", "ch. 3"),
        ("Penal Code \u00a7 12", "Penal Code", "", "\u00a7 12"),
        ("Penal Code, \u00a7 12", "Penal Code", "", "\u00a7 12"),
        ("Report, p. 4, https://example.org/a", "Report", "https://example.org/a", "p. 4"),
        ("Report (p. 4) https://example.org/a", "Report", "https://example.org/a", "p. 4"),
        ("Report p. 4 https://example.org/a", "Report", "https://example.org/a", "p. 4"),
        ("https://example.org/a, p. 4", "https://example.org/a", "https://example.org/a", "p. 4"),
        ("phone call with X on 3 June 2016", "phone call with X", "", "3 June 2016"),
        ("call of 3 June", "call", "", "3 June"),
        ("Secretariat (example), call of 3 June", "Secretariat (example)", "", "call of 3 June"),
        ("interview with Ann Lee, 3 June", "interview with Ann Lee", "", "3 June"),
        ("Ann Lee (interview, June 3, 2016)", "Ann Lee", "", "interview, June 3, 2016"),
        ("e-mail from Lee, J. of 2016-06-03", "e-mail from Lee, J.", "", "2016-06-03"),
        ("Ann Lee, by phone on 3 June at 14:30", "Ann Lee", "", "by phone on 3 June at 14:30"),
        ("Phone call with Ann Lee", "Phone call with Ann Lee", "", ""),
        ("Report of 3 June 2016", "Report of 3 June 2016", "", ""),
        ("Annual report 2015", "Annual report 2015", "", ""),
        ("Catch page", "Catch page", "", ""),
        ("Smith, J., 2014", "Smith, J., 2014", "", ""),
        ("p. 4", "p. 4", "", ""),
        ("https://example.org/a", "https://example.org/a", "https://example.org/a", ""),
        ("Post (http://example.org/a), p. 4", "Post", "http://example.org/a", "p. 4"),
        (
            "Minutes (example) https://example.org/m",
            "Minutes (example)",
            "https://example.org/m",
            "",
        ),
        (
            "doi:10.1000/182, p. 4",
            "https://doi.org/10.1000/182",
            "https://doi.org/10.1000/182",
            "p. 4",
        ),
        ("Lee 2014 (doi: 10.1000/182), p. 4", "Lee 2014", "https://doi.org/10.1000/182", "p. 4"),
        ("javascript:alert(1)", "javascript:alert(1)", "", ""),
        ("ftp://example.org", "ftp://example.org", "", ""),
    ],
)
def test_line_of_the_source_cell_is_read(line: str, title: str, address: str, locator: str) -> None:
    read = read_citation(line)
    assert (read.cited, read.title, read.address, read.locator) == (line, title, address, locator)


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            (
                *("Report", ", ", "; ", " ", "(", ")", ":", "-", "p. 4", "page four", "table 3"),
                *("\u00a7 12", "12:30", "call of", "interview with", "3 June"),
                "https://example.org/a",
            )
        )
    ).map("".join)
)
def test_any_line_gives_parts_that_a_report_brings_back(cell: str) -> None:
    for line in lines_of(cell):
        read = read_citation(line)
        assert citation_of(name_of(line, read.locator), read.locator, read.address).cited == line
