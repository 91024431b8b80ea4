import Glibc
import Storage
import Testing

/// Processes as `/proc` shows them.
enum LiveProcesses {
    /// Those that work in a folder or below it. One that has ended and was not waited for has none.
    static func inside(_ folder: String) -> [pid_t] {
        identifiers.filter { process in
            guard let place = link("/proc/\(process)/cwd") else { return false }
            return place == folder || place.hasPrefix("\(folder)/")
        }
    }

    /// The children of a process.
    static func children(of process: pid_t) -> [pid_t] {
        let threads = (try? FileSystem.list("/proc/\(process)/task")) ?? []
        return threads.flatMap { thread -> [pid_t] in
            let path = "/proc/\(process)/task/\(thread)/children"
            let bytes = (try? FileSystem.read(path)) ?? []
            return String(decoding: bytes, as: UTF8.self).split(separator: " ")
                .compactMap { pid_t($0) }
        }
    }

    /// Waits until nothing works in a folder; what still does after some seconds is an error, and ends.
    static func expectNone(in folder: String, _ comment: Comment) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            let left = inside(folder)
            if left.isEmpty { return }
            if ContinuousClock.now > deadline {
                let names = left.map { name(of: $0) }.joined(separator: ", ")
                Issue.record("processes outlive the run: \(names); \(comment)")
                for process in left { kill(process, SIGKILL) }
                return
            }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    private static var identifiers: [pid_t] {
        ((try? FileSystem.list("/proc")) ?? []).compactMap { pid_t($0) }
    }

    private static func name(of process: pid_t) -> String {
        let bytes = (try? FileSystem.read("/proc/\(process)/cmdline")) ?? []
        return String(decoding: bytes.map { $0 == 0 ? 32 : $0 }, as: UTF8.self)
    }

    private static func link(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(path, &buffer, buffer.count)
        guard count >= 0 else { return nil }
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
