"""check_bounds.py FILE...: the bounds and counts of nulls in the footers are those of the values, and
peers that skip by them find every row by its `id`.

Prints how many bounds were compared and how many rows looked up; ends with 1 at the first that is wrong.
"""

import sys

import duckdb
import polars
import pyarrow.parquet

compared, found = 0, 0
for path in sys.argv[1:]:
    file = pyarrow.parquet.ParquetFile(path)
    for group in range(file.num_row_groups):
        data = file.read_row_group(group)
        for index in range(file.metadata.num_columns):
            chunk = file.metadata.row_group(group).column(index)
            if chunk.path_in_schema not in data.column_names:
                continue
            values = data.column(chunk.path_in_schema)
            facts = chunk.statistics
            place = f"{path}, row group {group}, {chunk.path_in_schema}"
            assert facts.null_count == values.null_count, place
            if facts.has_min_max:
                known = [value for value in values.to_pylist() if value is not None]
                assert (facts.min, facts.max) == (min(known), max(known)), place
                compared += 1
    if "id" in file.schema_arrow.names:
        ids = [value for value in file.read(["id"]).column("id").to_pylist() if value is not None]
        for wanted in ids[::max(1, len(ids) // 20)]:
            rows = duckdb.execute("SELECT id FROM read_parquet(?) WHERE id = ?", [path, wanted])
            assert len(rows.fetchall()) == ids.count(wanted), f"{path}: DuckDB lost {wanted}"
            rows = polars.scan_parquet(path).filter(polars.col("id") == wanted).collect()
            assert len(rows) == ids.count(wanted), f"{path}: polars lost {wanted}"
            found += 1
print(compared, found)
