import Records

/// TRL's configuration (`trl/trainer/grpo_config.py`), as a Python module that our `train.py` reads.
struct TRLLaunch {
    private let settings: TrainerSettings

    init(_ settings: TrainerSettings) { self.settings = settings }

    var plan: LaunchPlan {
        LaunchPlan(
            file: ("settings.py", module),
            command: #"torchrun \#(meeting) --nproc_per_node \#(settings.gpus) "$here/train.py""#,
            arguments: """
                    # Where training starts from.
                    --model "$model"
                    # A folder of this phase alone.
                    --save "$run/\(LaunchPlan.saveFolder)"

                """, resumed: [#"--resume "$resume""#])
    }

    /// How the processes find each other.
    private var meeting: String {
        if settings.nodes == 1 { return "--standalone" }
        return "--nnodes \(settings.nodes) --rdzv_backend c10d "
            + #"--rdzv_id "${SLURM_JOB_ID:-0}" --rdzv_endpoint "$head:$port""#
    }

    /// Responses that the GPUs take at once.
    private var together: Int { max(1, settings.microBatch * settings.allGPUs) }

    private var module: String {
        let pixels =
            settings.pixels.map {
                """
                {
                    # Smaller pictures are enlarged, as when pass rates were measured.
                    "min_pixels": \($0.lowerBound),
                    # Larger pictures are shrunk, as when pass rates were measured.
                    "max_pixels": \($0.upperBound),
                }
                """
            } ?? "{}"
        return """
            \"\"\"What train.py gives to TRL's GRPOConfig and to the model's processor.\"\"\"

            GRPO = {
            \(ConfigText.python(batches + method + saving))}

            # What the model's processor is told of pictures.
            PROCESSOR = \(pixels)

            """
    }

    private var batches: [ConfigEntry] {
        [
            .init(
                "num_train_epochs", .integer(settings.epochs),
                "How often the phase is gone through."),
            .init("num_generations", .integer(settings.group), "Responses to a question."),
            .init(
                "generation_batch_size", .integer(settings.rolloutBatch * settings.group),
                "Responses that are drawn before the next updates."),
            .init(
                "per_device_train_batch_size", .integer(settings.microBatch),
                "Responses that a GPU takes at once in an update."),
            .init(
                "gradient_accumulation_steps", .integer(settings.updateResponses / together),
                "So many times make up the responses of an update."),
            .init(
                "max_completion_length", .integer(settings.responseTokens),
                "The most tokens of a response; one as long as this was cut off."),
            .init("temperature", .real(settings.temperature), "The temperature of responses."),
            .init("top_p", .real(settings.topShare), "The share they are drawn from."),
            .init(
                "shuffle_dataset", .flag(settings.shuffles),
                "Whether the phase's order is given up."),
            .init("seed", .integer(Int(settings.seed)), "The seed."),
        ]
    }

    private var method: [ConfigEntry] {
        [
            .init(
                "loss_type", .text("bnpo"),
                "The mean over the tokens of the responses that a GPU "
                    + "takes at once."),
            .init(
                "scale_rewards", .text("group"),
                "Advantages are deviations from the group's mean, over its deviation."),
            .init("beta", .real(settings.kl), "The weight of the divergence, in the loss."),
            .init("epsilon", .real(settings.clipLow), "The clip below 1."),
            .init("epsilon_high", .real(settings.clipHigh), "The clip above 1."),
            .init(
                "learning_rate", .real(settings.learningRate),
                "The learning rate. It starts anew with each phase."),
            .init("weight_decay", .real(settings.weightDecay), "The weight decay."),
            .init("lr_scheduler_type", .text("constant"), "The rate stays what it is."),
        ]
    }

    private var saving: [ConfigEntry] {
        [
            .init("save_strategy", .text("steps"), "Checkpoints between training steps."),
            .init(
                "save_steps", .integer(settings.saveEvery * settings.updatesPerBatch),
                "Updates between checkpoints: TRL counts each as a step."),
            .init("save_total_limit", .integer(settings.keep), "Checkpoints that are kept."),
            .init(
                "save_only_model", .flag(!settings.isResumable),
                "Without the optimizer one cannot go on from a checkpoint."),
            .init("logging_steps", .integer(1), "Metrics of each update."),
            .init("report_to", .text("none"), "Metrics go to the log and the checkpoints."),
            .init(
                "remove_unused_columns", .flag(false), "The label column goes to the reward."),
        ]
    }
}
