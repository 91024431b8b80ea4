import Glibc
import Storage

/// Daemons that tests bring up.
enum Daemons {
    /// Runs a program to its end; whether it ended well. `output` is a file of what it prints.
    static func run(
        _ words: [String], _ environment: [String], output: String = "/dev/null"
    ) -> Bool {
        // The test runner blocks signals; a cluster's jobs do not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(
            &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        var texts = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for text in texts + variables { free(text) } }
        var child = pid_t()
        guard posix_spawn(&child, words[0], &actions, &attributes, &texts, &variables) == 0 else {
            return false
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status == 0
    }

    /// The variables that a process was started with, each `NAME=value`.
    static func variables(of process: pid_t) -> [String] {
        let bytes = (try? FileSystem.read("/proc/\(process)/environ")) ?? []
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The processes that were started with a variable.
    static func processes(with variable: String) -> [pid_t] {
        ((try? FileSystem.list("/proc")) ?? []).compactMap { pid_t($0) }
            .filter { variables(of: $0).contains(variable) }
    }
}
