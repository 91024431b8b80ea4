"""write_parquet.py OUT: tables by pyarrow, DuckDB, polars and `datasets`, each in the ways they have.

Writes OUT/<kind>.parquet, and OUT/<kind>.jsonl with its rows as pyarrow reads them, or DuckDB
its own (see dump.py).
"""

import datetime
import decimal
import os
import random
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

import datasets
import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq

import dump

OUT = sys.argv[1]
WORDS = ["", "café", "cafe\u0301", "\U0001F469\u200D\U0001F52C", "a\0b", "\n\t\"\\\x7f", "<image>",
         "long " * 60]


def pictures(rng, index):
    def one():
        return None if rng.random() < 0.1 else {
            "bytes": None if rng.random() < 0.1 else rng.randbytes(rng.randrange(2000)),
            "path": None if rng.random() < 0.3 else f"{index}.png"}
    return None if rng.random() < 0.1 else [one() for _ in range(rng.randrange(4))]


def column(rng, count, make):
    """Values, of which some are null."""
    return [None if rng.random() < 0.15 else make(index) for index in range(count)]


def table(count, seed=1):
    """A table of every shape that data sets have; no type that only Arrow has."""
    rng = random.Random(seed)
    day = datetime.date(2024, 2, 28)
    moment = datetime.datetime(1969, 12, 31, 23, 59, 58, 123456)
    step = datetime.timedelta(hours=7, microseconds=1001)
    message = pa.struct([("role", pa.string()), ("content", pa.string())])
    picture = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
    truth = pa.struct([("style", pa.string()), ("inner", pa.struct([("value", pa.int32())]))])
    fields = {
        "id": (pa.string(), [f"question-{i}" for i in range(count)]),
        "word": (pa.string(), column(rng, count, lambda i: rng.choice(WORDS))),
        "flag": (pa.bool_(), column(rng, count, lambda i: rng.random() < 0.8)),
        "tiny": (pa.int8(), column(rng, count, lambda i: rng.randrange(-128, 128))),
        "small": (pa.int32(), column(rng, count, lambda i: rng.randrange(-2**31, 2**31))),
        "large": (pa.int64(), column(rng, count, lambda i: rng.randrange(-2**63, 2**63))),
        "steady": (pa.int64(), [1_700_000_000 + 3 * i for i in range(count)]),
        "unsigned": (pa.uint64(), column(rng, count, lambda i: rng.randrange(2**64))),
        "single": (pa.float32(), column(rng, count, lambda i: rng.uniform(-1, 1))),
        "real": (pa.float64(), column(
            rng, count, lambda i: rng.choice([0.0, -0.0, float("inf"), rng.gauss(0, 1e9)]))),
        "price": (pa.decimal128(12, 3), column(
            rng, count, lambda i: decimal.Decimal(rng.randrange(-10**9, 10**9)).scaleb(-3))),
        "day": (pa.date32(), column(rng, count, lambda i: day + i * datetime.timedelta(1))),
        "moment": (pa.timestamp("us"), column(rng, count, lambda i: moment + i * step)),
        "raw": (pa.binary(), column(rng, count, lambda i: rng.randbytes(rng.randrange(50)))),
        "images": (pa.list_(picture), [pictures(rng, i) for i in range(count)]),
        "choices": (pa.list_(pa.string()), column(
            rng, count, lambda i: column(rng, rng.randrange(5), lambda j: rng.choice(WORDS)))),
        "grid": (pa.list_(pa.list_(pa.int32())), column(
            rng, count, lambda i: column(
                rng, rng.randrange(3), lambda j: list(range(rng.randrange(4)))))),
        "prompt": (pa.list_(message), column(
            rng, count, lambda i: [{"role": "user", "content": rng.choice(WORDS)}] * (i % 3))),
        "truth": (truth, column(
            rng, count, lambda i: {"style": "rule", "inner": {"value": i} if i % 3 else None})),
    }
    return pa.table({name: pa.array(values, kind) for name, (kind, values) in fields.items()})


def by_pyarrow(name, data, **options):
    pq.write_table(data, f"{OUT}/pyarrow_{name}.parquet", **options)


def all_of_pyarrow(data):
    numbers = ["small", "large", "steady"]
    texts = ["id", "word", "raw"]
    by_pyarrow("default", data)
    for codec in ["none", "gzip", "zstd"]:
        by_pyarrow(codec, data, compression=codec)
    by_pyarrow("format_1", data, version="1.0")
    by_pyarrow("v2", data, data_page_version="2.0")
    by_pyarrow("v2_none", data, data_page_version="2.0", compression="none", use_dictionary=False)
    by_pyarrow("v2_zstd", data, data_page_version="2.0", compression="zstd", data_page_size=4096)
    by_pyarrow("tiny_pages", data, data_page_size=100, write_batch_size=7, write_page_index=True)
    by_pyarrow("no_dictionary", data, use_dictionary=False)
    by_pyarrow("small_dictionary", data, dictionary_pagesize_limit=200, data_page_size=500,
               write_batch_size=10)
    by_pyarrow("delta", data, use_dictionary=False, column_encoding=dict.fromkeys(
        numbers, "DELTA_BINARY_PACKED") | dict.fromkeys(texts, "DELTA_LENGTH_BYTE_ARRAY"))
    by_pyarrow("delta_byte_array", data, use_dictionary=False, data_page_version="2.0",
               column_encoding=dict.fromkeys(texts, "DELTA_BYTE_ARRAY"))
    by_pyarrow("byte_stream_split", data, use_dictionary=False, column_encoding=dict.fromkeys(
        ["single", "real", *numbers], "BYTE_STREAM_SPLIT"))
    by_pyarrow("checksums", data, write_page_checksum=True, write_page_index=True)
    by_pyarrow("chunked", data, use_content_defined_chunking=True, write_page_index=True)
    by_pyarrow("groups", data, row_group_size=17)
    by_pyarrow("no_statistics", data, write_statistics=False, store_schema=False)
    by_pyarrow("old_lists", data, use_compliant_nested_type=False)
    # More rows than fit into a page, with runs of one value and of nulls.
    count = 60_000
    by_pyarrow("many_rows", pa.table({
        "run": pa.array([None if i // 5000 % 3 == 1 else i // 7000 for i in range(count)]),
        "bit": pa.array([i * i % 7 < 3 for i in range(count)]),
        "list": pa.array([list(range(i % 3)) if i % 11 else None for i in range(count)]),
    }), write_page_index=True)


def all_of_duckdb(data):
    for name, options in {
        "v1": "", "v2": ", PARQUET_VERSION v2", "groups": ", ROW_GROUP_SIZE 2048",
        "v2_zstd": ", PARQUET_VERSION v2, COMPRESSION zstd",
    }.items():
        duckdb.sql(f"COPY data TO '{OUT}/duckdb_{name}.parquet' (FORMAT parquet{options})")


def all_of_polars(data):
    frame = polars.from_arrow(data)
    for name, options in {
        "default": {}, "snappy": {"compression": "snappy"}, "gzip": {"compression": "gzip"},
        "none": {"compression": "uncompressed"},
        "small_pages": {"data_page_size": 1024, "row_group_size": 60, "statistics": "full"},
    }.items():
        frame.write_parquet(f"{OUT}/polars_{name}.parquet", **options)


def by_datasets():
    features = datasets.Features({
        "id": datasets.Value("string"), "images": datasets.List(datasets.Image()),
        "image": datasets.Image(), "label": datasets.ClassLabel(names=["a", "b"])})
    rng = random.Random(3)
    picture = {"bytes": rng.randbytes(5000), "path": None}
    rows = [{"id": f"{i}", "images": [picture] * (i % 3), "image": picture, "label": i % 2}
            for i in range(100)]
    datasets.Dataset.from_list(rows, features=features).to_parquet(
        f"{OUT}/datasets_default.parquet")


data = table(400)
all_of_pyarrow(data)
all_of_duckdb(data)
all_of_polars(data)
by_datasets()
for name in sorted(os.listdir(OUT)):
    if name.endswith(".parquet"):
        # pyarrow does not read DuckDB's differences of 32-bit numbers that need more than 32 bits.
        rows = (duckdb.sql(f"FROM '{OUT}/{name}'").to_arrow_table() if name.startswith("duckdb")
                else pq.ParquetFile(f"{OUT}/{name}").read())
        dump.write(rows, f"{OUT}/{name.removesuffix('.parquet')}.jsonl")
