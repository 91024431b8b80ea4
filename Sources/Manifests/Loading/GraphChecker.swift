import Records

/// Checks what stages say about one another, and puts them in order.
struct GraphChecker {
    private let outlines: [StageReader.Outline]
    /// What is wrong.
    private(set) var faults: [Fault] = []

    /// Checks the stages of a pipeline.
    ///
    /// - Parameters:
    ///   - datasets: the data sets; nothing if they are not all known.
    init(_ outlines: [StageReader.Outline], datasets: [DatasetSpecification]?) {
        self.outlines = outlines
        for outline in outlines {
            // A stage that does not run may name what is not there.
            guard let stage = outline.specification, stage.enabled else { continue }
            for (reference, roles) in zip(stage.references, outline.roles) {
                for (index, name) in reference.stages.enumerated() {
                    let field =
                        reference.stages.count > 1 || stage.isList(reference.field)
                        ? "\(reference.field).\(index)" : reference.field
                    check(name, field, of: stage, mayBe: roles)
                }
            }
            checkPhase(of: stage)
            if let datasets { checkQuotas(of: stage, among: datasets.map(\.name)) }
        }
        if let datasets { checkSplits(among: MissingSplit(datasets, read: outlines)) }
        if !outlines.isEmpty, outlines.allSatisfy({ $0.specification?.enabled == false }) {
            report("every stage is disabled", at: outlines[0].specification?.location)
        }
    }

    private mutating func report(
        _ message: String, at location: SourceLocation?, remedy: String? = nil
    ) {
        faults.append(Fault(.badInput, message, remedy: remedy, location: location))
    }

    private mutating func check(
        _ name: String, _ field: String, of stage: StageSpecification, mayBe roles: [StageRole]
    ) {
        let place = stage.location(of: field)
        let fitting = outlines.filter { outline in
            outline.name != stage.name
                && outline.role.map { roles.isEmpty || roles.contains($0) } ?? false
        }.map(\.name)
        let wanted =
            roles.isEmpty ? "a stage" : roles.map(\.description).joined(separator: " or ")
        guard let target = outlines.first(where: { $0.name == name }) else {
            report(
                "`\(field)` names \(Wording.quoted(name)), but the pipeline has no such stage; "
                    + "expected the name of \(wanted)", at: place,
                remedy: Wording.remedy(for: name, among: fitting))
            return
        }
        guard let role = target.role else { return }
        guard roles.isEmpty || roles.contains(role) else {
            report(
                "`\(field)` names \(Wording.quoted(name)), which is \(role.description); expected "
                    + "the name of \(wanted)", at: place,
                remedy: fitting.isEmpty
                    ? nil : "write " + Wording.alternatives(fitting))
            return
        }
        if target.specification?.enabled == false {
            report(
                "`\(field)` names \(Wording.quoted(name)), which is disabled", at: place,
                remedy: "enable \(Wording.quoted(name)), or disable "
                    + "\(Wording.quoted(stage.name)) too")
        }
    }

    private mutating func checkPhase(of stage: StageSpecification) {
        guard let (name, phase) = stage.settings.phase,
            case .curriculum(let curriculum)? = outlines.first(where: { $0.name == name })?
                .specification?.settings
        else { return }
        let names = curriculum.phases.map(\.name)
        guard !names.contains(phase) else { return }
        report(
            "`phase` is \(Wording.quoted(phase)), but the curriculum "
                + "\(Wording.quoted(name)) has no such phase",
            at: stage.location(of: "phase"),
            remedy: Wording.remedy(for: phase, among: names))
    }

    /// A split that is not there is one mistake, however many stages read it.
    private mutating func checkSplits(among splits: MissingSplit) {
        let enabled = outlines.compactMap(\.specification).filter(\.enabled)
        let missing = enabled.compactMap(\.settings.split).filter { !splits.known.contains($0) }
        for split in missing.uniqued {
            let readers = enabled.filter { $0.settings.split == split }
            let names = readers.map { Wording.quoted($0.name) }
            let others = names.count > 1 ? " of the stages \(names.joined(separator: ", "))" : ""
            report(
                "`split`\(others) is \(Wording.quoted(split)), but no data set has such a split",
                at: readers.first?.location(of: "split"), remedy: splits.remedy(for: split))
        }
    }

    private mutating func checkQuotas(of stage: StageSpecification, among sources: [String]) {
        guard case .curriculum(let settings) = stage.settings else { return }
        for (index, phase) in settings.phases.enumerated() {
            for name in phase.quotas.keys.sorted() where !sources.contains(name) {
                report(
                    "`quotas` names \(Wording.quoted(name)), but the manifest has no such data set",
                    at: stage.location(of: "phases.\(index).quotas.\(name)"),
                    remedy: Wording.remedy(for: name, among: sources))
            }
        }
    }

    /// The names of the enabled stages, each after those it refers to; otherwise in the pipeline's
    /// order. A cycle is a fault.
    mutating func order() -> [String] {
        let stages = outlines.compactMap(\.specification).filter(\.enabled)
        let order = DependencyOrder(
            stages.map { stage in
                stages.indices.filter { stage.inputs.contains(stages[$0].name) }
            })
        guard order.stuck.isEmpty else {
            reportCycle(among: order.stuck.map { stages[$0] })
            return []
        }
        return order.places.map { stages[$0].name }
    }

    /// Every stage that waits has one it waits for, so following them runs into a cycle.
    private mutating func reportCycle(among waiting: [StageSpecification]) {
        var path: [StageSpecification] = []
        var current = waiting.first
        while let stage = current, !path.contains(where: { $0.name == stage.name }) {
            path.append(stage)
            current = waiting.first { stage.inputs.contains($0.name) }
        }
        guard let closing = current,
            let start = path.firstIndex(where: { $0.name == closing.name })
        else { return }
        let cycle = path[start...].map(\.name) + [closing.name]
        let field = closing.references.first { $0.stages.contains(cycle[1]) }?.field ?? ""
        report(
            "stages refer to one another in a circle: "
                + cycle.map(Wording.quoted).joined(separator: " → "),
            at: closing.location(of: field), remedy: "let one of them refer to an earlier stage")
    }
}

extension StageSpecification {
    /// Whether a field was given as a list.
    fileprivate func isList(_ field: String) -> Bool { locations["\(field).0"] != nil }
}

extension StageSettings {
    /// The curriculum and the phase that the stage reads; nothing if it reads none.
    var phase: (curriculum: String, phase: String)? {
        switch self {
        case .reinforcement(let settings): return (settings.curriculum, settings.phase)
        case .export(let settings): return (settings.curriculum, settings.phase)
        case .handOff(let settings): return (settings.phase.curriculum, settings.phase.phase)
        case .rollout(let settings):
            guard let curriculum = settings.curriculum, let phase = settings.phase else {
                return nil
            }
            return (curriculum, phase)
        default: return nil
        }
    }

    /// The split that the stage reads; nothing if it reads none by name.
    var split: String? {
        switch self {
        case .supervised(let settings): settings.split
        case .alignment(let settings): settings.split
        case .rollout(let settings): settings.phase == nil ? settings.split : nil
        case .evaluate(let settings): settings.split
        case .ingest, .reinforcement, .handOff, .sample, .curriculum, .compare, .export, .command:
            nil
        }
    }
}
