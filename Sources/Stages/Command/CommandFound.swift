import Engine
import Manifests
import Records
import Storage
import Synchronization

/// What a `command` stage reads of the repository, found before anything runs, and its digests, told
/// once a run: so a stage's key and its units' agree even if a file changes meanwhile.
final class CommandFound: Sendable {
    /// A file and the digest of its bytes.
    struct File: Sendable {
        var path: String
        var digest: Digest
    }

    /// The repository's root, absolute.
    let root: String
    /// The files of inputs that are of the repository, by name.
    let inputs: [String: CommandFiles]
    /// What the stage is run over, if that is of the repository.
    let items: CommandFiles?
    private let digests = Mutex<[String: [File]]?>(nil)

    init(root: String, inputs: [String: CommandFiles], items: CommandFiles?) {
        self.root = root
        self.inputs = inputs
        self.items = items
    }

    /// The files of an input with their digests, or of what the stage is run over (`nil`).
    func files(_ input: String?, _ workspace: Workspace) throws(Fault) -> [File] {
        let key = input.map { "inputs.\($0)" } ?? "foreach"
        if let known = digests.withLock({ $0?[key] }) { return known }
        var result: [File] = []
        for path in (input.map { inputs[$0] } ?? items)?.files ?? [] {
            result.append(
                File(path: path, digest: try workspace.digests.digest(ofFile: "\(root)/\(path)")))
        }
        digests.withLock { $0 = ($0 ?? [:]).merging([key: result]) { old, _ in old } }
        return result
    }

    /// Makes sure that files still are what they were when keys were made from them.
    ///
    /// - Throws: a `Fault` of code `badInput`: what was made of them belongs to no key.
    func check(_ files: [File], _ workspace: Workspace) throws(Fault) {
        for file in files {
            guard try workspace.digests.digest(ofFile: "\(root)/\(file.path)") != file.digest
            else { continue }
            throw Fault(
                .badInput, "`\(file.path)` was changed while the run was reading it",
                remedy: "run again when nothing writes to it")
        }
    }
}
