"""Blocks of a document as text, CSV, Word or Excel, each as real programs write them.

A block is Text(line), Gap() or Table(rows, header): rows of Cell(text, across, down), header the number of head rows.
"""
import io
import unicodedata
import zipfile
from collections import namedtuple
from xml.sax.saxutils import escape

Text = namedtuple("Text", "line")
Cell = namedtuple("Cell", "text across down", defaults=(1, 1))
Table = namedtuple("Table", "rows header")


def grid_of(table):
    """Rows of texts as wide as the table; None where a wide cell covers the place, False where a tall one does."""
    grid, open_cells = [], {}
    for row in table.rows:
        line, at, cells = [], 0, list(row)
        while cells or at in open_cells:
            if at in open_cells:
                below, left = open_cells.pop(at)
                line.append(below)
                if left > 1:
                    open_cells[at] = (below, left - 1)
                at += 1
                continue
            cell = cells.pop(0)
            for i in range(cell.across):
                line.append(cell.text if i == 0 else None)
                if cell.down > 1:
                    open_cells[at + i] = (False if i == 0 else None, cell.down - 1)
            at += cell.across
        grid.append(line)
    width = max(map(len, grid), default=0)
    return [row + [""] * (width - len(row)) for row in grid]


def width_of(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def split_at(text, width):
    """A cell's lines in a column so wide, in display columns."""
    lines, line = [], ""
    for c in text:
        if line and width_of(line + c) > width:
            lines, line = lines + [line], ""
        line += c
    return lines + [line]


def as_lines(blocks, table_lines):
    lines = []
    for block in blocks:
        if isinstance(block, Table):  # a row is a line: no line ends inside its cells
            block = Table([[c._replace(text=c.text.replace("\n", " ")) for c in row] for row in block.rows], block.header)
        lines += [block.line, ""] if isinstance(block, Text) else table_lines(block) + [""]
    return lines


def tabs(blocks):
    return as_lines(blocks, lambda t: ["\t".join(c or "" for c in row) for row in grid_of(t)])


def cells(blocks):
    """One cell a line behind a tab, rows parted by empty lines."""
    return as_lines(blocks, lambda t: [line for row in grid_of(t) for line in
                                       ["\t" + (c or "") for c in row if c is not None] + [""]])


def pipes(blocks):
    return as_lines(blocks, lambda t: ["| " + " | ".join(c or "" for c in row) + " |" for row in grid_of(t)])


def spaces(blocks, widest=None):
    """Columns parted by blanks, as pdftotext -layout prints them; cells wider than `widest` are broken."""
    def table_lines(table):
        grid = [[c or "" for c in row] for row in grid_of(table)]
        count = len(grid[0]) if grid else 0
        spanned = {(i, at) for i, row in enumerate(table.rows) for at, cell in zip(starts(row), row) if cell.across > 1}
        wide = [max([4] + [width_of(row[k]) for i, row in enumerate(grid) if (i, k) not in spanned]) for k in range(count)]
        if widest:
            wide = [min(w, widest) for w in wide]
        lines = []
        for i, row in enumerate(grid):
            parts = [split_at(c, wide[k]) if (i, k) not in spanned else [c] for k, c in enumerate(row)]
            for line in range(max(map(len, parts), default=0)):
                text = ""
                at = 0
                for k, part in enumerate(parts):
                    piece = part[line] if line < len(part) else ""
                    text += " " * max(0, at - width_of(text)) + piece if piece else ""
                    at += wide[k] + 3
                lines.append(text.rstrip())
        return lines
    return as_lines(blocks, table_lines)


def starts(row):
    at, found = 0, []
    for cell in row:
        found.append(at)
        at += cell.across
    return found


def csv(blocks):
    def quoted(text):
        return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text
    rows = []
    for block in blocks:
        rows += [quoted(block.line)] if isinstance(block, Text) else [
            ",".join(quoted(c or "") for c in row) for row in grid_of(block)]
    return rows


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return out.getvalue()


RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
         'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
         'ContentType="application/xml"/>{}</Types>')
MAIN = "application/vnd.openxmlformats-officedocument."


def docx(blocks):
    """Wide cells with gridSpan, tall ones with vMerge; a word broken into runs, as Word does."""
    def paragraph(text):
        half = len(text) // 2
        runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(p)}</w:t></w:r>' for p in (text[:half], text[half:]) if p)
        return f"<w:p>{runs}</w:p>"

    def table_of(table):
        out, tall = [], {}
        for index, row in enumerate(table.rows):
            line, at = [], 0
            queue = list(row)
            while queue or at in tall:
                if at in tall:
                    across, left = tall.pop(at)
                    line.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/><w:vMerge/></w:tcPr><w:p/></w:tc>')
                    if left > 1:
                        tall_next[at] = (across, left - 1)
                    at += across
                    continue
                cell = queue.pop(0)
                properties = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
                if cell.down > 1:
                    properties += '<w:vMerge w:val="restart"/>'
                    tall_next[at] = (cell.across, cell.down - 1)
                line.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(cell.text)}</w:tc>")
                at += cell.across
            repeat = "<w:trPr><w:tblHeader/></w:trPr>" if index < table.header else ""
            out.append(f"<w:tr>{repeat}{''.join(line)}</w:tr>")
            tall.update(tall_next)
            tall_next.clear()
        return f"<w:tbl>{''.join(out)}</w:tbl><w:p/>"

    tall_next = {}
    body = "".join(paragraph(b.line) if isinstance(b, Text) else table_of(b) for b in blocks)
    return packed([
        ("[Content_Types].xml", TYPES.format(f'<Override PartName="/word/document.xml" ContentType="{MAIN}wordprocessingml.document.main+xml"/>')),
        ("_rels/.rels", RELS.format(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>')),
        ("word/document.xml", '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
         + body + "</w:body></w:document>")])


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def xlsx(blocks, sheet_for_each=True):
    """Amounts as numbers, texts inline, merged cells; a new sheet for each table when asked."""
    sheets, pending = [], []
    for block in blocks:
        pending.append(block)
        if isinstance(block, Table) and sheet_for_each:
            sheets.append(pending)
            pending = []
    if pending:
        sheets.append(pending)
    parts, books, relations, types = [], "", "", ""
    for number, content in enumerate(sheets, 1):
        rows, merged, at = "", "", 0
        for block in content:
            source = [[Cell(block.line)]] if isinstance(block, Text) else block.rows
            grid = [[block.line]] if isinstance(block, Text) else grid_of(block)
            for i, (line, row) in enumerate(zip(grid, source)):
                at += 1
                written = ""
                for k, text in enumerate(line):
                    if not text:
                        continue
                    place = f"{column_name(k)}{at}"
                    plain = text.replace(".", "", 1).isdigit() and "." in text
                    written += (f'<c r="{place}"><v>{text}</v></c>' if plain else
                                f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>')
                    covered = next((c for s, c in zip(starts_in(line), row) if s == k), None)
                    if covered and (covered.across > 1 or covered.down > 1):
                        merged += f'<mergeCell ref="{place}:{column_name(k + covered.across - 1)}{at + covered.down - 1}"/>'
                rows += f'<row r="{at}">{written}</row>'
        if merged:
            merged = f"<mergeCells>{merged}</mergeCells>"
        parts.append((f"xl/worksheets/sheet{number}.xml", '<worksheet xmlns="http://schemas.openxmlformats.org/'
                      f'spreadsheetml/2006/main"><sheetData>{rows}</sheetData>{merged}</worksheet>'))
        books += f'<sheet name="Sheet{number}" sheetId="{number}" r:id="r{number}"/>'
        relations += f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        types += f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{MAIN}spreadsheetml.worksheet+xml"/>'
    return packed([
        ("[Content_Types].xml", TYPES.format(f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}spreadsheetml.sheet.main+xml"/>' + types)),
        ("_rels/.rels", RELS.format(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>')),
        ("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
         f'xmlns:r="{OFFICE}"><sheets>{books}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", RELS.format(relations)), *parts])


def starts_in(line):
    """Where the cells of a row begin that are not covered by others."""
    return [k for k, text in enumerate(line) if text is not None and text is not False]
