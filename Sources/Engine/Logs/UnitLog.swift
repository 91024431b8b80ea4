public import Records
import Storage

/// The log of what a unit started.
public struct UnitLog: Sendable, Hashable {
    /// The unit's name.
    public let unit: String
    /// The file.
    public let path: String

    /// The logs of a stage's units that are there and not empty, sorted by file name.
    ///
    /// - Throws: a `Fault` if their folder cannot be listed.
    public static func all(of stage: String, in run: RunFolder) throws(Fault) -> [UnitLog] {
        let folder = "\(run.logsFolder)/\(stage)"
        guard try FileSystem.status(folder)?.kind == .folder else { return [] }
        var logs: [UnitLog] = []
        for name in try FileSystem.list(folder) where name.hasSuffix(".log") {
            let path = "\(folder)/\(name)"
            guard let status = try FileSystem.status(path), status.kind == .file,
                status.byteCount > 0
            else { continue }
            logs.append(UnitLog(unit: unit(ofFile: name), path: path))
        }
        return logs
    }

    /// The unit whose log has a name, as `RunFolder.logPath` makes it.
    private static func unit(ofFile name: String) -> String {
        let bytes = Array(name.utf8.dropLast(".log".utf8.count))
        var unit: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let byte = UInt8(
                    String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                unit.append(byte)
                index += 3
            } else {
                unit.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: unit, as: UTF8.self)
    }
}
