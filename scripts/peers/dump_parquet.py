"""dump_parquet.py (OUT FILE)...: the rows of each file as pyarrow reads them (see dump.py)."""

import sys

import pyarrow.parquet

import dump

for out, path in zip(sys.argv[1::2], sys.argv[2::2]):
    dump.write(pyarrow.parquet.ParquetFile(path).read(), out)
