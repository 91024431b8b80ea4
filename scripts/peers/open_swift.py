"""open_swift.py FOLDER MODEL: what ms-swift sees of an exported phase.

Its launcher's words are parsed by ms-swift's own parser; rows are read by its own reader, and made ready
for a model as its trainer does it.
"""

import importlib.metadata
import json
import sys

from swift.arguments import RLHFArguments
from swift.utils import parse_args

from handed_off import launched, picture, say

folder, model = sys.argv[1:]
with launched(folder, model, "swift") as words:
    assert words[0] == "rlhf", words
    # A LLaVA might be of several of its kinds of model, and there is no GPU.
    more = ["--model_type", "llava1_5_hf", "--use_cpu", "true"]
    given, unknown = parse_args(RLHFArguments, words[1:] + more)
    assert not unknown, unknown
    template = given.get_template()
    rows = []
    for row in given.load_dataset()[0]:
        text = row["messages"][0]["content"]
        inputs = template.encode(row, return_template_inputs=True)["template_inputs"]
        rows.append(
            {
                "qid": json.loads(row["solution"])["qid"],
                "index": len(rows),
                "text": text,
                "label": row["solution"],
                "pictures": [picture(image) for image in inputs.images],
            }
        )
    say(f"ms-swift {importlib.metadata.version('ms_swift')}", rows)
