/// What is different with Vision-SR1's fork: its configuration has fewer keys, and refuses others; it
/// scores what it validates by a function of its own, which it cannot do without.
extension EasyR1Launch {
    /// Settings that its own configuration has, and its defaults do not.
    var visionSR1Actor: [ConfigEntry] {
        [
            .init(
                "worker.actor.padding_free", .flag(true),
                "Responses lie side by side, without tokens that fill up."),
            .init(
                "worker.actor.model.trust_remote_code", .flag(false),
                "A model's folder runs no program."),
            .init(
                "worker.actor.fsdp.enable_rank0_init", .flag(true),
                "One process reads the weights for all."),
        ]
    }

    /// The settings of both reward functions.
    var visionSR1Rewards: [ConfigEntry] {
        ["reward", "val_reward"].flatMap { name -> [ConfigEntry] in
            [
                .init(
                    "worker.\(name).reward_type", .text("batch"),
                    "Responses are scored in one call, with the answers from their descriptions."),
                .init(
                    "worker.\(name).skip_special_tokens", .flag(false),
                    "The token that ends a response tells that it was not cut off."),
            ]
        }
    }

    /// What only the launcher knows.
    func visionSR1Places(
        _ path: (_ key: String, _ path: String, _ reason: String) -> ConfigEntry
    ) -> [ConfigEntry] {
        let file = target.facts.dataFile
        return [
            path("data.train_files", "$here/\(file)", "The phase."),
            path(
                "data.val_files", "$here/\(PhaseData.validationFile(target.facts))",
                "It wants a row to validate on."),
            path(
                "data.format_prompt", "$here/\(Instruction.templateFile)",
                "How to answer. The second pass asks the bare question of the rows."),
            path("worker.actor.model.model_path", "$model", "Where training starts from."),
        ]
            + ["reward", "val_reward"].flatMap { name in
                [
                    path(
                        "worker.\(name).reward_function", "$here/reward.py:easyr1_vision_sr1",
                        name == "reward" ? "The reward." : "That of the row to validate on."),
                    path(
                        "worker.\(name).reward_function_kwargs.log", "$run/rewards.jsonl",
                        "Where scores are logged."),
                ]
            } + [
                path(
                    "trainer.save_checkpoint_path", "$run/\(LaunchPlan.saveFolder)",
                    "A folder of this phase alone.")
            ]
    }
}
