import Records

extension CurriculumSettings {
    /// A `curriculum` stage.
    static let schema = ObjectSchema(
        "orders questions into phases", initial: CurriculumSettings(),
        fields: [
            Field(
                "labels", \.labels, .reference(.sample), isRequired: true,
                "the `sample` stage that labelled the questions"),
            Field(
                "phases", \.phases, .list(of: .object(PhaseSettings.schema), minimum: 1),
                isRequired: true,
                "the phases, in order; each chooses among the questions that none before it took"),
        ],
        rules: [checkNames, checkReplay])

    private static let checkNames: ObjectSchema<CurriculumSettings>.Rule = {
        settings, path, decoding in
        var seen: Set<String> = []
        for (index, phase) in settings.phases.enumerated()
        where !seen.insert(phase.name).inserted {
            decoding.report(
                "the phase \(Wording.quoted(phase.name)) is there twice",
                field: Wording.join(path, "phases.\(index).name"),
                remedy: "give one of the two another name")
        }
    }

    /// What comes again has come before.
    private static let checkReplay: ObjectSchema<CurriculumSettings>.Rule = {
        settings, path, decoding in
        for (index, phase) in settings.phases.enumerated() {
            guard let replay = phase.replay else { continue }
            let place = Wording.join(path, "phases.\(index).replay")
            let earlier = settings.phases[..<index].map(\.name)
            guard !earlier.isEmpty else {
                decoding.report(
                    "the phase \(Wording.quoted(phase.name)) is the first: nothing can come again",
                    field: place, remedy: "remove `replay`")
                continue
            }
            for (number, name) in (replay.phases ?? []).enumerated() where !earlier.contains(name) {
                decoding.report(
                    "\(Wording.quoted(name)) is no phase before \(Wording.quoted(phase.name))",
                    field: "\(place).phases.\(number)",
                    remedy: Wording.remedy(for: name, among: earlier))
            }
        }
    }
}
