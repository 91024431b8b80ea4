"""shards_webdataset.py (write|read) CORPUS FOLDER: webdataset's side of the shards benchmark.

`write` writes the rows of CORPUS (questions.jsonl and its pictures) as FOLDER/*.tar; `read` reads
FOLDER/*.tar and parses every JSON. Prints one line: samples, processor seconds after the imports, 0,
bytes of pictures.
"""

import glob
import json
import os
import sys
import time

import webdataset

mode, corpus, folder = sys.argv[1:4]


def write():
    os.makedirs(folder, exist_ok=True)
    count, size = 0, 0
    with webdataset.ShardWriter(
            folder + "/train-%06d.tar", maxcount=100000, maxsize=256e6, verbose=0) as shards:
        with open(corpus + "/questions.jsonl", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                with open(f"{corpus}/{row['images'][0]}", "rb") as file:
                    picture = file.read()
                shards.write({"__key__": row["qid"], "jpg": picture, "json": row})
                count += 1
                size += len(picture)
    return count, size


def read():
    count, size = 0, 0
    shards = sorted(glob.glob(folder + "/*.tar"))
    for sample in webdataset.WebDataset(shards, shardshuffle=False):
        json.loads(sample["json"])
        count += 1
        size += len(sample["jpg"])
    return count, size


before = time.process_time()
count, size = globals()[mode]()
print(count, time.process_time() - before, 0, size)
