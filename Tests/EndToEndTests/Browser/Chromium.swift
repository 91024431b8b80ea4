import Foundation
import Glibc
import Records
import Storage
import TestSupport

/// A headless Chromium, told what to do over a pipe (the DevTools protocol).
final class Chromium {
    /// Something that a page did: a request, a line of its console, a fault.
    struct Event {
        var method: String
        var parameters: JSONValue
    }

    private let process: pid_t
    private let input: Int32
    private let output: Int32
    private let folder: TemporaryFolder
    private var session: String?
    private var bytes: [UInt8] = []
    private var replies: [Int: JSONValue] = [:]
    private var count = 0
    /// What happened since the page was opened.
    private(set) var events: [Event] = []

    private static let patience = Duration.seconds(60)

    /// Where Debian puts it; nothing, said aloud, where it is not installed.
    static let path: String? = {
        let path = Binary.environment("PIPELINE_CHROMIUM") ?? "/usr/bin/chromium"
        if access(path, X_OK) == 0 { return path }
        OutputLine.say("SKIPPED: pages in a browser, since \(path) is not there")
        return nil
    }()

    /// Starts one with an empty page.
    init(_ path: String) async throws {
        folder = try TemporaryFolder("chromium")
        let (theirInput, ourOutput) = try Chromium.pipe()
        let (ourInput, theirOutput) = try Chromium.pipe()
        input = ourInput
        output = ourOutput
        process = try Chromium.spawn(
            [
                path, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
                "--user-data-dir=\(folder.path)/profile", "--no-first-run", "--disable-sync",
                "--disable-background-networking", "--disable-component-update",
                "--disable-dev-shm-usage", "--window-size=1200,900", "about:blank",
            ], theirInput, theirOutput, home: folder.path)
        close(theirInput)
        close(theirOutput)
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        let target = try await call("Target.createTarget", ["url": "about:blank"])
        let attached = try await call(
            "Target.attachToTarget",
            ["targetId": target["targetId"] ?? .null, "flatten": .bool(true)])
        session = attached["sessionId"]?.stringValue
        for domain in ["Page", "Runtime", "Network", "Log"] {
            _ = try await call("\(domain).enable")
        }
    }

    deinit {
        close(input)
        close(output)
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// Opens a page and waits until it is loaded.
    func open(_ address: String) async throws {
        events = []
        _ = try await call("Page.navigate", ["url": .string(address)])
        try await wait(for: "it is loaded") {
            $0.events.contains { $0.method == "Page.loadEventFired" }
        }
    }

    /// The value of an expression, which may be a promise.
    func value(_ expression: String) async throws -> JSONValue {
        let answer = try await call(
            "Runtime.evaluate",
            [
                "expression": .string(expression), "returnByValue": .bool(true),
                "awaitPromise": .bool(true),
            ])
        if let fault = answer["exceptionDetails"] {
            throw Fault(.internalError, "the page's script failed", cause: fault.serialized)
        }
        return answer["result"]?["value"] ?? .null
    }

    /// Presses a key that has no letter.
    func press(_ key: String, code: Int) async throws {
        for type in ["keyDown", "keyUp"] {
            _ = try await call(
                "Input.dispatchKeyEvent",
                [
                    "type": .string(type), "key": .string(key), "code": .string(key),
                    "windowsVirtualKeyCode": .integer(code),
                ])
        }
    }

    /// Shows pages as somebody sees them who wants them light or dark, and nothing to move.
    func prefer(_ scheme: String) async throws {
        let colours: JSONValue = ["name": "prefers-color-scheme", "value": .string(scheme)]
        let motion: JSONValue = ["name": "prefers-reduced-motion", "value": "reduce"]
        _ = try await call("Emulation.setEmulatedMedia", ["features": .array([colours, motion])])
    }

    /// Writes a picture of the page, in PNG.
    func picture(to path: String) async throws {
        let answer = try await call("Page.captureScreenshot", ["format": "png"])
        let data = Data(base64Encoded: answer["data"]?.stringValue ?? "") ?? Data()
        try FileSystem.write(Array(data), to: path)
    }

    /// Waits until something is so.
    func wait(
        for what: String, atMost limit: Duration = Chromium.patience,
        _ isSo: (Chromium) async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while try await !isSo(self) {
            guard ContinuousClock.now < deadline else {
                throw Fault(.internalError, "the browser was waited for in vain: \(what)")
            }
            try await Task.sleep(for: .milliseconds(20))
            try read()
        }
    }

    /// Asks for something, and waits for the answer.
    private func call(
        _ method: String, _ parameters: JSONValue = [:]
    ) async throws -> JSONValue {
        count += 1
        let number = count
        var message: [JSONValue.Member] = [
            .init("id", .integer(number)), .init("method", .string(method)),
            .init("params", parameters),
        ]
        if let session { message.append(.init("sessionId", .string(session))) }
        var rest = Array(JSONValue.object(message).serialized.utf8 + [0])[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
            guard written > 0 else { throw Fault(.internalError, "the browser is gone") }
            rest = rest.dropFirst(written)
        }
        try await wait(for: method) { $0.replies[number] != nil }
        let reply = replies.removeValue(forKey: number) ?? .null
        if let fault = reply["error"] {
            throw Fault(.internalError, "the browser refuses \(method)", cause: fault.serialized)
        }
        return reply["result"] ?? .null
    }

    /// Takes in what the browser has said.
    private func read() throws {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = piece.withUnsafeMutableBytes {
                Glibc.read(input, $0.baseAddress, $0.count)
            }
            if count == 0 { throw Fault(.internalError, "the browser has ended") }
            if count < 0 { break }
            bytes += piece[..<count]
        }
        while let end = bytes.firstIndex(of: 0) {
            let message = try JSONReader.parse(Array(bytes[..<end]), file: "DevTools")
            bytes.removeFirst(end + 1)
            if let number = message["id"]?.integerValue {
                replies[number] = message
            } else if let method = message["method"]?.stringValue {
                events.append(Event(method: method, parameters: message["params"] ?? .null))
            }
        }
    }

    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else {
            throw Fault(.internalError, "there is no pipe", cause: SystemError.text())
        }
        // Away from 3 and 4, which the browser's are to be, and open in no other program.
        let far = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 20) }
        for end in ends { close(end) }
        return (far[0], far[1])
    }

    private static func spawn(
        _ words: [String], _ input: Int32, _ output: Int32, home: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for stream: Int32 in [1, 2] {
            posix_spawn_file_actions_addopen(
                &actions, stream, "\(home)/log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        posix_spawn_file_actions_adddup2(&actions, input, 3)
        posix_spawn_file_actions_adddup2(&actions, output, 4)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var texts = words.map { strdup($0) } + [nil]
        let surroundings: [String] = ["HOME=\(home)", "PATH=/usr/bin:/bin"]
        var variables = surroundings.map { (text: String) in strdup(text) } + [nil]
        defer { for text in texts + variables { free(text) } }
        var process = pid_t()
        guard posix_spawn(&process, words[0], &actions, &attributes, &texts, &variables) == 0 else {
            throw Fault(.internalError, "the browser cannot be started", cause: SystemError.text())
        }
        return process
    }
}
