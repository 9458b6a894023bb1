"""Reads every paper of a folder back and holds it against the same paper as JSON. Prints a line a file; a complaint
ends the run."""

import csv, datetime, email, email.policy, io, json, pathlib, re, sys

import docx, icalendar, lxml.html, openpyxl, pymupdf

folder = pathlib.Path(sys.argv[1])


def flat(text):
    return " ".join(text.split())


def pieces(paper):
    """The texts of a paper in order."""
    for block in paper["blocks"]:
        kind = block["kind"]
        if kind in ("heading", "paragraph"):
            yield block["text"]
        elif kind == "list":
            yield from block["entries"]
        elif kind == "note":
            yield from block["paragraphs"]
        elif kind == "key_values":
            for pair in block["pairs"]:
                yield pair["label"]
                yield pair["value"]
        elif kind == "table":
            yield from (head for head in block["columns"])
            for row in block["rows"]:
                yield from row


def in_order(what, text, wanted):
    text, at = flat(text), 0
    for piece in map(flat, wanted):
        found = text.find(piece, at)
        assert found >= 0, f"{what}: a text of the paper is missing or out of order after {at}"
        at = found + len(piece)


def within(cells, row):
    """Whether the cells of a row stand in it in order: a row to be filled in has more."""
    rest = iter(cells)
    return all(any(flat(cell) == flat(other) for other in rest) for cell in row)


def tables(paper):
    return [block for block in paper["blocks"] if block["kind"] == "table"]


def html(path, paper):
    source = path.read_text("utf-8")
    page = lxml.html.fromstring(source)
    assert page.tag == "html" and page.get("lang") == paper["language"]
    assert page.findtext(".//title") == paper["title"]
    assert not page.xpath("//script|//link|//img|//iframe|//object|//@onclick|//@src"), "something runs or is fetched"
    assert len(page.xpath("//main")) == len(page.xpath("//header")) == len(page.xpath("//footer")) == 1
    heads = [(int(head.tag[1]), flat(head.text_content())) for head in page.xpath("//main//*[self::h2 or self::h3 or self::h4]")]
    wanted = [(block["level"] + 1, flat(block["text"])) for block in paper["blocks"] if block["kind"] == "heading"]
    assert heads == wanted, "headings"
    found = page.xpath("//table")
    assert len(found) == len(tables(paper))
    for table, block in zip(found, tables(paper)):
        if any(block["columns"]):
            assert [flat(th.text_content()) for th in table.xpath(".//th[@scope='col']")] == [flat(c) for c in block["columns"]]
        rows = [[flat(td.text_content()) for td in tr.xpath("./td")] for tr in table.xpath("./tbody/tr")]
        assert rows == [[flat(cell) for cell in row] for row in block["rows"]], "cells"
    parts = page.xpath("//main//*[self::h2 or self::h3 or self::h4 or self::p or self::li or self::dt or self::dd or self::th or self::td]")
    in_order(path.name, " ".join(part.text_content() for part in parts), pieces_without_blank_heads(paper))
    if paper["marking"]:
        assert len(page.xpath("//p[@class='marking']")) == 2


def pieces_without_blank_heads(paper):
    return (piece for piece in pieces(paper) if flat(piece))


def text(path, paper):
    said = path.read_text("utf-8")
    if paper is None:  # not written as JSON: there is nothing to hold it against
        assert said.strip()
        return
    assert said.splitlines()[0] == paper["marking"] and said.splitlines()[-1] == paper["marking"]
    # Heads are told with each row, and lines within a cell are parted by a stroke.
    plain = [p for b in paper["blocks"] if b["kind"] not in ("table",) for p in pieces({"blocks": [b]})]
    in_order(path.name, said.replace(" / ", " "), (p.replace(" / ", " ").rstrip(":") for p in plain if flat(p)))


def word(path, paper):
    document = docx.Document(path)
    assert document.core_properties.title == paper["title"]
    heads = [(int(p.style.name[-1]), flat(p.text)) for p in document.paragraphs if p.style.name.startswith("Heading ")]
    wanted = [(block["level"], flat(block["text"])) for block in paper["blocks"] if block["kind"] == "heading"]
    assert heads == wanted, "headings"
    assert len(document.tables) == len(tables(paper))
    for table, block in zip(document.tables, tables(paper)):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if any(block["columns"]):
            head = table.rows[0]._tr
            assert head.xpath("./w:trPr/w:tblHeader"), "the head is not repeated"
            assert within(rows.pop(0), block["columns"])
        assert len(rows) == len(block["rows"])
        for cells, row in zip(rows, block["rows"]):
            assert within(cells, row), "cells"
    body = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            body += [cell.text for row in part.rows for cell in row.cells]
        else:
            body.append(part.text)
    in_order(path.name, " ".join(body), pieces_without_blank_heads(paper))
    section = document.sections[0]
    above = " ".join(p.text for p in section.header.paragraphs)
    below = " ".join(p.text for p in section.footer.paragraphs)
    assert paper["marking"] in above and paper["marking"] in below
    assert ("DRAFT" in above) == paper["draft"]
    assert {"PAGE", "NUMPAGES"} <= {f.strip() for f in section.footer._element.xpath(".//w:fldSimple/@w:instr")}
    language = document.styles.element.xpath("./w:docDefaults//w:lang/@w:val")
    assert language == [paper["language"]]


def shown(cell):
    """A cell as the program shows it."""
    value = cell.value
    if isinstance(value, (datetime.datetime, datetime.date)):
        if cell.number_format == "dd/mm/yyyy":
            return value.strftime("%d/%m/%Y")
        assert cell.number_format == "ddd d mmm yyyy", cell.number_format
        return f"{value:%a} {value.day} {value:%b %Y}"
    return "" if value is None else str(value)


def workbook(path, paper):
    book = openpyxl.load_workbook(path)
    assert book.properties.title == paper["title"]
    rows, days = [], 0
    for sheet in book:
        assert sheet.freeze_panes == "A5" and sheet.print_title_rows == "$4:$4"
        assert paper["marking"] in sheet["A1"].value
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), "a formula"
            days += sum(cell.is_date for cell in row if cell.value is not None)
            rows.append([shown(cell) for cell in row])
    for block in tables(paper):
        for row in block["rows"]:
            assert any(within(cells, row) for cells in rows), "a row of a table is missing"
    lone = [c for b in tables(paper) for r in b["rows"] for c in r if re.fullmatch(r"\w{3} \d+ \w{3} \d{4}|\d\d/\d\d/\d{4}", c)]
    assert (days > 0) == (len(lone) > 0), "days are dates"


def values(path, paper):
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0] == [paper["marking"]] and rows[-1] == [paper["marking"]]
    for row in rows:
        for cell in row:
            assert not re.match(r"[=+@\t\r]|-[^\d]|-\d.*[^\d.]", cell), "a formula"
    bare = [[cell.removeprefix("'") if re.match(r"'\s*[=+\-@]", cell) else cell for cell in row] for row in rows]
    for block in tables(paper):
        for row in block["rows"]:
            assert any(within(cells, row) for cells in bare), "a row of a table is missing"


def national(path):
    """The file of the data return, which has a layout of its own: a head of 32 columns, a row a meeting, and nothing besides."""
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
        kinds = [[type(cell) for cell in row] for row in rows]
    else:
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows()]
        kinds = [[type(cell) for cell in row] for row in rows]
        assert all(row[1] is datetime.datetime for row in kinds[1:]), "a day that is no date"
        assert all(kind in (int, float, type(None)) for row in kinds[1:] for kind in row[2:]), "a count that is no number"
    assert len(rows) > 1 and {len(row) for row in rows} == {32}, "columns"
    assert rows[0][0] == "MARAC Name", "the first head"


def calendar(path, _paper):
    entry = icalendar.Calendar.from_ical(path.read_bytes())
    assert entry["METHOD"] == "PUBLISH" and entry["VERSION"] == "2.0"
    [event] = entry.walk("VEVENT")
    assert re.fullmatch(r"[A-Z]+-\d{4}-\d\d-\d\d(-\d)?", str(event["SUMMARY"])), "more than a reference"
    assert "DESCRIPTION" not in event and "ATTENDEE" not in event and "ORGANIZER" not in event
    assert event.decoded("DTEND") > event.decoded("DTSTART") and event["UID"] and event["CLASS"] == "PRIVATE"
    assert event.decoded("DTSTART").tzinfo is not None


def mail(path, paper):
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["X-Unsent"] == "1" and not message.defects
    assert not message["Bcc"] and not message["Cc"] and message["From"] is None
    attached = list(message.iter_attachments())
    assert attached
    for part in attached:
        content = part.get_content()
        content = content.encode() if isinstance(content, str) else content
        assert content[:4] in (b"%PDF", b"PK\x03\x04", b"BEGI"), part.get_filename()
        stem = part.get_filename().rsplit(".", 1)[0]
        assert re.fullmatch(r"[\w.-]+", stem), stem
    said = message["Subject"] + message.get_body(("plain",)).get_content()
    # No word of the paper but its references stands in the message: names are written in capitals.
    if paper:
        names = {w for p in pieces(paper) for w in re.findall(r"\b[A-Z][A-Z’']{3,}\b", p)}
        allowed = set(re.findall(r"[A-Z]+", paper["marking"] + " " + paper["title"] + " " + message["Subject"].split(":")[-1]))
        assert not {w for w in names - allowed if re.search(rf"\b{re.escape(w)}\b", said)}, "a name"


def pdf(path, paper):
    document = pymupdf.open(path)
    assert document.page_count > 0 and document.metadata["title"] == paper["title"]


readers = {".html": html, ".txt": text, ".docx": word, ".xlsx": workbook, ".csv": values, ".ics": calendar, ".eml": mail, ".pdf": pdf}
opened = {
    ".html": lambda path: lxml.html.fromstring(path.read_text("utf-8")).text_content().strip()[0],
    ".txt": lambda path: path.read_text("utf-8").strip()[0],
    ".docx": lambda path: docx.Document(path).paragraphs[0],
    ".xlsx": lambda path: openpyxl.load_workbook(path).worksheets[0]["A1"].value[0],
    ".csv": lambda path: path.read_text("utf-8-sig").strip()[0],
    ".pdf": lambda path: pymupdf.open(path)[0].get_text().strip()[0],
}
for path in sorted(folder.iterdir()):
    if path.name == "tried":
        continue
    beside = path.with_suffix(".json")
    paper = json.loads(beside.read_text("utf-8")) if beside.exists() else None
    if path.suffix == ".json":
        assert paper["title"] and list(pieces(paper))
    else:
        try:
            if paper is None and path.suffix not in (".ics", ".eml"):
                # A paper that is not written as JSON: that it opens and says something is all that can be told.
                opened[path.suffix](path)
                print(path.name)
                continue
            if paper and paper["title"].startswith("Data return") and path.suffix in (".csv", ".xlsx"):
                national(path)
            else:
                readers[path.suffix](path, paper)
        except AssertionError as problem:
            kind = paper["title"] if paper else "paper"
            raise SystemExit(f"{path.name} ({kind}): {problem or 'not as expected'}\n" + __import__("traceback").format_exc())
    print(path.name)
