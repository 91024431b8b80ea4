"""Tables of Arrow as canonical JSON lines, for comparing values.

A row is an array of its columns' values. Whole numbers and texts are themselves; bytes are
{"bytes": SHA-256, "count": N}; a number of eight or four bytes is {"bits": its 16 or 8 hexadecimal
digits}; decimals, dates, times and timestamps are {"text": T}; a struct is {"fields": [[name, value],
...]}; an entry of a map is a struct of `key` and `value`.
"""

import hashlib
import json
import struct

import pyarrow as pa
import pyarrow.compute as pc


def timestamp_text(kind, value):
    """A timestamp or time of Arrow with as many digits of a second as its unit has."""
    text = pc.strftime(value.cast(pa.timestamp(kind.unit)), "%Y-%m-%dT%H:%M:%S").as_py()
    return text.rstrip("Z") + ("Z" if kind.tz else "")


def value(kind, scalar):
    """The canonical form of a scalar of Arrow."""
    if scalar is None or not scalar.is_valid:
        return None
    types = pa.types
    if types.is_dictionary(kind):
        return value(kind.value_type, scalar.cast(kind.value_type))
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return [value(kind.value_type, item) for item in scalar.values]
    if types.is_map(kind):
        return [
            {"fields": [["key", value(kind.key_type, item["key"])],
                        ["value", value(kind.item_type, item["value"])]]}
            for item in scalar.values
        ]
    if types.is_struct(kind):
        fields = [kind.field(index) for index in range(kind.num_fields)]
        return {"fields": [[f.name, value(f.type, scalar[i])] for i, f in enumerate(fields)]}
    if types.is_float64(kind):
        return {"bits": struct.pack(">d", scalar.as_py()).hex()}
    if types.is_float32(kind):
        return {"bits": struct.pack(">f", scalar.as_py()).hex()}
    if types.is_float16(kind):
        return {"bits": struct.pack(">f", float(scalar.as_py())).hex()}
    if types.is_decimal(kind):
        return {"text": format(scalar.as_py(), "f")}
    if types.is_timestamp(kind):
        return {"text": timestamp_text(kind, scalar)}
    if types.is_date(kind) or types.is_time(kind):
        return {"text": scalar.cast(pa.string()).as_py()}
    plain = scalar.as_py()
    if isinstance(plain, bytes):
        return {"bytes": hashlib.sha256(plain).hexdigest(), "count": len(plain)}
    return plain


def write(table, path):
    """Writes a table's rows, in order."""
    with open(path, "w", encoding="utf-8") as out:
        for batch in table.to_batches():
            kinds = [field.type for field in batch.schema]
            for row in range(batch.num_rows):
                cells = [value(kind, column[row]) for kind, column in zip(kinds, batch.columns)]
                out.write(json.dumps(cells, ensure_ascii=False, separators=(",", ":")) + "\n")
