"""read_parquet.py OUT FILE...: every peer reads every file.

Writes OUT/<stem>.<peer>.jsonl (see dump.py), or OUT/<stem>.<peer>.error with what the peer said, and
OUT/<stem>.features with the features that `datasets` shows, and the sizes of the pictures in a column
`image`.
"""

import os
import pathlib
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

import datasets
import duckdb
import polars
import pyarrow.parquet

import dump


def by_pyarrow(path, out):
    return pyarrow.parquet.ParquetFile(path, page_checksum_verification=True).read()


def by_datasets(path, out):
    data = datasets.load_dataset(
        "parquet", data_files=path, split="train", cache_dir=f"{out}/datasets")
    facts = [repr(dict(data.features))]
    if isinstance(data.features.get("image"), datasets.Image):
        facts += [str(picture.size) for picture in data["image"]]
    pathlib.Path(out, pathlib.Path(path).stem + ".features").write_text("\n".join(facts))
    return data.data.table


def by_duckdb(path, out):
    return duckdb.sql(f"SELECT * FROM read_parquet('{path}')").to_arrow_table()


def by_polars(path, out):
    return polars.read_parquet(path).to_arrow()


def main(out, paths):
    for path in paths:
        for peer in (by_pyarrow, by_datasets, by_duckdb, by_polars):
            target = f"{out}/{pathlib.Path(path).stem}.{peer.__name__[3:]}"
            try:
                dump.write(peer(path, out), target + ".jsonl")
            except Exception as error:
                pathlib.Path(target + ".error").write_text(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
