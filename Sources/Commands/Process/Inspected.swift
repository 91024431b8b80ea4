import Engine
import Records
import Stages
import Storage

/// What a word on the command line of `inspect` stands for.
enum Inspected {
    /// A file or folder that no run published.
    case path(String)
    /// A published artifact.
    case artifact(StoredArtifact, Workspace)
    /// A question.
    case question(String, QuestionSearch)

    /// Finds it: a path first, then `run/stage`, a key's first digits, a question's id.
    ///
    /// - Throws: a `Fault` of code `noInput` if it is none of these, of code `usage` if a key's digits
    ///   are those of several.
    static func find(_ text: String, _ option: WorkspaceOption) throws(Fault) -> Inspected {
        if try FileSystem.status(text) != nil {
            return try artifact(at: text).map { .artifact($0, $1) } ?? .path(text)
        }
        let workspace = option.nearest()
        if let artifact = try stage(text, in: workspace) { return .artifact(artifact, workspace) }
        if let artifact = try artifact(ofKey: text, in: workspace) {
            return .artifact(artifact, workspace)
        }
        let search = try QuestionSearch(text, in: workspace)
        guard search.holdings.isEmpty else { return .question(text, search) }
        if let fault = try NearbyStage.fault(for: text, in: workspace) { throw fault }
        throw Fault(
            .noInput, "`\(text)` is nothing that is there",
            remedy: "name a file or folder, RUN/STAGE, an artifact's key or a question's id of "
                + workspace.root)
    }

    /// The artifact that a folder is: `<workspace>/store/<kind>/<key>`, however it is reached.
    private static func artifact(
        at path: String
    ) throws(Fault) -> (StoredArtifact, Workspace)? {
        let real = try FileSystem.realPath(path)
        let steps = real.split(separator: "/")
        guard steps.count > 3, steps[steps.count - 3] == "store",
            let key = Digest(hex: steps[steps.count - 1]),
            try FileSystem.status("\(real)/\(Receipt.fileName)") != nil
        else { return nil }
        let root = "/" + steps.dropLast(3).joined(separator: "/")
        let artifact = StoredArtifact(
            kind: String(steps[steps.count - 2]), key: key, folder: real)
        return (artifact, Workspace(root))
    }

    private static func stage(
        _ text: String, in workspace: Workspace
    ) throws(Fault) -> StoredArtifact? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2,
            let record = try RunRecord.read(in: workspace.run(String(parts[0]))),
            let stage = record.stages.first(where: { $0.name.utf8.elementsEqual(parts[1].utf8) })
        else { return nil }
        let folder = workspace.artifactFolder(kind: stage.kind, key: stage.key)
        guard try FileSystem.status(folder) != nil else {
            throw Fault(
                .noInput, "`\(stage.name)` of `\(record.name)` has published nothing yet",
                remedy: "`pipeline status \(ShellWord.quoted(record.name))` tells how it stands")
        }
        return StoredArtifact(kind: stage.kind, key: stage.key, folder: folder)
    }

    private static func artifact(
        ofKey text: String, in workspace: Workspace
    ) throws(Fault) -> StoredArtifact? {
        guard (6...64).contains(text.utf8.count),
            text.utf8.allSatisfy({ $0 < 0x80 && Character(UnicodeScalar($0)).isHexDigit })
        else { return nil }
        let found = try StoredArtifact.all(in: workspace, keyPrefix: text)
        guard found.count > 1 else { return found.first }
        let list = found.prefix(10).map { "\($0.kind)/\($0.key.short)" }.joined(separator: ", ")
        throw Fault(
            .usage, "\(found.count) artifacts have keys that begin with `\(text)`",
            remedy: "give more digits: \(list)")
    }
}
