import Processes
import Records
import Terminal

/// The user's browser.
enum Browser {
    /// Shows a file, through `xdg-open` and no shell. Where that is not there, or fails, the user is told:
    /// the file is written all the same.
    static func show(_ path: String) async throws(Fault) {
        let environment = ProcessEnvironment.variables
        do throws(Fault) {
            _ = try ProgramPath.find("xdg-open", "/", environment)
            // In a session of its own, since programs that we start end when we do.
            let program = ChildProcess(
                ["setsid", "--fork", "xdg-open", path], folder: "/", environment: environment,
                logPath: "/dev/null")
            guard try await program.run() != .exited(0) else { return }
            OutputStream.standardError.write("xdg-open failed; open \(path) yourself\n")
        } catch {
            guard error.code == .unavailable else { throw error }
            OutputStream.standardError.write("xdg-open is not there; open \(path) yourself\n")
        }
    }
}
