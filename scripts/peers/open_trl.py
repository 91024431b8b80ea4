"""open_trl.py FOLDER MODEL: what TRL sees of an exported phase.

Its launcher's words lead to train.py, whose rows and settings TRL takes.
"""

import importlib.metadata
import json
import os
import sys

from trl import GRPOConfig
from trl.data_utils import prepare_multimodal_messages

from handed_off import launched, picture, say, text_of

folder, model = sys.argv[1:]
with launched(folder, model, "torchrun") as words:
    [program] = [word for word in words if word.endswith("/train.py")]
    sys.path.insert(0, os.path.dirname(program))
    import train

    GRPOConfig(output_dir=words[words.index("--save") + 1], use_cpu=True, **train.GRPO)
    rows = []
    for row in train.rows():
        turns = prepare_multimodal_messages(row["prompt"], images=row["images"])
        rows.append(
            {
                "qid": json.loads(row["label"])["qid"],
                "index": len(rows),
                "text": text_of(turns[0]["content"]),
                "label": row["label"],
                "pictures": [picture(image) for image in row["images"]],
            }
        )
    say(f"TRL {importlib.metadata.version('trl')}", rows)
