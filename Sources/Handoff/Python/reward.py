"""The reward of a phase, for the trainer that this folder was made for.

Responses are scored by `pipeline score`, the grader that also measured pass rates: this module only
turns a trainer's call into lines of JSON and back. It needs Python 3.9 and nothing else.

    PIPELINE             the `pipeline` program; without it, the one in PATH
    PIPELINE_REWARD_LOG  the file that gets a line for each response that was scored:
                         {"step": 3, "qid": "q17", "score": 0.9, "verdict": "right"}; a trainer that does not tell its
                         reward function the step gets null. Rows to validate on are not logged.

launch.sh sets both. Trainers whose workers may run elsewhere are given the log as an argument.
"""

import atexit
import fcntl
import json
import os
import subprocess
import threading

REWARD_NAME = "pipeline"  # EasyR1 reads these two.
REWARD_TYPE = "batch"

_HERE = os.path.dirname(os.path.abspath(__file__))
_LOCK = threading.Lock()
_SCORER = None


class _Scorer:
    """`pipeline score` as a process of ours. A fork must not share its pipes: see `_scorer`."""

    def __init__(self):
        self.pid = os.getpid()
        program = os.environ.get("PIPELINE", "pipeline")
        self.process = subprocess.Popen(
            [program, "score", os.path.join(_HERE, "reward.json")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, rows):
        line = json.dumps({"responses": rows}, ensure_ascii=True).encode("ascii") + b"\n"
        self.process.stdin.write(line)
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer.endswith(b"\n"):
            raise BrokenPipeError("`pipeline score` ended")
        return json.loads(answer)

    def kill(self):
        """Ends it however it is, and tells its status."""
        try:
            self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self.process.kill()
        return self.process.wait()

    def end(self):
        if self.pid == os.getpid():
            self.process.stdin.close()
            self.process.wait()


def _end():
    if _SCORER is not None:
        try:
            _SCORER.end()
        except OSError:
            pass


atexit.register(_end)


# Responses of a line: a batch of thousands would be a line of many megabytes.
_AT_ONCE = 256


def _ask(rows):
    """Scores rows; a process that died is started anew once."""
    global _SCORER
    with _LOCK:
        for attempt in range(2):
            if _SCORER is None or _SCORER.pid != os.getpid():
                _SCORER = _Scorer()
            try:
                answer = _SCORER.ask(rows)
                break
            except (BrokenPipeError, ValueError) as error:
                status = _SCORER.kill()
                _SCORER = None
                if attempt == 1:
                    raise RuntimeError(
                        f"`pipeline score` ended with status {status}; its message is above"
                    ) from error
            except BaseException:
                # Its answer to this line must not become the next one's.
                _SCORER.kill()
                _SCORER = None
                raise
    if "error" in answer:
        raise ValueError(f"`pipeline score`: {answer['error']}")
    if len(answer["scores"]) != len(rows):
        raise ValueError(f"`pipeline score` scored {len(answer['scores'])} of {len(rows)} responses")
    return answer["scores"]


def _log(step, labels, scores, log):
    lines = [
        json.dumps(
            {
                "step": step,
                "qid": label["qid"],
                "score": score["overall"],
                "verdict": score["verdict"],
            }
        )
        for label, score in zip(labels, scores)
        if not label.get("validation")
    ]
    if not lines:
        return
    path = log or os.environ.get("PIPELINE_REWARD_LOG")
    if not path:
        raise RuntimeError("PIPELINE_REWARD_LOG is not set: launch.sh sets it")
    data = ("\n".join(lines) + "\n").encode("utf-8")
    # One write to a file that is open for appending: lines of several processes do not mix. On several
    # machines only the lock sees to that.
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX)
        except OSError:
            pass
        done = os.write(file, data)
        if done != len(data):
            raise OSError(f"only {done} of {len(data)} bytes went into {path}")
    finally:
        os.close(file)


def score(
    responses,
    labels,
    tokens=None,
    finished=None,
    prompts=None,
    descriptions=None,
    step=None,
    log=None,
):
    """Scores responses and logs them: for each a dictionary with `overall` and the reward's parts.

    labels: the JSON texts of the label column. tokens: lengths, where the trainer tells them.
    finished: whether each response ended by itself; True where the trainer does not tell.
    prompts: what stands before each response, where the trainer hands over both as one text.
    descriptions: what was answered from each response's description alone, where the trainer asks.
    """
    labels = [json.loads(label) for label in labels]
    rows = []
    for place, (response, label) in enumerate(zip(responses, labels)):
        ended = finished is None or finished[place]
        if prompts is None:
            row = {"response": response, "finish_reason": "stop" if ended else "length"}
        else:
            row = {"query": response, "prompt": prompts[place]}
        row["answer"] = label["answer"]
        for name in ("choices", "keywords"):
            if name in label:
                row[name] = label[name]
        if "pictures" in label:
            row["pictures"] = [os.path.join(_HERE, path) for path in label["pictures"]]
        if tokens is not None:
            row["tokens"] = int(tokens[place])
        if descriptions is not None:
            row["description_answer"] = descriptions[place]
        rows.append(row)
    scores = []
    for start in range(0, len(rows), _AT_ONCE):
        scores += _ask(rows[start : start + _AT_ONCE])
    _log(step, labels, scores, log)
    # Trainers take numbers alone.
    return [{k: v for k, v in row.items() if k != "verdict"} for row in scores]


def easyr1(reward_inputs, max_tokens=None, log=None):
    """EasyR1: a list of inputs, or one where its reward is `sequential`.

    It does not tell why a response ended: one as long as the limit was cut off.
    """
    if isinstance(reward_inputs, dict):
        return easyr1([reward_inputs], max_tokens=max_tokens, log=log)[0]
    tokens = [int(row["response_length"]) for row in reward_inputs]
    return score(
        [row["response"] for row in reward_inputs],
        [row["ground_truth"] for row in reward_inputs],
        tokens=tokens,
        finished=[max_tokens is None or count < max_tokens for count in tokens],
        log=log,
    )


def easyr1_vision_sr1(responses, ground_truths, questions, description_answers, log=None):
    """EasyR1 as of Vision-SR1: lists, the last of what the policy answered from its descriptions.

    It tells neither a response's length nor why it ended, but its configuration keeps the token that
    ends one: a whole text behind an empty prompt. Validation has no second pass and empty answers.
    """
    return score(
        responses,
        ground_truths,
        prompts=[""] * len(responses),
        descriptions=description_answers,
        log=log,
    )


def verl(data_source, solution_str, ground_truth, extra_info=None, log=None, **_):
    """verl: one response, with neither its length nor why it ended."""
    result = score([solution_str], [ground_truth], log=log)[0]
    return {"score": result["overall"], **{k: v for k, v in result.items() if k != "overall"}}


def trl(completions, completion_ids, label, trainer_state=None, max_tokens=None, **_):
    """TRL: conversations, their tokens, and the label column."""
    tokens = [len(ids) for ids in completion_ids]
    scores = score(
        [turns if isinstance(turns, str) else turns[-1]["content"] for turns in completions],
        label,
        tokens=tokens,
        finished=[max_tokens is None or count < max_tokens for count in tokens],
        step=getattr(trainer_state, "global_step", None),
    )
    return [result["overall"] for result in scores]


def reward_func(queries, prompts, labels, **_):
    """OpenRLHF: whole texts; the function's name is fixed."""
    import torch

    scores = score(queries, labels, prompts=prompts)
    overall = torch.tensor([result["overall"] for result in scores], dtype=torch.float32)
    logs = {
        name: torch.tensor([result[name] for result in scores], dtype=torch.float32)
        for name in scores[0]
        if name != "overall"
    }
    return {"rewards": overall, "scores": overall, "extra_logs": logs}


try:
    from swift.rewards import ORM, orms
except ImportError:
    pass  # Another trainer than ms-swift.
else:

    class PipelineReward(ORM):
        """ms-swift: texts, and columns by name."""

        def __call__(self, completions, solution, trainer_state=None, **columns):
            ids = columns.get("response_token_ids")
            cut = columns.get("is_truncated")
            scores = score(
                completions,
                solution,
                tokens=None if ids is None else [_length(row) for row in ids],
                finished=None if cut is None else [not value for value in cut],
                step=getattr(trainer_state, "global_step", None),
            )
            return [result["overall"] for result in scores]

    def _length(ids):
        """The tokens of a response, whose turns may be lists of their own."""
        return sum(map(_length, ids)) if ids and isinstance(ids[0], list) else len(ids)

    orms["pipeline"] = PipelineReward
