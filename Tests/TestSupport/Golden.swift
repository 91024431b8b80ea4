import Glibc
import Records
import Storage
public import Testing

/// Texts that were looked at once and kept. `RECORD_GOLDEN=1` writes them anew and fails the run.
public enum Golden {
    /// Compares a text with the kept one.
    ///
    /// - Parameter path: the file of the kept text.
    public static func expect(
        _ text: String, at path: String, _ location: Testing.SourceLocation = #_sourceLocation
    ) throws {
        if getenv("RECORD_GOLDEN").map({ String(cString: $0) }) == "1" {
            try FileSystem.write(Array(text.utf8), to: path)
            Issue.record("recorded \(path)", sourceLocation: location)
            return
        }
        let kept = String(decoding: try FileSystem.read(path), as: UTF8.self)
        #expect(text == kept, sourceLocation: location)
    }

    /// Compares a text with the one in `Golden/NAME.txt` of the test target.
    ///
    /// - Parameter file: a file right in the target's folder or in one of its folders.
    public static func expect(
        _ text: String, _ name: String, file: String = #filePath,
        _ location: Testing.SourceLocation = #_sourceLocation
    ) throws {
        let parts = file.split(separator: "/")
        guard let tests = parts.lastIndex(of: "Tests") else {
            Issue.record("\(file) is not below Tests", sourceLocation: location)
            return
        }
        let folder = "/" + parts[...(tests + 1)].joined(separator: "/")
        try expect(text, at: "\(folder)/Golden/\(name).txt", location)
    }
}
