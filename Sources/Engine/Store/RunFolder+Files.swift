import Glibc
import Records
import Storage

extension RunFolder {
    /// Writes a file unless it says that already.
    func update(_ bytes: [UInt8], at path: String) throws(Fault) {
        if let status = try FileSystem.status(path), status.byteCount == bytes.count,
            try FileSystem.read(path) == bytes
        {
            return
        }
        try FileSystem.write(bytes, to: path)
    }

    /// Links a stage's name to its artifact, relative, so that the workspace may be moved.
    func link(_ planned: PlannedStage, in workspace: Workspace) throws(Fault) {
        let target = RunFolder.target(kind: planned.stage.kind, key: planned.key)
        let path = "\(stagesFolder)/\(planned.name)"
        if destination(of: path) == target { return }
        let temporary = "\(stagesFolder)/.tmp-\(planned.name)-\(Host.processIdentifier)"
        unlink(temporary)
        guard symlink(target, temporary) == 0 else {
            throw .system(
                "the link `\(path)` cannot be made", errorNumber: errno, pathCode: .cannotCreate)
        }
        try FileSystem.rename(temporary, to: path)
    }

    /// Whether a stage's name leads to the artifact of its key: it was published, then at least.
    func links(_ planned: PlannedStage) -> Bool {
        destination(of: "\(stagesFolder)/\(planned.name)")
            == RunFolder.target(kind: planned.stage.kind, key: planned.key)
    }

    /// Removes links that are not of this plan.
    func unlinkStale(_ record: RunRecord) throws(Fault) {
        for name in try FileSystem.list(stagesFolder) {
            let stage = record.stages.first { $0.name == name }
            let target = stage.map { RunFolder.target(kind: $0.kind, key: $0.key) }
            let path = "\(stagesFolder)/\(name)"
            if target == nil || destination(of: path) != target { try FileSystem.remove(path) }
        }
    }

    private static func target(kind: String, key: Digest) -> String {
        "../../../store/\(kind)/\(key.hex)"
    }

    private func destination(of link: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(link, &buffer, buffer.count)
        let bytes = buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
        return count >= 0 ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
