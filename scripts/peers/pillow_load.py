"""pillow_load.py CORPUS [FOLDER]: Pillow loads every picture of CORPUS (questions.jsonl and its pictures).

Prints one line: pictures, processor seconds after the imports, 0, bytes of pictures. FOLDER is not used.
"""

import json
import os
import sys
import time

from PIL import Image

corpus = sys.argv[1]
before = time.process_time()
count, size = 0, 0
with open(corpus + "/questions.jsonl", encoding="utf-8") as lines:
    for line in lines:
        path = f"{corpus}/{json.loads(line)['images'][0]}"
        with Image.open(path) as picture:
            picture.load()
        count += 1
        size += os.path.getsize(path)
print(count, time.process_time() - before, 0, size)
