import Engine
import Manifests
import Records
import Storage

/// Puts what a `command` stage published where the user wants it.
struct CommandDelivery {
    private let stage: CommandStage
    private let workspace: Workspace

    init(_ stage: CommandStage, _ workspace: Workspace) {
        self.stage = stage
        self.workspace = workspace
    }

    /// Copies each file whose place does not hold its bytes. Never a link: what the user does to his
    /// files must not change the store.
    func deliver(_ artifact: Artifact) throws(Fault) {
        let single = stage.settings.items == nil ? stage.outputs(item: nil) : []
        let kept = Set(stage.settings.outputs.filter { $0.place == nil }.map(\.name))
        for file in artifact.receipt.files {
            if Task.isCancelled { throw Fault(.interrupted, "the run was stopped") }
            let place: String?
            if stage.settings.items == nil {
                place = single.lazy.compactMap { $0.place(of: file.path) }.first
            } else {
                // `<output>/<place>`, after `CommandOutput`.
                let slash = file.path.utf8.firstIndex(of: UInt8(ascii: "/"))
                place = slash.flatMap { slash in
                    kept.contains(String(file.path[..<slash]))
                        ? nil : String(file.path[file.path.utf8.index(after: slash)...])
                }
            }
            if let place { try deliver(file, of: artifact, to: place) }
        }
    }

    private func deliver(
        _ file: Receipt.File, of artifact: Artifact, to place: String
    ) throws(Fault) {
        let path = "\(stage.found.root)/\(place)"
        switch try FileSystem.linkStatus(path) {
        case let status? where status.kind == .folder:
            throw Fault(
                .cannotCreate, "the output `\(place)` cannot be put there: that is a folder",
                remedy: "move it away", location: stage.specification.location(of: "outputs"))
        case let status? where status.kind == .file && status.byteCount == file.byteCount:
            if try workspace.digests.digest(ofFile: path) == file.digest { return }
        case .some: break
        case nil:
            if let folder = RelativePath.folder(of: path) { try FileSystem.createFolder(folder) }
        }
        let cache = "\(workspace.root)/cache"
        try FileSystem.createFolder(cache)
        try FileSystem.copy(artifact.path(file.path), to: path, through: cache)
    }
}
