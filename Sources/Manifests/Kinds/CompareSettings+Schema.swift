import Records

extension CompareSettings {
    /// A `compare` stage.
    static let schema = ObjectSchema(
        "compares what was measured of some policies, paired by seed", initial: CompareSettings(),
        fields: [
            Field(
                "evaluations", \.evaluations,
                .list(of: .reference(.evaluate), minimum: 1, isUnique: true), isRequired: true,
                "the `evaluate` stages that measured the arms' policies"),
            Field(
                "arms", \.arms, .named(Arm.schema, by: \.name), isRequired: true,
                "what is compared, by name"),
            Field(
                "baseline", \.baseline, .optional(.someText),
                "the arm that the others are compared with; the first without it"),
            Field(
                "metrics", \.metrics, .list(of: .someText, isUnique: true),
                "metrics of training that are compared as well: their means over the steps of the "
                    + "arm's policy"),
        ],
        rules: [
            { settings, path, decoding in
                if settings.arms.count < 2 {
                    decoding.report(
                        "`arms` names \(settings.arms.count); expected two or more",
                        field: Wording.join(path, "arms"))
                }
                let names = settings.arms.map(\.name)
                if let baseline = settings.baseline, !names.contains(baseline) {
                    decoding.report(
                        "`baseline` is \(Wording.quoted(baseline)), which is no arm",
                        field: Wording.join(path, "baseline"),
                        remedy: Wording.remedy(for: baseline, among: names))
                }
            }
        ])

    /// The stages that the arms name.
    var references: [(StageReference, [StageRole])] {
        arms.flatMap { arm -> [(StageReference, [StageRole])] in
            [
                (
                    StageReference(field: "arms.\(arm.name).policy", stages: [arm.policy]),
                    [.supervised, .reinforcement]
                ), (StageReference(field: "arms.\(arm.name).costs", stages: arm.costs), []),
            ]
        }
    }
}

extension CompareSettings.Arm {
    /// An arm of a `compare` stage.
    static let schema = ObjectSchema(
        "one of the ways that are compared", initial: CompareSettings.Arm(),
        fields: [
            Field(
                "policy", \.policy, .reference(.supervised, .reinforcement), isRequired: true,
                "the `train` stage whose policy it is"),
            Field(
                "costs", \.costs, .list(of: .reference(), isUnique: true),
                "the stages whose draws and processor time it costs; the policy's alone without it"),
        ])
}
