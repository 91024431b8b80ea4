import Engine
import Glibc
import Manifests
import Processes
import Records
import Storage

/// One unit of a `command` stage under way.
struct CommandRun {
    private let stage: CommandStage
    private let unit: UnitPlan
    private let context: UnitContext
    /// The item's path, relative to the repository or its artifact; nothing where there is one unit.
    private let item: String?
    private let outputs: [CommandOutput]

    init(_ stage: CommandStage, _ unit: UnitPlan, _ context: UnitContext) throws(Fault) {
        self.stage = stage
        self.unit = unit
        self.context = context
        item = unit.payload["item"]?.stringValue
        outputs = stage.outputs(item: item)
    }

    /// Runs the program and makes sure of what it wrote.
    func run() async throws(Fault) {
        try CommandOutput.prepare(outputs, in: context.folder)
        let arguments = try arguments().commandLine(stage.settings, stage.specification)
        let log = try ProcessLog(context.logPath, title: "$ " + CommandRun.shown(arguments))
        let process = ChildProcess(
            arguments, folder: stage.found.root, environment: environment(), logPath: log.path)
        let end: ProcessEnd
        do throws(Fault) {
            end = try await process.run()
        } catch {
            throw located(error)
        }
        if end == .stopped { throw Fault(.interrupted, "the program was stopped") }
        guard end == .exited(0) else {
            throw located(
                ProgramFailure.fault(
                    end, of: CommandRun.shown(arguments), log, folder: context.folder))
        }
        do throws(Fault) {
            try CommandOutput.check(outputs, in: context.folder)
        } catch {
            throw located(error, log)
        }
        try checkInputs()
    }

    /// What placeholders stand for.
    private func arguments() throws(Fault) -> CommandArguments {
        let root = stage.found.root
        let folder = try FileSystem.realPath(context.folder)
        var result = CommandArguments()
        for output in outputs {
            result.values["outputs.\(output.name)"] = [
                CommandRun.seen("\(folder)/\(output.path)", from: root)
            ]
        }
        for input in stage.settings.inputs {
            let key = "inputs.\(input.name)"
            let paths: [String]
            if case .stage(_, let file) = input.source {
                paths = try artifactPaths(key, file)
            } else {
                paths = (stage.found.inputs[input.name]?.paths ?? []).map(CommandRun.plain)
            }
            result.values[key] = paths
            let isListed = stage.settings.templates.contains {
                $0.template.placeholders.contains("\(key).list")
            }
            if isListed { result.values["\(key).list"] = [try list(paths, input.name)] }
        }
        guard let item else { return result }
        var path = CommandRun.plain(item)
        if stage.settings.items?.stage != nil {
            let artifact = try context.inputs.one("foreach")
            path = CommandRun.seen(try FileSystem.realPath(artifact.path(item)), from: root)
        }
        for name in CommandTemplate.itemPlaceholders {
            result.values[name] = CommandItem.value(of: name, item: path).map { [$0] }
        }
        return result
    }

    /// The paths of an artifact's files as the program sees them.
    private func artifactPaths(_ field: String, _ file: String?) throws(Fault) -> [String] {
        let artifact = try context.inputs.one(field)
        let meant = try CommandInputs.artifact(stage, context.inputs, field, file)
        let folder = CommandRun.seen(
            try FileSystem.realPath(artifact.folder), from: stage.found.root)
        return meant.paths.map { $0.isEmpty ? folder : "\(folder)/\($0)" }
    }

    /// A file with a path a line.
    private func list(_ paths: [String], _ name: String) throws(Fault) -> String {
        if let broken = paths.first(where: { $0.utf8.contains(UInt8(ascii: "\n")) }) {
            throw located(
                Fault(.badInput, "the path `\(broken)` has a line break and cannot be listed"))
        }
        let file = try context.workFolder + "/\(name).list"
        try FileSystem.write(Array(paths.map { $0 + "\n" }.joined().utf8), to: file)
        return CommandRun.seen(try FileSystem.realPath(file), from: stage.found.root)
    }

    private func environment() -> [String] {
        var result: [String] = []
        var seen: Set<String> = []
        for name in CommandSettings.standardEnvironment + stage.settings.environment
        where seen.insert(name).inserted {
            if let value = getenv(name) { result.append("\(name)=\(String(cString: value))") }
        }
        return result
    }

    /// What was read is what the key says.
    private func checkInputs() throws(Fault) {
        let found = stage.found
        for input in stage.settings.inputs where input.source.stage == nil {
            try found.check(try found.files(input.name, context.workspace), context.workspace)
        }
        guard case .files? = stage.settings.items, let item,
            let digest = unit.payload["sha256"]?.stringValue.flatMap({ Digest(hex: $0) })
        else { return }
        try found.check([.init(path: item, digest: digest)], context.workspace)
    }

    /// The fault at the stage's place, with what the unit is about, and where the log is.
    private func located(_ fault: Fault, _ log: ProcessLog? = nil) -> Fault {
        var fault = fault
        let what = item.map { "`\(stage.name)` for `\($0)`" } ?? "`\(stage.name)`"
        fault.message = "\(what): \(fault.message)"
        let field = stage.settings.shell == nil ? "run" : "shell"
        fault.location = fault.location ?? stage.specification.location(of: field)
        if let log {
            fault.remedy = [fault.remedy, "what it printed is in `\(log.path)`"].compactMap(\.self)
                .joined(separator: "; ")
        }
        return fault
    }

    /// A path of the repository that no program takes for an option.
    private static func plain(_ path: String) -> String {
        path.utf8.first == UInt8(ascii: "-") ? "./\(path)" : path
    }

    /// An absolute path, relative to where the program works if it lies below.
    private static func seen(_ path: String, from root: String) -> String {
        guard path.utf8.starts(with: "\(root)/".utf8) else { return path }
        return String(decoding: path.utf8.dropFirst(root.utf8.count + 1), as: UTF8.self)
    }

    /// A command line as one would type it, cut where it is long.
    static func shown(_ arguments: [String]) -> String {
        let limit = 12
        let words = arguments.prefix(limit).map(ShellWord.quoted).joined(separator: " ")
        let rest = arguments.count - limit
        return rest > 0 ? "\(words) … (\(rest) more)" : words
    }
}
