import EndpointServer
import Glibc
import Records
import Server
import Synchronization

/// A server in a process of its own that answers at once, or after some time.
final class NullServer {
    /// Where it listens.
    let address: String
    private let process: pid_t
    private let input: Int32
    private let output: UnsafeMutablePointer<FILE>

    /// Starts one.
    ///
    /// - Parameter delay: how long it holds each response back, in milliseconds.
    init(delay: Int) throws(Fault) {
        var inputs: [Int32] = [-1, -1]
        var outputs: [Int32] = [-1, -1]
        guard pipe(&inputs) == 0, pipe(&outputs) == 0 else {
            throw Fault(.tryAgain, "no pipe can be opened")
        }
        // Ours must not stay open in other processes: the server waits for the end of its input.
        for end in [inputs[1], outputs[0]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, inputs[0], 0)
        posix_spawn_file_actions_adddup2(&actions, outputs[1], 1)
        let words = ["/proc/self/exe", "endpoint", "--serve", "--delay", "\(delay)"]
        var texts: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for text in texts { free(text) } }
        var process = pid_t()
        let error = posix_spawn(&process, words[0], &actions, nil, texts, environ)
        close(inputs[0])
        close(outputs[1])
        texts.removeLast()
        guard error == 0, let output = fdopen(outputs[0], "r") else {
            throw Fault(.tryAgain, "the server cannot be started")
        }
        self.process = process
        self.output = output
        input = inputs[1]
        address = NullServer.line(output)
    }

    /// Ends it.
    ///
    /// - Returns: the most requests that it had at once.
    func end() -> String {
        close(input)
        let most = NullServer.line(output)
        fclose(output)
        while waitpid(process, nil, 0) < 0 && errno == EINTR {}
        return most
    }

    private static func line(_ file: UnsafeMutablePointer<FILE>) -> String {
        var text = ""
        while true {
            let byte = getc(file)
            if byte < 0 || byte == 10 { return text }
            text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: byte)))
        }
    }

    /// What the process does, until nobody listens to it any more.
    static func serve(delay: Int) throws(Fault) {
        let counts = Counts()
        let model = PretendModel()
        let constant = Reply.json(
            200,
            [
                "choices": [
                    [
                        "index": 0, "finish_reason": "stop",
                        "message": ["role": "assistant", "content": "w1 w2 w3"],
                    ]
                ], "usage": ["prompt_tokens": 99, "completion_tokens": 4],
            ])
        let server = try EndpointServer(keepsRequests: false) { request in
            // What the probe asks is answered as by a model.
            if request.number < 30 { return model.answer(request) }
            counts.begin()
            defer { counts.end() }
            if delay > 0 { usleep(UInt32(delay) * 1000) }
            return constant
        }
        print(server.address)
        fflush(nil)
        var byte: UInt8 = 0
        while read(0, &byte, 1) > 0 {}
        print(counts.most)
        fflush(nil)
    }

    /// Requests at once.
    private final class Counts: Sendable {
        private let state = Mutex((now: 0, most: 0))
        var most: Int { state.withLock { $0.most } }
        func begin() {
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
            }
        }
        func end() { state.withLock { $0.now -= 1 } }
    }
}
