import ArgumentParser
import Engine
import Manifests

/// What a shell offers for words that only the workspace knows. Called at every press of the key, so
/// it is quick, writes nothing, and offers nothing where something is wrong.
enum Completion {
    /// The names of the runs in the nearest workspace.
    static var runs: CompletionKind { .custom { words, _, _ in runNames(words) } }

    /// The names of the stages of the manifest on the command line, or else of every run.
    static var stages: CompletionKind { .custom { words, _, _ in stageNames(words) } }

    /// The runs of the workspace that a command line means.
    static func runNames(_ words: [String]) -> [String] {
        ((try? RunFolder.all(in: workspace(words))) ?? []).map(\.name)
    }

    /// The stages that a command line may mean.
    static func stageNames(_ words: [String]) -> [String] {
        if let manifest = words.last(where: { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }),
            let run = try? ManifestLoader.load(path: manifest, checkingFiles: false)
        {
            return run.stages.map(\.name)
        }
        let workspace = workspace(words)
        var names: [String] = []
        for run in runNames(words) {
            let record = try? RunRecord.read(in: workspace.run(run))
            for stage in record?.stages ?? [] where !names.contains(stage.name) {
                names.append(stage.name)
            }
        }
        return names
    }

    private static func workspace(_ words: [String]) -> Workspace {
        var option = WorkspaceOption()
        let name = "--workspace"
        if let index = words.firstIndex(of: name), words.indices.contains(index + 1) {
            option.workspace = words[index + 1]
        } else if let word = words.last(where: { $0.hasPrefix(name + "=") }) {
            option.workspace = String(word.dropFirst(name.count + 1))
        } else {
            option.workspace = nil
        }
        return option.nearest()
    }
}
