import Glibc
import Processes
import Records
import Storage

/// What a short-lived program prints.
enum ProgramOutput {
    /// More than this is no answer.
    private static let mostBytes = 1 << 20

    /// The standard output of a program that ends well in time; nothing otherwise. Its standard error
    /// goes nowhere. It works where we do; what it prints waits in a file in `TMPDIR`.
    ///
    /// - Parameter arguments: the program, looked up in `PATH`, and its arguments.
    static func of(_ arguments: [String], within limit: Duration) async -> String? {
        let number = String(UInt64.random(in: .min ... .max), radix: 16)
        let folder = "\(variable("TMPDIR") ?? "/tmp")/pipeline-doctor-\(number)"
        defer { try? FileSystem.remove(folder) }
        do throws(Fault) {
            try FileSystem.createFolder(folder)
            var process = ChildProcess(
                arguments, folder: ".", environment: ProcessEnvironment.variables,
                logPath: "/dev/null")
            process.outputPath = "\(folder)/output"
            process.grace = .zero
            let program = process
            let end = try await TimeLimit.run(limit) { () async throws(Fault) in
                try await program.run()
            }
            guard end == .exited(0) else { return nil }
            let output = try FileSystem.read("\(folder)/output", limit: mostBytes)
            return String(decoding: output, as: UTF8.self)
        } catch {
            return nil
        }
    }

    /// Where a program lies, after `PATH`.
    static func path(of command: String) -> String? {
        try? ProgramPath.find(command, ".", ProcessEnvironment.variables)
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
