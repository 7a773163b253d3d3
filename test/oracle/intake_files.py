#!/usr/bin/env python3
"""What other programs read from the open data: python's csv and json, and openpyxl.

    intake_files.py FOLDER > intake_files.csv

The check sum is CRC-32 of all cells, each followed by 0x1f, each row by 0x1e; a missing cell is
empty. Rows of empty cells, and rows that are the header again, are left out."""
import csv, datetime, glob, gzip, io, json, os, sys, zlib
import openpyxl

csv.field_size_limit(1 << 30)
root = sys.argv[1]
NO_HEADER = {'methods/chicago_arson.csv', 'violence/near_repeat_chicago_arson.csv',
             'violence/near_repeat_chicago_burglary_month1.csv'}
RAGGED = {'violence/near_repeat_chicago_arson_reference.csv',
          'violence/near_repeat_chicago_burglary_month1_reference.csv'}  # reports, no tables


def text(v):
    if v is None:
        return ''
    if isinstance(v, bool):
        return 'true' if v else 'false'
    if isinstance(v, float):
        return str(int(v)) if v.is_integer() and abs(v) < 1e15 else repr(v)
    if isinstance(v, datetime.datetime):
        return v.strftime('%Y-%m-%d') if v.time() == datetime.time(0) else v.isoformat()
    return str(v)


def crc(rows, width):
    c = 0
    for r in rows:
        r = list(r)[:width] + [None] * (width - len(r))
        c = zlib.crc32(''.join(text(x) + '\x1f' for x in r).encode() + b'\x1e', c)
    return f'{c:08x}'


def put(name, sheet, header, rows, width, encoding='utf-8'):
    rows = list(rows)
    out.writerow([name, sheet, encoding, header, len(rows), width, crc(rows, width)])


out = csv.writer(sys.stdout, lineterminator='\n')
out.writerow(['file', 'sheet', 'encoding', 'header', 'rows', 'columns', 'crc'])
for path in sorted(glob.glob(root + '/*/*')):
    name = os.path.relpath(path, root)
    data = open(path, 'rb').read()
    if name.endswith('.gz'):
        data = gzip.decompress(data)
    if name.endswith(('.csv', '.csv.gz')) and name not in RAGGED:
        encoding = 'utf-8'
        try:
            content = data.decode('utf-8-sig')
        except UnicodeDecodeError:
            content, encoding = data.decode('cp1252'), 'windows-1252'
        rows = [r for r in csv.reader(io.StringIO(content, newline='')) if any(r)]
        if name in NO_HEADER:
            put(name, '', 'no', rows, len(rows[0]), encoding)
        else:
            put(name, '', 'yes', [r for r in rows[1:] if r != rows[0]], len(rows[0]), encoding)
    elif name.endswith('.geojson'):
        features = json.loads(data)['features']
        keys = list(dict.fromkeys(k for f in features for k in f['properties']))
        points = any((f['geometry'] or {}).get('type') == 'Point' for f in features)
        rows = []
        for f in features:
            row = [f['properties'].get(k) for k in keys]
            if points:
                row += f['geometry']['coordinates'] if f['geometry'] else [None, None]
            rows.append(row)
        put(name, '', 'yes', rows, len(keys) + (2 if points else 0))
    elif name.endswith('.xlsx'):
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        for sheet in book.worksheets:
            rows = [[x.value if x.value != '' else None for x in r] for r in sheet.iter_rows()]
            rows = [r for r in rows if any(text(x).strip() != '' for x in r)]
            if not rows:
                continue
            width = max(i + 1 for r in rows for i, x in enumerate(r) if text(x).strip() != '')
            rows = [[('TRUE' if x else 'FALSE') if isinstance(x, bool) else x for x in r] for r in rows]
            put(name, sheet.title, 'no', rows, width)
