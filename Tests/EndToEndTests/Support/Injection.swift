import Glibc
import Records
import Storage
import TestSupport
import Testing

/// The library that makes system calls of the binary fail and moves its clock; `Injection/injection.c`
/// tells how.
struct Injection: Sendable {
    private let folder: TemporaryFolder
    private var library: String { "\(folder.path)/injection.so" }

    private static let task = Task { () async throws -> Injection? in
        let injection = Injection(folder: try TemporaryFolder("injection"))
        let source = "\(Binary.packageRoot)/Tests/EndToEndTests/Injection/injection.c"
        for compiler in ["clang", "cc", "gcc"] where isThere(compiler) {
            let end = try await Subprocess(
                [
                    compiler, "-std=gnu17", "-O1", "-Wall", "-fPIC", "-shared", "-o",
                    injection.library, source, "-ldl",
                ], in: injection.folder.path
            ).wait()
            try #require(end.status == 0, "\(end.errors)")
            return injection
        }
        return nil
    }

    /// The library, compiled at the first use; nothing, said loudly, where there is no C compiler.
    static func shared(for test: String) async throws -> Injection? {
        let injection = try await task.value
        if injection == nil { OutputLine.say("SKIPPED \(test): no C compiler in PATH") }
        return injection
    }

    /// The environment of a program that is to suffer, each `NAME=value`.
    func environment(_ variables: [(name: String, value: String)]) -> [String] {
        ["LD_PRELOAD=\(library)"] + variables.map { "INJECT_\($0.name)=\($0.value)" }
    }

    private static func isThere(_ program: String) -> Bool {
        (Binary.environment("PATH") ?? "").split(separator: ":").contains {
            access("\($0)/\(program)", X_OK) == 0
        }
    }
}
