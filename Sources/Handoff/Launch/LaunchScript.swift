import Records

/// `launch.sh`, which trains a phase, and `launch.sbatch`, which lets Slurm do it.
///
/// What a user wrote is in it as quoted words only; what is told at launch stays in variables.
struct LaunchScript {
    private let phase: String
    private let target: TrainerTarget
    private let facts: TargetFacts
    private let plan: LaunchPlan
    private let settings: TrainerSettings

    init(
        phase: String, _ target: TrainerTarget, _ plan: LaunchPlan, _ settings: TrainerSettings
    ) {
        self.phase = phase
        self.target = target
        facts = target.facts
        self.plan = plan
        self.settings = settings
    }

    /// The text of `launch.sh`.
    var text: String {
        head + allocation + checks + functions + command
    }

    private var head: String {
        """
        #!/usr/bin/env bash
        # Trains the phase \(ShellText.comment(phase)) with \(facts.name).
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
        [[ -n $model ]] || model=\(ShellWord.inQuotes(settings.model))
        [[ -n $model ]] || fail "the phase begins with another's weights: name them by --model" 64

        """
    }

    private var checks: String {
        var text = """

            if [[ -n $resume ]]; then
                resume=$(realpath -m -- "$resume")
                [[ -d $resume ]] || fail "there is no checkpoint $resume" 66
                [[ $resume == "$run"/* ]] ||
                    fail "$resume is none of this phase: start a new folder with --model instead"
                [[ ${resume##*/} =~ ^(checkpoint-|global_step_?)[0-9]+$ ]] ||
                    fail "$resume is no checkpoint's folder" 64

            """
        if facts.checkpoints == .deepSpeed {
            text += """
                    latest=$run/\(LaunchPlan.saveFolder)/_actor/latest
                    [[ -f $latest && $(<"$latest") == "${resume##*/}" ]] ||
                        fail "OpenRLHF goes on from what $latest names: write ${resume##*/} into it"

                """
        }
        if !settings.isResumable {
            text += """
                    fail "these checkpoints hold weights alone: start a new folder with --model"

                """
        }
        text += """
            elif [[ -e $run && -n $(ls -A -- "$run") ]]; then
                fail "$run is not empty: name another folder, or a checkpoint with --resume"
            fi

            """
        if facts.instructionPlace == .template {
            text += """
                # Without it the trainer would leave the instruction out and say nothing.
                template=$here/\(Instruction.templateFile)
                [[ -f $template ]] || fail "there is no $template: export the phase again" 66

                """
        }
        if facts.splitsPathsAtSign {
            text += """
                [[ $here$run != *@* ]] || fail "EasyR1 takes paths apart at @: $here, $run"

                """
        }
        if plan.arguments.contains("yaml_text") || plan.arguments.contains("hydra_text") {
            text += """
                [[ $here$run$model != *'${'* ]] ||
                    fail "\(facts.name) would take what begins with a dollar and a brace for a variable"

                """
        }
        // A server of rewards has the program.
        let served = facts.checkpoints == .deepSpeed ? "-n ${PIPELINE_REWARD_URL:-} || " : ""
        return text + """
            export PIPELINE=${PIPELINE:-$(type -P pipeline || true)}
            if [[ -z $dry_run ]]; then
                [[ \(served)-x $PIPELINE ]] || fail "PIPELINE does not name the pipeline program" 78
                mkdir -p -- "$run"
                [[ -n $resume ]] || printf %s "$model" > "$run/started-from"
            fi
            export PIPELINE_REWARD_LOG=$run/rewards.jsonl

            """
    }

    /// What the arguments and the trainer need before they start.
    private var functions: String {
        var text = ""
        if plan.arguments.contains("yaml_text") {
            text += """

                # A text in YAML's single quotes.
                yaml_text() {
                    local quote="'"
                    printf "'%s'" "${1//$quote/$quote$quote}"
                }

                """
        }
        if plan.arguments.contains("hydra_text") {
            text += #"""

                # A text in Hydra's single quotes: a backslash is itself unless a quote or the end follows.
                hydra_text() {
                    printf "'%s'" "$(sed -E "s/(\\\\*)('|\$)/\\1\\1\\\\\\2/g; s/\\\\\$//" <<< "$1")"
                }

                """#
        }
        if facts.pathRoot == .none {
            let names = [facts.dataFile] + (facts.needsValidation ? [validation] : [])
            text += """

                [[ -n $dry_run ]] || python3 "$here/place.py" "$here" "$run" \(names.joined(separator: " "))

                """
        }
        return text
    }

    private var validation: String { PhaseData.validationFile(facts) }

    private var command: String {
        var lines = plan.environment.map { "export \($0.name)=\($0.word)" }
        lines += ["arguments=(", plan.arguments + ")", "if [[ -n $resume ]]; then"]
        lines.append("    arguments+=(" + plan.resumed.joined(separator: " ") + ")")
        if !plan.fresh.isEmpty {
            lines += [
                "else",
                "    # Where it stopped in another phase's rows would skip as many of this one's.",
                "    arguments+=(" + plan.fresh.joined(separator: " ") + ")",
            ]
        }
        return "\n" + lines.joined(separator: "\n")
            + #"""

            fi
            if [[ -n $dry_run ]]; then
                printf '%q ' \#(started) "${arguments[@]}"
                echo
                exit
            fi
            if [[ -n $resume ]]; then
                # What was drawn behind the checkpoint is drawn again.
                printf '\n{"resumed": %d}\n' "${resume##*[!0-9]}" >> "$PIPELINE_REWARD_LOG"
            fi
            exec \#(started) "${arguments[@]}"

            """#
    }

    /// Finds the other machines: those of the job of Slurm that this is in.
    private var allocation: String {
        if settings.nodes == 1 { return "" }
        return """

            # \(settings.nodes) machines train together: those of a job of Slurm.
            head=HEAD
            # Another job's would be another.
            port=$((20000 + ${SLURM_JOB_ID:-0} % 10000))
            if [[ -z $dry_run ]]; then
                [[ ${SLURM_JOB_NUM_NODES:-0} -eq \(settings.nodes) ]] ||
                    fail "the phase wants a job of Slurm with \(settings.nodes) nodes: send launch.sbatch" 78
                head=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | sed -n 1p)
            \(symmetricRun)fi

            """
    }

    /// Makes sure of what starts Ray on all machines.
    private var symmetricRun: String {
        if target == .trl || target == .msSwift { return "" }
        return """
                ray symmetric-run --help > /dev/null 2>&1 ||
                    fail "several machines want Ray 2.49 or later: ray symmetric-run" 78

            """
    }

    /// The command as it is started: on each machine of the job, where there are several.
    private var started: String {
        if settings.nodes == 1 { return plan.command }
        let nodes = settings.nodes
        let step =
            "srun --nodes=\(nodes) --ntasks=\(nodes) --ntasks-per-node=1 --kill-on-bad-exit=1 "
            + #"${SLURM_CPUS_PER_TASK:+--cpus-per-task="$SLURM_CPUS_PER_TASK"}"#
        switch target {
        case .trl: return "\(step) \(plan.command)"
        // It reads which of the machines it is on from the environment.
        case .msSwift:
            return #"\#(step) bash -c 'NODE_RANK=$SLURM_NODEID exec "$@"' - \#(plan.command)"#
        // Ray is started on all of them, and the trainer on the first.
        default:
            return #"\#(step) ray symmetric-run --address "$head:$port" --min-nodes \#(nodes) "#
                + "--num-gpus \(settings.gpus) -- \(plan.command)"
        }
    }

    /// The text of `launch.sbatch`. Slurm runs a copy of it, from the folder of which it was sent.
    static func batch(phase: String, _ settings: TrainerSettings) -> String {
        """
        #!/usr/bin/env bash
        # Trains the phase by Slurm. Send it from its own folder:
        #
        #   sbatch launch.sbatch RUN_FOLDER [--model MODEL] [--resume CHECKPOINT]
        #
        #SBATCH --job-name=\(jobName(phase))
        #SBATCH --nodes=\(settings.nodes)
        #SBATCH --ntasks=\(settings.nodes)
        #SBATCH --ntasks-per-node=1
        #SBATCH --gpus-per-node=\(settings.gpus)
        #SBATCH --no-requeue
        set -euo pipefail
        exec bash "${SLURM_SUBMIT_DIR:?}/launch.sh" "$@"

        """
    }

    /// A phase's name in letters that Slurm takes.
    private static func jobName(_ phase: String) -> String {
        String(phase.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
