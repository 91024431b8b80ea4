#!/usr/bin/env bash
# Trains the phase coarse perception with EasyR1.
#
#   bash launch.sh RUN_FOLDER [--model MODEL] [--resume CHECKPOINT] [--dry-run]
#
# With --dry-run it prints the command, quoted, and makes nothing.
#
# A phase begins in a folder of its own, from a model: by default the one below, for a later
# phase the weights of the one before. It is gone on with from a checkpoint of its own.
set -euo pipefail

fail() {
    echo "launch.sh: $1" >&2
    exit "${2:-65}"
}

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
model=
run=
resume=
dry_run=
while (($#)); do
    case $1 in
    --dry-run)
        dry_run=yes
        shift
        ;;
    --model | --resume)
        (($# > 1)) || fail "$1 wants a value" 64
        printf -v "${1#--}" %s "$2"
        shift 2
        ;;
    --*) fail "there is no option $1" 64 ;;
    *)
        [[ -z $run ]] || fail "expected one folder, and there is $1 as well" 64
        run=$1
        shift
        ;;
    esac
done
[[ -n $run ]] || fail "expected a folder to train in" 64
run=$(realpath -m -- "$run")
# Whoever goes on keeps what the phase began with: the reference is made of it.
if [[ -z $model && -n $resume && -f $run/started-from ]]; then
    model=$(<"$run/started-from")
fi
[[ -n $model ]] || model='Qwen/Qwen2.5-VL-7B-Instruct'
[[ -n $model ]] || fail "the phase begins with another's weights: name them by --model" 64

if [[ -n $resume ]]; then
    resume=$(realpath -m -- "$resume")
    [[ -d $resume ]] || fail "there is no checkpoint $resume" 66
    [[ $resume == "$run"/* ]] ||
        fail "$resume is none of this phase: start a new folder with --model instead"
    [[ ${resume##*/} =~ ^(checkpoint-|global_step_?)[0-9]+$ ]] ||
        fail "$resume is no checkpoint's folder" 64
elif [[ -e $run && -n $(ls -A -- "$run") ]]; then
    fail "$run is not empty: name another folder, or a checkpoint with --resume"
fi
[[ $here$run != *@* ]] || fail "EasyR1 takes paths apart at @: $here, $run"
[[ $here$run$model != *'${'* ]] ||
    fail "EasyR1 would take what begins with a dollar and a brace for a variable"
export PIPELINE=${PIPELINE:-$(type -P pipeline || true)}
if [[ -z $dry_run ]]; then
    [[ -x $PIPELINE ]] || fail "PIPELINE does not name the pipeline program" 78
    mkdir -p -- "$run"
    [[ -n $resume ]] || printf %s "$model" > "$run/started-from"
fi
export PIPELINE_REWARD_LOG=$run/rewards.jsonl

# A text in YAML's single quotes.
yaml_text() {
    local quote="'"
    printf "'%s'" "${1//$quote/$quote$quote}"
}

arguments=(
    # The phase.
    data.train_files="$(yaml_text "$here/data.jsonl")"
    # EasyR1 wants a row to validate on.
    data.val_files="$(yaml_text "$here/validation-data.jsonl")"
    # What pictures' paths are relative to.
    data.image_dir="$(yaml_text "$here")"
    # Where training starts from.
    worker.actor.model.model_path="$(yaml_text "$model")"
    # The reward.
    worker.reward.reward_function="$(yaml_text "$here/reward.py:easyr1")"
    # Where scores are logged.
    worker.reward.reward_function_kwargs.log="$(yaml_text "$run/rewards.jsonl")"
    # A folder of this phase alone.
    trainer.save_checkpoint_path="$(yaml_text "$run/checkpoints")"
)
if [[ -n $resume ]]; then
    arguments+=(trainer.load_checkpoint_path="$(yaml_text "$resume")" trainer.find_last_checkpoint=false)
else
    # Where it stopped in another phase's rows would skip as many of this one's.
    arguments+=(trainer.load_checkpoint_path=null trainer.find_last_checkpoint=false)
fi
if [[ -n $dry_run ]]; then
    printf '%q ' python3 -m verl.trainer.main config="$(yaml_text "$here/config.yaml")" "${arguments[@]}"
    echo
    exit
fi
if [[ -n $resume ]]; then
    # What was drawn behind the checkpoint is drawn again.
    printf '\n{"resumed": %d}\n' "${resume##*[!0-9]}" >> "$PIPELINE_REWARD_LOG"
fi
exec python3 -m verl.trainer.main config="$(yaml_text "$here/config.yaml")" "${arguments[@]}"
