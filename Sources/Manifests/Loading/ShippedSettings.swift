public import Records

/// Tells how a manifest changes what a fault finds in a pipeline that the program carries: nobody can
/// open that pipeline's file.
struct ShippedSettings {
    /// A stage's name, and where the pipeline gives it and its values.
    struct Stage {
        var name: String
        var location: SourceLocation
        var locations: [String: SourceLocation]
    }

    /// The pipeline's stages.
    let stages: [Stage]
    /// What diagnostics call the pipeline's file.
    let path: String

    /// The fault, with the setting of the manifest in its remedy if it points into such a pipeline.
    func pointed(_ fault: Fault) -> Fault {
        guard let name = ShippedPipelines.name(ofPath: path), let place = fault.location,
            place.file == path
        else { return fault }
        let found = stages.compactMap { stage in
            setting(of: stage, at: place).map { (stage: stage.name, setting: $0) }
        }
        // Values that an alias repeats stand in one place: the fault says whose it is about.
        let named = found.filter { fault.message.contains(Wording.quoted($0.stage)) }
        let settings = (named.isEmpty ? found : named).prefix(4).map { Wording.path($0.setting) }
        let own = settings.isEmpty ? "" : "in a manifest: \(settings.joined(separator: ", ")); "
        let copy = "\(own)`pipeline new pipeline NAME --from \(name)` makes a copy to change"
        var pointed = fault
        pointed.remedy = fault.remedy.map { "\($0) (\(copy))" } ?? copy
        return pointed
    }

    /// The outermost value of a stage that stands in a place.
    private func setting(of stage: Stage, at place: SourceLocation) -> String? {
        let fields = stage.locations.filter { $0.value == place && !$0.key.isEmpty }.map(\.key)
        let field = fields.min {
            ($0.utf8.count, $0) < ($1.utf8.count, $1)
        }
        if let field {
            // A manifest gives a list as a whole.
            let names = field.split(separator: ".").prefix { Int($0) == nil }
            return "stages.\(stage.name).\(names.joined(separator: "."))"
        }
        return stage.location == place ? "stages.\(stage.name)" : nil
    }
}

extension RunSpecification {
    /// A fault of the run as its user can act on it: one that points into a pipeline that the program
    /// carries names the setting of the manifest.
    public func pointed(_ fault: Fault) -> Fault {
        ShippedSettings(
            stages: stages.map {
                .init(name: $0.name, location: $0.location, locations: $0.locations)
            }, path: pipelinePath
        ).pointed(fault)
    }
}
