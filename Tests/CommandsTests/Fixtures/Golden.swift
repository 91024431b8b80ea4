import Glibc
import Records
import Storage
import Testing

/// Texts that were written down once. `RECORD_GOLDEN=1` writes them anew and fails the run.
enum Golden {
    /// Compares a text with the file of its name, times and the scratch folder made the same.
    static func expect(_ text: String, is name: String, in scratch: ScratchFolder) throws {
        let normal = text.replacing(scratch.path, with: "SCRATCH")
            .replacing(/\d{4}-\d\d-\d\dT[\d:.]+Z/, with: "TIME")
            // A busy machine takes seconds, which have fewer digits.
            .replacing(/\ {2,}\d+\.\d+ s {2}/, with: "    0.00 s  ")
            .replacing(/\d+\.\d+ s\b/, with: "0.00 s")
        let folder = #filePath.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        let path = "\(folder)/Golden/\(name).txt"
        if getenv("RECORD_GOLDEN").map({ String(cString: $0) }) == "1" {
            try FileSystem.write(Array(normal.utf8), to: path)
            Issue.record("recorded \(name)")
            return
        }
        let golden = String(decoding: try FileSystem.read(path), as: UTF8.self)
        #expect(normal == golden)
    }
}
