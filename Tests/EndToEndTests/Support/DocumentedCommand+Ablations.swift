extension DocumentedCommand {
    /// What makes the ablations small: two seeds, and phases of whatever so small a policy answers.
    static let ablations: [String: [String]] = [
        "manifests/ablation-sampling.yaml": sampling + ["stages.warm-up.text_only_rows=4"],
        "manifests/ablation-sampling-easy-vqa.yaml": sampling,
        "manifests/ablation-stopping.yaml": stopping + ["stages.warm-up.text_only_rows=4"],
        "manifests/ablation-stopping-easy-vqa.yaml": stopping,
        "manifests/ablation-self-reward.yaml": common + ["stages.warm-up.text_only_rows=4"]
            + anything(["curriculum"]) + short(["answer-only", "sum", "decoupled", "split"]),
        "manifests/ablation-phases.yaml": common + [
            "stages.warm-up.text_only_rows=4", "stages.alignment.steps=20",
            "stages.alignment.pairs=24", "stages.curriculum.phases=\(phases)",
        ] + short(["coarse", "fine", "reasoning", "reasoning-alone"]),
    ]

    private static let common = [
        "seeds=[0, 1]", "stages.warm-up.steps=4", "stages.warm-up.batch=12",
    ]

    private static let sampling =
        common + anything(["medium-questions", "all-questions"])
        + short(["uniform", "medium", "control", "uniform-longer"])

    private static let stopping =
        common + anything(["curriculum@fixed", "curriculum@exact", "curriculum@posterior"])
        + short(["trained@fixed", "trained@exact", "trained@posterior"])

    private static func anything(_ curricula: [String]) -> [String] {
        curricula.map {
            "stages.\($0).phases=[{name: reasoning, capabilities: [coarse, fine, reasoning], "
                + "labels: [easy, medium, hard, undecided, excluded]}]"
        }
    }

    private static func short(_ arms: [String]) -> [String] {
        arms.flatMap { ["stages.\($0).steps=2", "stages.\($0).prompts=4"] }
    }
}
