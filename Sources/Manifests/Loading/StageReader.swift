import Records

/// Reads the stages of a pipeline with the values that a manifest lays over them.
struct StageReader {
    /// A stage's name and, if it could be told, what it is to others.
    struct Outline {
        var name: String
        var role: StageRole?
        var specification: StageSpecification?
        /// What the stages that it refers to may be, in the order of `references`.
        var roles: [[StageRole]] = []
        /// The pipeline's mapping with the manifest's over it.
        var node: YAMLNode?
        /// Where the pipeline names it.
        var location: SourceLocation
        /// Where each value was given, by field path.
        var locations: [String: SourceLocation] = [:]
    }

    /// The stages in the pipeline's order.
    private(set) var outlines: [Outline] = []
    /// What is wrong.
    private(set) var faults: [Fault] = []

    /// The stages that could be read, in the pipeline's order.
    var specifications: [StageSpecification] { outlines.compactMap(\.specification) }

    /// Where the pipeline gives the stages and their values.
    var shippedStages: [ShippedSettings.Stage] {
        outlines.map { .init(name: $0.name, location: $0.location, locations: $0.locations) }
    }

    /// The names of the manifest's further policies.
    private let policies: [String]

    /// Reads every stage.
    ///
    /// - Parameters:
    ///   - overlays: the manifest's values. A stage that the pipeline lacks is added to it, where the
    ///     manifest gives its `kind`.
    ///   - policies: the names of the manifest's further policies: no stages, though a rollout stage
    ///     may name one in place of a stage.
    init(_ stages: [StageOverlay], under overlays: [StageOverlay], policies: [String] = []) {
        self.policies = policies
        var decoding = Decoding()
        let others = overlays.filter { overlay in !stages.contains { $0.name == overlay.name } }
        let added = others.filter { $0.node["kind"] != nil }
        for overlay in others where overlay.node["kind"] == nil {
            decoding.unknown(
                overlay.name, what: "the stage", at: overlay.location, among: stages.map(\.name))
        }
        for stage in stages + added where policies.contains(stage.name) {
            decoding.report(
                "\(Wording.quoted(stage.name)) is the name of a stage and of one of `policies`",
                at: stage.location, remedy: "give one of the two another name")
        }
        faults += decoding.faults
        for stage in stages {
            outlines.append(
                outline(of: stage, under: overlays.first { $0.name == stage.name }))
        }
        for stage in added { outlines.append(outline(of: stage, under: nil)) }
    }

    private mutating func outline(of stage: StageOverlay, under overlay: StageOverlay?) -> Outline {
        var empty = Decoding()
        empty.keyLocations[""] = stage.location
        empty.locations[""] = stage.location
        guard ValueType<String>.isStageName(stage.name) else {
            empty.report(
                "the stage \(Wording.quoted(stage.name)) is not named by lower-case letters, "
                    + "digits, `-` and `_`, with at most one `@` between them",
                at: stage.location)
            faults += empty.faults
            return Outline(name: stage.name, location: stage.location)
        }
        guard let role = role(of: stage), let variant = StageVariant.variant(role) else {
            return Outline(name: stage.name, location: stage.location)
        }
        var base = empty
        base.checksRules = overlay == nil
        var settings = variant.decode(stage.node, &base)
        var decoding = base
        var node = stage.node
        if let overlay {
            refuseChange(of: role, by: overlay)
            node = node.overlaid(with: overlay.node)
            decoding = empty
            settings = variant.decode(node, &decoding)
        }
        let enabled = enabled(node, &decoding)
        let limits = limits(node, &decoding)
        var found = base.faults
        found += decoding.faults.filter { !base.faults.contains($0) }
        faults += found
        var outline = Outline(name: stage.name, role: role, location: stage.location)
        outline.locations = base.locations.merging(decoding.locations) { $1 }
        guard found.isEmpty, let settings else { return outline }
        let references = variant.references(settings).filter { !namesPolicy($0.reference, role) }
        outline.roles = references.map(\.roles)
        outline.node = node
        outline.specification = specification(
            stage, settings, variant, enabled: enabled, limits, references.map(\.reference),
            decoding.locations)
        return outline
    }

    /// Whether a rollout stage's `policy` is one of the manifest's rather than a stage's.
    private func namesPolicy(_ reference: StageReference, _ role: StageRole) -> Bool {
        role == .rollout && reference.field == "policy"
            && reference.stages.allSatisfy(policies.contains) && !reference.stages.isEmpty
    }

    private func specification(
        _ stage: StageOverlay, _ settings: StageSettings, _ variant: StageVariant, enabled: Bool,
        _ limits: StageLimits, _ references: [StageReference],
        _ locations: [String: SourceLocation]
    ) -> StageSpecification {
        var members = variant.members(settings, .parameters)
        if let method = settings.method {
            members.append(.init("method", .string(method.rawValue)))
        }
        return StageSpecification(
            name: stage.name, enabled: enabled, limits: limits, location: stage.location,
            settings: settings,
            parameters: JSONValue.object(members).canonical, references: references,
            locations: locations.filter { !$0.key.isEmpty })
    }

    /// The kind and method that the pipeline gives.
    private mutating func role(of stage: StageOverlay) -> StageRole? {
        var decoding = Decoding()
        defer { faults += decoding.faults }
        guard let kind: StageKind = choice("kind", of: stage, &decoding) else { return nil }
        guard kind == .train else { return StageRole(kind: kind) }
        guard let method: TrainMethod = choice("method", of: stage, &decoding) else { return nil }
        return StageRole(kind: kind, method: method)
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String, of stage: StageOverlay, _ decoding: inout Decoding
    ) -> Choice? {
        let type = ValueType<Choice>.choice
        guard let node = stage.node[name] else {
            decoding.report(
                "the key `\(name)` is missing from the stage \(Wording.quoted(stage.name))",
                at: stage.location, remedy: "add `\(name)`: \(type.expectation)")
            return nil
        }
        return type.decode(node, name, &decoding)
    }

    /// A manifest may repeat a stage's kind and method, not change them.
    private mutating func refuseChange(of role: StageRole, by overlay: StageOverlay) {
        for (name, own) in [("kind", role.kind.rawValue), ("method", role.method?.rawValue)] {
            guard let own, let node = overlay.node[name], node.text != own else { continue }
            faults.append(
                Fault(
                    .badInput,
                    "`\(name)` is \(node.found); a manifest cannot change that of the stage "
                        + "\(Wording.quoted(overlay.name)), which is `\(own)`",
                    remedy: "remove `\(name)`", location: node.location))
        }
    }

    private func limits(_ node: YAMLNode, _ decoding: inout Decoding) -> StageLimits {
        let names = StageLimits.schema.fields.map(\.name)
        let own = YAMLNode(
            content: .mapping(node.entries?.filter { names.contains($0.name) } ?? []),
            location: node.location)
        return StageLimits.schema.decode(own, "", &decoding) ?? StageLimits()
    }

    private func enabled(_ node: YAMLNode, _ decoding: inout Decoding) -> Bool {
        guard let value = node["enabled"] else { return true }
        decoding.locations["enabled"] = value.location
        return ValueType<Bool>.bool.decode(value, "enabled", &decoding) ?? true
    }
}
