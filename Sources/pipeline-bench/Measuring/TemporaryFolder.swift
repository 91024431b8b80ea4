import Glibc
import Records
import Storage

/// A folder that is gone when the work in it is done.
enum TemporaryFolder {
    /// Calls `body` with a fresh folder and removes it afterwards.
    static func with<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        var template = Array("/tmp/pipeline-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Fault(.tryAgain, "no temporary folder can be made in /tmp")
        }
        let path = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do {
            let result = try await body(path)
            try FileSystem.remove(path)
            return result
        } catch {
            try FileSystem.remove(path)
            throw error
        }
    }
}
