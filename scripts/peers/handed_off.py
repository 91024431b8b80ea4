"""What open_verl.py, open_swift.py and open_openrlhf.py share: an exported folder, as it is launched."""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile

# A program that stands where the launcher calls the trainer, and notes the words it is called with.
TRAINER = """#!/usr/bin/env bash
if [[ ${0##*/} == python3 && $1 != -m ]]; then exec "$INTERPRETER" "$@"; fi
printf '%s\\0' "$@" >"$WORDS"
env -0 >"$WORDS.environment"
"""


@contextlib.contextmanager
def launched(folder, model, program):
    """Starts the folder's launch.sh in a new folder, which is there as long as the context.

    Gives the words that the trainer, which `program` starts, is called with. The launcher's environment
    becomes this process's own.
    """
    with tempfile.TemporaryDirectory() as scratch:
        words = os.path.join(scratch, "words")
        stand_in = os.path.join(scratch, program)
        with open(stand_in, "w") as file:
            file.write(TRAINER)
        os.chmod(stand_in, 0o755)
        environment = {
            "PIPELINE": "/bin/true",
            **os.environ,
            "PATH": scratch + os.pathsep + os.environ["PATH"],
            "INTERPRETER": sys.executable,
            "WORDS": words,
        }
        launcher = os.path.join(folder, "launch.sh")
        run = os.path.join(scratch, "it's a run \u00e9")
        subprocess.run(
            ["bash", launcher, run, "--model", model], env=environment, check=True, stdout=sys.stderr
        )
        for pair in read_words(words + ".environment"):
            name, value = pair.split("=", 1)
            os.environ.setdefault(name, value)
        yield read_words(words)


def read_words(path):
    with open(path, encoding="utf-8") as file:
        return file.read().split("\0")[:-1]


def picture(image):
    """A picture as Pillow decodes it."""
    pixels = image.convert("RGB").tobytes()
    return {
        "width": image.width,
        "height": image.height,
        "pixels": hashlib.sha256(pixels).hexdigest(),
    }


def text_of(content):
    """What a turn says, with `<image>` where it has pictures."""
    if isinstance(content, str):
        return content
    return "".join(part["text"] if part["type"] == "text" else "<image>" for part in content)


def say(peer, rows):
    """Tells what a trainer saw, as the last line of the output."""
    print(json.dumps({"peer": peer, "rows": rows}))
