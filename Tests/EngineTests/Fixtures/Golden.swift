import Glibc
import Records
import Storage
import Testing

/// Texts that were looked at once and kept, in `Golden/NAME.txt`. `RECORD_GOLDEN=1` writes them anew
/// and fails the run.
enum Golden {
    /// Compares a text with the kept one.
    static func expect(
        _ text: String, _ name: String, _ location: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let folder = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 }
        let path = "\(folder)/Golden/\(name).txt"
        if getenv("RECORD_GOLDEN").map({ String(cString: $0) }) == "1" {
            try FileSystem.write(Array(text.utf8), to: path)
            Issue.record("recorded \(name)", sourceLocation: location)
            return
        }
        let kept = String(decoding: try FileSystem.read(path), as: UTF8.self)
        #expect(text == kept, sourceLocation: location)
    }
}
