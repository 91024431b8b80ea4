/// The pipelines that the program carries: what a manifest gets whose repository has none of that name.
public enum ShippedPipelines {
    /// Their names, sorted.
    public static let names = texts.map(\.name)

    /// Those for data of one's own, without the ablations.
    public static let common = names.filter {
        !$0.hasPrefix("ablation-") && !$0.hasPrefix("label-")
    }

    /// The YAML of one; nothing if there is none of that name.
    public static func text(_ name: String) -> [UInt8]? {
        texts.first { $0.name.utf8.elementsEqual(name.utf8) }?.text
    }

    /// What diagnostics call its file.
    static func path(_ name: String) -> String { "shipped/\(name).yaml" }

    /// The name of the one that diagnostics call by a path; nothing for another file.
    static func name(ofPath path: String) -> String? { names.first { self.path($0) == path } }

    private static let texts: [(name: String, text: [UInt8])] = [
        ("ablation-phases", PackageResources.ablation_phases_yaml),
        ("ablation-sampling", PackageResources.ablation_sampling_yaml),
        ("ablation-self-reward", PackageResources.ablation_self_reward_yaml),
        ("ablation-stopping", PackageResources.ablation_stopping_yaml),
        ("hand-off", PackageResources.hand_off_yaml),
        ("label-quality", PackageResources.label_quality_yaml),
        ("pass-rates", PackageResources.pass_rates_yaml),
        ("pebr-r1", PackageResources.pebr_r1_yaml),
        ("pebr-r1-hand-off", PackageResources.pebr_r1_hand_off_yaml),
        ("pebr-r1-plus", PackageResources.pebr_r1_plus_yaml),
        ("vision-sr1", PackageResources.vision_sr1_yaml),
        ("vision-sr1-hand-off", PackageResources.vision_sr1_hand_off_yaml),
    ]
}
