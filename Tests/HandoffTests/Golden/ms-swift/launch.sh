#!/usr/bin/env bash
# Trains the phase coarse perception with ms-swift.
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
export PIPELINE=${PIPELINE:-$(type -P pipeline || true)}
if [[ -z $dry_run ]]; then
    [[ -x $PIPELINE ]] || fail "PIPELINE does not name the pipeline program" 78
    mkdir -p -- "$run"
    [[ -n $resume ]] || printf %s "$model" > "$run/started-from"
fi
export PIPELINE_REWARD_LOG=$run/rewards.jsonl

export NPROC_PER_NODE=2
export ROOT_IMAGE_DIR="$here"
export MIN_PIXELS=576
export MAX_PIXELS=802816
arguments=(
    # The method.
    --rlhf_type 'grpo'
    # Where training starts from.
    --model "$model"
    # The phase.
    --dataset "$here/data.jsonl"
    # Whether the phase's order is given up as the data is read
    --dataset_shuffle false
    # and as it is trained on.
    --train_dataloader_shuffle false
    # No question is kept back.
    --split_dataset_ratio 0
    # Rows are read anew.
    --load_from_cache_file false
    # A row that cannot be read ends the run; without this ms-swift takes another in its place.
    --strict true
    # The most tokens of a prompt, pictures included.
    --max_length 2048
    # The seed.
    --seed 1
    # The reward
    --external_plugins "$here/reward.py"
    # and its name there.
    --reward_funcs 'pipeline'
    # All weights are trained.
    --tuner_type 'full'
    # Those that see, too.
    --freeze_vit false
    # The weights' type.
    --torch_dtype 'bfloat16'
    # How often the phase is gone through.
    --num_train_epochs 1
    # Responses to a question.
    --num_generations 8
    # Responses that are drawn before the next updates.
    --generation_batch_size 16
    # Responses that a GPU takes at once in an update.
    --per_device_train_batch_size 2
    # So many times make up the responses of an update.
    --gradient_accumulation_steps 2
    # The most tokens of a response.
    --max_completion_length 2048
    # The temperature of responses.
    --temperature 1.0
    # The share they are drawn from.
    --top_p 1.0
    # The weight of the divergence, in the loss.
    --beta 0.01
    # The clip below 1.
    --epsilon 0.2
    # The clip above 1.
    --epsilon_high 0.3
    # The learning rate. It starts anew with each phase.
    --learning_rate 1.0e-06
    # The weight decay.
    --weight_decay 0.01
    # The rate stays what it is.
    --lr_scheduler_type 'constant'
    # vLLM draws responses,
    --use_vllm true
    # on the GPUs that train,
    --vllm_mode 'colocate'
    # so many of them an engine.
    --vllm_tensor_parallel_size 1
    # A folder of this phase alone,
    --output_dir "$run/checkpoints"
    # without one of ms-swift's naming below it.
    --add_version false
    # Updates between checkpoints: ms-swift counts each as a step.
    --save_steps 10
    # Checkpoints that are kept.
    --save_total_limit 3
    # Without the optimizer one cannot go on from a checkpoint.
    --save_only_model false
    # Metrics of each update.
    --logging_steps 1
)
if [[ -n $resume ]]; then
    arguments+=(--resume_from_checkpoint "$resume")
fi
if [[ -n $dry_run ]]; then
    printf '%q ' swift rlhf "${arguments[@]}"
    echo
    exit
fi
if [[ -n $resume ]]; then
    # What was drawn behind the checkpoint is drawn again.
    printf '\n{"resumed": %d}\n' "${resume##*[!0-9]}" >> "$PIPELINE_REWARD_LOG"
fi
exec swift rlhf "${arguments[@]}"
