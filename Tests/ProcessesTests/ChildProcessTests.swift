import Glibc
import Records
import Storage
import TestSupport
import Testing

@testable import Processes

@Suite struct ChildProcessTests {
    private let folder: TemporaryFolder
    private var log: String { "\(folder.path)/log" }

    init() throws { folder = try TemporaryFolder() }

    private func process(_ arguments: [String]) -> ChildProcess {
        ChildProcess(
            arguments, folder: folder.path, environment: ["PATH=/usr/bin:/bin", "A=b c"],
            logPath: log)
    }

    private func shell(_ text: String) -> ChildProcess { process(["sh", "-c", text]) }

    private func printed() throws -> [UInt8] { try FileSystem.read(log) }

    /// Waits until a process is gone, or is a zombie that its new parent has not looked at.
    private func waitForDeath(of process: pid_t) async throws {
        while kill(process, 0) == 0 {
            let state = try? FileSystem.read("/proc/\(process)/stat")
            let text = String(decoding: state ?? [], as: UTF8.self)
            if text.contains(") Z ") { return }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    private func number(in file: String) async throws -> pid_t {
        while true {
            let bytes = (try? FileSystem.read("\(folder.path)/\(file)")) ?? []
            let text = String(decoding: bytes, as: UTF8.self)
            if text.hasSuffix("\n"), let number = pid_t(text.dropLast()) { return number }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    struct Case: Sendable {
        var text: String
        var reason: ProcessEnd
    }

    @Test(arguments: [
        Case(text: "exit 0", reason: .exited(0)), Case(text: "exit 3", reason: .exited(3)),
        Case(text: "exit 75", reason: .exited(75)), Case(text: "exit 255", reason: .exited(255)),
        Case(text: "kill -9 $$", reason: .signalled(9)),
        Case(text: "kill -TERM $$", reason: .signalled(15)),
        Case(text: "kill -SEGV $$", reason: .signalled(11)),
    ])
    func `it is told how a program ended`(_ given: Case) async throws {
        #expect(try await shell(given.text).run() == given.reason)
    }

    @Test func `a program works in its folder, with its environment, and has nothing to read`()
        async throws
    {
        let end = try await shell("pwd; echo \"$A|$HOME|\"; cat; echo $? >&2").run()
        #expect(end == .exited(0))
        let lines = String(decoding: try printed(), as: UTF8.self).split(separator: "\n")
        #expect(lines == [Substring(try FileSystem.realPath(folder.path)), "b c||", "0"])
    }

    @Test func `no shell reads arguments`() async throws {
        let arguments = ["$A", "*", "a b", "", "\u{1B}[31m", "é"]
        #expect(try await process(["printf", "%s\\n"] + arguments).run() == .exited(0))
        #expect(
            try printed() == Array(arguments.map { $0 + "\n" }.joined().utf8))
    }

    @Test func `ten thousand arguments arrive`() async throws {
        let arguments = (0..<10_000).map { "an-argument-of-some-length-\($0)" }
        let end = try await process(["sh", "-c", "echo $# $10000", "sh"] + arguments).run()
        #expect(end == .exited(0))
        #expect(String(decoding: try printed(), as: UTF8.self).hasPrefix("10000 "))
    }

    @Test func `more arguments than the system takes are a fault that says how many`() async {
        let argument = String(repeating: "x", count: 200_000)
        await #expect {
            _ = try await process(["true", argument]).run()
        } throws: { error in
            (error as? Fault)?.message.contains("2 arguments are 200006 bytes") == true
        }
    }

    @Test func `bytes that are no text reach the log as they are`() async throws {
        #expect(
            try await shell(#"printf 'a\000b\033[0m\377\n'"#).run() == .exited(0))
        #expect(try printed() == [97, 0, 98, 27, 91, 48, 109, 255, 10])
    }

    @Test func `what programs print is appended`() async throws {
        _ = try await shell("echo one").run()
        _ = try await shell("echo two >&2").run()
        #expect(try printed() == Array("one\ntwo\n".utf8))
    }

    @Test func `a program reads one file and writes another, and its complaints go to the log`()
        async throws
    {
        var filter = shell("tr a-z A-Z; echo no >&2")
        filter.inputPath = "\(folder.path)/in"
        filter.outputPath = "\(folder.path)/out"
        for text in ["one long line\n", "two\n"] {
            try FileSystem.write(Array(text.utf8), to: "\(folder.path)/in")
            #expect(try await filter.run() == .exited(0))
            let result = try FileSystem.read("\(folder.path)/out")
            #expect(result == Array(text.uppercased().utf8))
        }
        #expect(try printed() == Array("no\nno\n".utf8))
        filter.inputPath = "\(folder.path)/missing"
        await #expect(throws: Fault.self) { _ = try await filter.run() }
    }

    @Test func `a program inherits no descriptor and no signal setting`() async throws {
        let descriptor = open("/dev/null", O_RDONLY)
        defer { close(descriptor) }
        signal(SIGPIPE, SIG_IGN)
        let text =
            "ls /proc/self/fd | sort -n | tr '\\n' ' '; grep -E 'Sig(Blk|Ign)' /proc/self/status"
        _ = try await shell(text).run()
        let words = String(decoding: try printed(), as: UTF8.self).split { " \t\n".contains($0) }
        // The one beyond the three is that of `ls` itself.
        #expect(words.prefix(4) == ["0", "1", "2", "3"] && words.dropFirst(4).first == "SigBlk:")
        #expect(words.filter { $0 == "0000000000000000" }.count == 2, "\(words)")
    }

    struct Refusal: Sendable {
        var arguments: [String]
        var code: Fault.Code
        var words: String
    }

    @Test(arguments: [
        Refusal(arguments: ["no-such-program-here"], code: .unavailable, words: "in no folder"),
        Refusal(arguments: [""], code: .unavailable, words: "in no folder"),
        Refusal(arguments: ["./gone"], code: .unavailable, words: "`./gone` cannot be started"),
        Refusal(arguments: ["./plain"], code: .badInput, words: "`./plain` cannot be started"),
        Refusal(arguments: ["./headless"], code: .badInput, words: "cannot be started"),
        Refusal(arguments: ["true", "a\0b"], code: .badInput, words: "NUL"),
    ])
    func `a program that cannot be started is a fault`(_ given: Refusal) async throws {
        try FileSystem.write(Array("plain".utf8), to: "\(folder.path)/plain")
        try FileSystem.write(Array("no first line".utf8), to: "\(folder.path)/headless")
        #expect(chmod("\(folder.path)/plain", 0o644) == 0)
        #expect(chmod("\(folder.path)/headless", 0o755) == 0)
        await #expect {
            _ = try await process(given.arguments).run()
        } throws: { error in
            let fault = error as? Fault
            return fault?.code == given.code && fault?.message.contains(given.words) == true
        }
    }

    @Test func `a program that is stopped ends with its whole group`() async throws {
        let task = Task { try await shell("sleep 1000 & echo $! > inner; wait").run() }
        let inner = try await number(in: "inner")
        task.cancel()
        #expect(try await task.value == .stopped)
        try await waitForDeath(of: inner)
    }

    @Test func `a program that does not hear of its end is killed after the grace`() async throws {
        let text = "trap '' TERM; sleep 1000 & echo $! > inner; while :; do sleep 1000; done"
        var process = shell(text)
        process.grace = .milliseconds(100)
        let task = Task { [process] in try await process.run() }
        let inner = try await number(in: "inner")
        task.cancel()
        #expect(try await task.value == .stopped)
        try await waitForDeath(of: inner)
    }

    @Test func `a program may put its things in order when it is asked to end`() async throws {
        let text =
            "trap 'echo saved > state; exit 0' TERM; echo $$ > ready; while :; do sleep 0.01; done"
        let task = Task { try await shell(text).run() }
        _ = try await number(in: "ready")
        task.cancel()
        #expect(try await task.value == .stopped)
        #expect(try FileSystem.read("\(folder.path)/state") == Array("saved\n".utf8))
    }

    @Test func `a task that is cancelled before it starts a program ends it`() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await shell("sleep 1000").run()
        }
        task.cancel()
        #expect(try await task.value == .stopped)
    }

    @Test func `what a program leaves in its group ends with it`() async throws {
        _ = try await shell("sleep 1000 & echo $! > inner").run()
        try await waitForDeath(of: try await number(in: "inner"))
    }

    @Test func `hundreds of programs at once are each told apart`() async throws {
        let path = folder.path
        await withTaskGroup(of: Bool.self) { group in
            for status in 0..<200 {
                group.addTask {
                    let process = ChildProcess(
                        ["sh", "-c", "exit \(status)"], folder: path,
                        environment: ["PATH=/usr/bin:/bin"], logPath: "\(path)/log-\(status)")
                    return (try? await process.run()) == .exited(status)
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}
