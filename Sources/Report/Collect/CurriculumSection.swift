import Records

/// What phases consist of, and their controls.
struct CurriculumSection {
    let curricula: [CurriculumSurvey]

    private static let labels = Difficulty.allCases.map(\.rawValue)
    private static let capabilities = Capability.allCases.map(\.rawValue)

    var section: ReportSection {
        ReportSection(
            "curriculum", "Curriculum",
            sentences: [
                "Each phase has a control of the same size, drawn without the phase's filter, with as "
                    + "many questions of each source and capability. Questions that come again from "
                    + "earlier phases are counted."
            ],
            tables: [phases, sources],
            charts: [
                chart("By label", CurriculumSection.labels),
                chart("By capability", CurriculumSection.capabilities),
            ])
    }

    private func chart(_ title: String, _ values: [String]) -> ReportChart {
        ReportChart(
            title, of: phases.name,
            .bars(labels: ["stage", "phase", "set"], values: values), unit: "questions",
            summary: "Questions of each phase and its control, divided "
                + title.prefix(1).lowercased() + title.dropFirst() + ".")
    }

    private var phases: ReportTable {
        var table = ReportTable(
            "phases", "Questions by phase",
            [
                .key("stage", "stage"), .key("phase", "phase"), .key("set", "set"),
                .init("questions", "questions"), .init("replayed", "of earlier phases"),
            ] + (CurriculumSection.labels + CurriculumSection.capabilities).map { .init($0, $0) })
        for curriculum in curricula {
            for phase in curriculum.phases {
                table.append(
                    [
                        .text(curriculum.stage), .text(phase.name),
                        .text(phase.isControl ? "control" : "selected"), .count(phase.count),
                        .count(phase.replayed),
                    ] + CurriculumSection.labels.map { .count(phase.labels[$0]) }
                        + CurriculumSection.capabilities.map { .count(phase.capabilities[$0]) })
            }
        }
        return table
    }

    private var sources: ReportTable {
        var table = ReportTable(
            "phase_sources", "Questions by phase and source",
            [
                .key("stage", "stage"), .key("phase", "phase"), .key("set", "set"),
                .key("source", "source"), .init("questions", "questions"),
            ], display: .folded)
        for curriculum in curricula {
            for phase in curriculum.phases {
                for (source, count) in phase.sources.entries {
                    table.append([
                        .text(curriculum.stage), .text(phase.name),
                        .text(phase.isControl ? "control" : "selected"), .text(source),
                        .count(count),
                    ])
                }
            }
        }
        return table
    }
}
