import Foundation
import Records
import Storage
import TestSupport

extension TemporaryFolder {
    /// The text of a file.
    func text(_ name: String) throws(Fault) -> String {
        String(decoding: try FileSystem.read(self[name]), as: UTF8.self)
    }

    /// Writes a program.
    func write(program text: String, to name: String) throws {
        try write(text, to: name)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: self[name])
    }
}
