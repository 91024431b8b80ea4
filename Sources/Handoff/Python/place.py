"""Writes a copy of the rows with whole paths of pictures, for trainers that know no root of paths.

    python3 place.py HERE RUN FILE...

Each FILE of the folder HERE is read line by line and written to the folder RUN, whole or not at all.
"""

import json
import os
import sys


def placed(picture, root):
    if isinstance(picture, dict):
        return {**picture, "image": os.path.join(root, picture["image"])}
    return os.path.join(root, picture)


def main(here, run, names):
    for name in names:
        target = os.path.join(run, name)
        with open(os.path.join(here, name), encoding="utf-8", newline="\n") as rows:
            with open(target + ".part", "w", encoding="utf-8", newline="\n") as copy:
                for line in rows:
                    row = json.loads(line)
                    row["images"] = [placed(picture, here) for picture in row["images"]]
                    copy.write(json.dumps(row, ensure_ascii=False) + "\n")
        os.replace(target + ".part", target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
