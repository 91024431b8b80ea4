import Records

/// ms-swift's options (`swift/arguments`).
struct MSSwiftLaunch {
    private let settings: TrainerSettings

    init(_ settings: TrainerSettings) { self.settings = settings }

    var plan: LaunchPlan {
        var environment = [
            ("NPROC_PER_NODE", "\(settings.gpus)"), ("ROOT_IMAGE_DIR", "\"$here\""),
        ]
        if settings.nodes > 1 {
            environment += [
                ("NNODES", "\(settings.nodes)"), ("MASTER_ADDR", "$head"), ("MASTER_PORT", "$port"),
            ]
        }
        if let pixels = settings.pixels {
            environment += [
                ("MIN_PIXELS", "\(pixels.lowerBound)"), ("MAX_PIXELS", "\(pixels.upperBound)"),
            ]
        }
        return LaunchPlan(
            environment: environment, command: "swift rlhf",
            arguments: ConfigText.options(data + method + saving),
            resumed: [#"--resume_from_checkpoint "$resume""#])
    }

    private var data: [ConfigEntry] {
        [
            .init("--rlhf_type", .text("grpo"), "The method."),
            .init("--model", .shell("\"$model\""), "Where training starts from."),
            .init(
                "--dataset", .shell("\"$here/\(TargetFacts.msSwift.dataFile)\""), "The phase."),
            .init(
                "--dataset_shuffle", .flag(settings.shuffles),
                "Whether the phase's order is given up as the data is read"),
            .init(
                "--train_dataloader_shuffle", .flag(settings.shuffles), "and as it is trained on."),
            .init("--split_dataset_ratio", .integer(0), "No question is kept back."),
            .init("--load_from_cache_file", .flag(false), "Rows are read anew."),
            .init(
                "--strict", .flag(true),
                "A row that cannot be read ends the run; without this "
                    + "ms-swift takes another in its place."),
            .init(
                "--max_length", .integer(settings.promptTokens),
                "The most tokens of a prompt, pictures included."),
            .init("--seed", .integer(Int(settings.seed)), "The seed."),
            .init("--external_plugins", .shell("\"$here/reward.py\""), "The reward"),
            .init("--reward_funcs", .text("pipeline"), "and its name there."),
        ]
    }

    private var method: [ConfigEntry] {
        let together = max(1, settings.microBatch * settings.allGPUs)
        return [
            .init("--tuner_type", .text("full"), "All weights are trained."),
            .init("--freeze_vit", .flag(false), "Those that see, too."),
            .init("--torch_dtype", .text("bfloat16"), "The weights' type."),
            .init(
                "--num_train_epochs", .integer(settings.epochs),
                "How often the phase is gone through."),
            .init("--num_generations", .integer(settings.group), "Responses to a question."),
            .init(
                "--generation_batch_size", .integer(settings.rolloutBatch * settings.group),
                "Responses that are drawn before the next updates."),
            .init(
                "--per_device_train_batch_size", .integer(settings.microBatch),
                "Responses that a GPU takes at once in an update."),
            .init(
                "--gradient_accumulation_steps", .integer(settings.updateResponses / together),
                "So many times make up the responses of an update."),
            .init(
                "--max_completion_length", .integer(settings.responseTokens),
                "The most tokens of a response."),
            .init("--temperature", .real(settings.temperature), "The temperature of responses."),
            .init("--top_p", .real(settings.topShare), "The share they are drawn from."),
            .init("--beta", .real(settings.kl), "The weight of the divergence, in the loss."),
            .init("--epsilon", .real(settings.clipLow), "The clip below 1."),
            .init("--epsilon_high", .real(settings.clipHigh), "The clip above 1."),
            .init(
                "--learning_rate", .real(settings.learningRate),
                "The learning rate. It starts anew with each phase."),
            .init("--weight_decay", .real(settings.weightDecay), "The weight decay."),
            .init("--lr_scheduler_type", .text("constant"), "The rate stays what it is."),
            .init("--use_vllm", .flag(true), "vLLM draws responses,"),
            .init("--vllm_mode", .text("colocate"), "on the GPUs that train,"),
            .init(
                "--vllm_tensor_parallel_size", .integer(settings.tensorParallel),
                "so many of them an engine."),
        ]
    }

    private var saving: [ConfigEntry] {
        [
            .init(
                "--output_dir", .shell("\"$run/\(LaunchPlan.saveFolder)\""),
                "A folder of this phase alone,"),
            .init("--add_version", .flag(false), "without one of ms-swift's naming below it."),
            .init(
                "--save_steps", .integer(settings.saveEvery * settings.updatesPerBatch),
                "Updates between checkpoints: ms-swift counts each as a step."),
            .init("--save_total_limit", .integer(settings.keep), "Checkpoints that are kept."),
            .init(
                "--save_only_model", .flag(!settings.isResumable),
                "Without the optimizer one cannot go on from a checkpoint."),
            .init("--logging_steps", .integer(1), "Metrics of each update."),
        ]
    }
}
