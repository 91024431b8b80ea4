import Glibc
import Storage
import TestSupport

/// Other people's readers: the Python that `scripts/python-peers` makes.
enum Peers {
    /// The package's root folder.
    static let packageRoot = #filePath.split(separator: "/").dropLast(4)
        .reduce("") { $0 + "/" + $1 }

    /// The interpreter, or nothing, said aloud.
    static let python = interpreter([], with: "datasets")

    /// The interpreter that has Megatron Energon and torch, or nothing, said aloud.
    static let energon = interpreter(["energon"], with: "megatron.energon")

    /// The interpreter that has `transformers serve`, or nothing, said aloud.
    static let serve = interpreter(["serve"], with: "transformers")

    /// The interpreter that has TRL, or nothing, said aloud.
    static let trl = interpreter(["trl"], with: "trl")

    /// The interpreter that has TensorBoard, or nothing, said aloud.
    static let tensorBoard = interpreter(["tensorboard"], with: "tensorboard")

    /// The interpreter that has the schemas of Kubernetes, or nothing, said aloud.
    static let kubernetes = interpreter(["kubernetes"], with: "kubernetes_validate")

    /// The folder of a llama-server with its models, or nothing, said aloud.
    static let llama: String? = {
        if let folder = getenv("PIPELINE_LLAMA_SERVER") { return String(cString: folder) }
        let end = (try? PeerProcess(["\(packageRoot)/scripts/llama-server"]))?.wait()
        if let end, end.status == 0 { return String(end.output.dropLast()) }
        OutputLine.say("no llama-server: \(end?.errors ?? "scripts/llama-server is not started")")
        return nil
    }()

    private static func interpreter(_ set: [String], with module: String) -> String? {
        func output(_ command: [String]) -> String? {
            let end = (try? PeerProcess(command))?.wait()
            if let end, end.status == 0 { return end.output }
            let cause = end?.errors ?? "`\(command[0])` is not started"
            OutputLine.say("no Python with `\(module)`: \(cause)")
            return nil
        }
        guard let path = output(["\(packageRoot)/scripts/python-peers"] + set)?.dropLast(),
            output([String(path), "-c", "import \(module)"]) != nil
        else { return nil }
        return String(path)
    }

    /// Whether there are peers. Says what is skipped if there are not.
    static func areThere(for what: String, in python: String? = Peers.python) -> Bool {
        isThere(python, for: what)
    }

    /// Whether there is such a peer. Says what is skipped if there is not.
    static func isThere(_ peer: String?, for what: String) -> Bool {
        if peer != nil { return true }
        OutputLine.say("SKIPPED: \(what), since the peer for it is not there")
        return false
    }

    /// Runs a script of `scripts/peers` to its end.
    ///
    /// - Returns: what it wrote to standard output.
    static func run(
        _ script: String, _ arguments: [String], in python: String? = Peers.python
    ) throws -> String {
        let command = [python ?? "python3", "\(packageRoot)/scripts/peers/\(script).py"]
        let end = try PeerProcess(command + arguments).wait()
        guard end.status == 0 else {
            throw PeerFailure(description: "\(script).py ended with \(end.status): \(end.errors)")
        }
        return end.output
    }
}

/// A peer did not do what it should.
struct PeerFailure: Error, CustomStringConvertible {
    var description: String
}
