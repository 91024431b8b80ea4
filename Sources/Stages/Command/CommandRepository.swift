import Engine
import Manifests
import Records
import Storage

/// What the `command` stages of a run read and write in the repository, checked before any of them
/// runs.
struct CommandRepository {
    /// What each stage reads, by its name.
    private(set) var found: [String: CommandFound] = [:]
    private let root: String
    private let workspace: String
    private var places = OutputPlaces()

    /// Finds what the enabled stages read.
    ///
    /// - Throws: a `Fault`, at its place in the pipeline, where a file is not there or two would write
    ///   one.
    init(_ run: RunSpecification, _ workspace: Workspace) throws(Fault) {
        let commands = run.stages.compactMap { stage -> (StageSpecification, CommandSettings)? in
            guard stage.enabled, case .command(let settings) = stage.settings else { return nil }
            return (stage, settings)
        }
        guard !commands.isEmpty else {
            root = run.repositoryRoot
            self.workspace = workspace.root
            return
        }
        root = try FileSystem.realPath(run.repositoryRoot)
        self.workspace = (try? FileSystem.realPath(workspace.root)) ?? workspace.root
        var items: [String: CommandFiles] = [:]
        for (stage, settings) in commands {
            if case .files(let patterns)? = settings.items {
                items[stage.name] = try find(patterns, stage, "foreach")
            }
            try add(settings, of: stage, items[stage.name])
        }
        for (stage, settings) in commands {
            var inputs: [String: CommandFiles] = [:]
            for input in settings.inputs {
                guard case .files(let patterns) = input.source else { continue }
                let field = "inputs.\(input.name)"
                for pattern in patterns { try refuse(pattern, stage, field) }
                let files = try find(patterns, stage, field)
                for file in files.files { try refuse(file, stage, field) }
                inputs[input.name] = files
            }
            for file in items[stage.name]?.files ?? [] { try refuse(file, stage, "foreach") }
            found[stage.name] = CommandFound(
                root: root, inputs: inputs, items: items[stage.name])
        }
    }

    private func find(
        _ patterns: [String], _ stage: StageSpecification, _ field: String
    ) throws(Fault) -> CommandFiles {
        do throws(Fault) {
            return try CommandFiles(patterns, under: root, without: workspace)
        } catch {
            var fault = error
            fault.message = "`\(field)` of `\(stage.name)`: \(fault.message)"
            fault.location = fault.location ?? stage.location(of: field)
            throw fault
        }
    }

    /// Takes the places that a stage writes to, as far as they are known before it runs.
    private mutating func add(
        _ settings: CommandSettings, of stage: StageSpecification, _ items: CommandFiles?
    ) throws(Fault) {
        for output in settings.outputs {
            guard let place = output.place else { continue }
            let location = stage.location(of: "outputs.\(output.name)")
            let paths: [String]
            if settings.items == nil {
                paths = [CommandItem.expand(place, item: nil)]
            } else {
                paths = (items?.files ?? []).map { CommandItem.expand(place, item: $0) }
            }
            for path in paths {
                try places.add(path, of: stage.name, at: location)
                let absolute = "\(root)/\(path)"
                guard
                    absolute.utf8.elementsEqual(workspace.utf8)
                        || absolute.utf8.starts(with: "\(workspace)/".utf8)
                else { continue }
                throw Fault(
                    .badInput, "the output `\(path)` lies in the workspace",
                    remedy: "write `null` to keep it in the store alone", location: location)
            }
        }
    }

    /// Nothing that a stage writes is read as a file of the repository: it would not be the stage's
    /// result but what happens to lie there.
    private func refuse(
        _ path: String, _ stage: StageSpecification, _ field: String
    ) throws(Fault) {
        let path = RelativePath.normal(path)
        let inside = places.writer(of: path)
        guard let writer = inside ?? places.writer(in: path) else { return }
        let what = inside == nil ? "in which" : "which"
        throw Fault(
            .badInput,
            "`\(field)` of `\(stage.name)` names `\(path)`, \(what) the stage `\(writer)` writes",
            remedy: writer == stage.name
                ? "write to another place" : "write `{stage: \(writer)}`, so that it runs before",
            location: stage.location(of: field))
    }
}
