import Records
import Storage

/// What a folder with a checkpoint's name turns out to be.
enum CheckpointFinding {
    case whole(RunCheckpoint)
    case broken(String)
}

/// Files that PyTorch saved.
enum TorchFile {
    /// What is wrong with a file, or nothing. `torch.save` writes a zip archive, whose directory comes
    /// last: a file that was cut off has none.
    static func problem(_ path: String) throws(Fault) -> String? {
        let name = path.split(separator: "/").last ?? ""
        guard let status = try FileSystem.status(path), status.kind == .file else {
            return "`\(name)` is missing"
        }
        let directoryEnd = 22
        guard status.byteCount >= directoryEnd else {
            return status.byteCount == 0 ? "`\(name)` is empty" : "`\(name)` is cut off"
        }
        let tail = try FileSystem.read(path, from: status.byteCount - directoryEnd)
        return tail.starts(with: Array("PK\u{5}\u{6}".utf8)) ? nil : "`\(name)` is cut off"
    }

    /// The first problem with files of a folder, or nothing.
    static func problem(
        with names: some Sequence<String>, in folder: String
    ) throws(Fault) -> String? {
        for name in names {
            if let problem = try problem("\(folder)/\(name)") { return problem }
        }
        return nil
    }
}
