"""shards_read.py SHARD.tar...: what webdataset, `datasets` and Energon make of our shards.

Prints lines of JSON: ["webdataset" or "datasets", key, [[extension, SHA-256 of the bytes], ...]] for
each sample that a peer finds, the extensions sorted, a JSON as its bytes are in the shard; and
["energon", SHARD, offsets] with what Energon's `prepare` would write to SHARD.idx.
"""

import hashlib
import json
import os
import sys
import tarfile

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

import datasets
import webdataset

shards = sys.argv[1:]


def show(peer, key, files):
    digests = [[name, hashlib.sha256(data).hexdigest()] for name, data in sorted(files.items())]
    print(json.dumps([peer, key, digests]))


for sample in webdataset.WebDataset(shards, shardshuffle=False, empty_check=False):
    show("webdataset", sample["__key__"],
         {name: data for name, data in sample.items() if not name.startswith("__")})

data = datasets.load_dataset("webdataset", data_files=shards, split="train", streaming=True)
pictures = [name for name, kind in data.features.items() if isinstance(kind, datasets.Image)]
for sample in data:
    for name in pictures:
        assert sample[name].size == (2, 1), sample[name].size
for name in pictures:
    data = data.cast_column(name, datasets.Image(decode=False))
for sample in data:
    files = {name: sample[name]["bytes"] for name in pictures}
    # `datasets` parses a JSON; ours is written without blanks and in order, so it is the same again.
    files["json"] = json.dumps(sample["json"], separators=(",", ":"), ensure_ascii=False).encode()
    show("datasets", sample["__key__"], files)

# As megatron-energon 7.4.1 does it in flavors/webdataset/prepare.py. shards_energon.py asks the package
# itself, which needs torch.
for shard in shards:
    with open(shard, "rb") as file, tarfile.open(fileobj=file, mode="r:*") as tar:
        offsets, last = [], None
        for member in tar:
            key = member.name.split(".", 1)[0]
            if key != last:
                offsets.append(member.offset)
            last = key
        offsets.append(tar.offset)
    print(json.dumps(["energon", os.path.basename(shard), offsets]))
