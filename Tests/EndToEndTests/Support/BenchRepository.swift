import Glibc
import Records
import Storage
import TestSupport
import Testing

/// A repository as the engine's benchmark makes it: tasks that log their names before they work.
struct BenchRepository: Sendable {
    /// A graph.
    enum Kind: String, Sendable, CaseIterable {
        /// Five stages in a chain over one file.
        case chain = "p5"
        /// A unit a file, and one that joins them all.
        case fan = "tN"
    }

    static let count = 12
    /// Not atomic on purpose, like the benchmark's own.
    private static let task = """
        name=$1; out=$2; shift 2
        echo "$name" >> exec.log
        cat "$@" > "$out"
        [ -n "$TASK_SLEEP" ] && sleep "$TASK_SLEEP"
        if [ -e "fail/$name" ]; then echo "boom in $name" >&2; exit 3; fi
        echo "#END $name" >> "$out"

        """

    private let folder: TemporaryFolder
    let kind: Kind
    var root: String { folder.path }

    /// The file whose change everything or almost nothing depends on.
    var input: String { kind == .chain ? "raw.bin" : "in/0007.txt" }
    /// The outputs, in the order of their names.
    var outputs: [String] {
        kind == .chain
            ? ["ingest", "sample", "score", "shard", "train"]
            : (0..<BenchRepository.count).map(BenchRepository.file) + ["merged"]
    }

    init(_ kind: Kind) async throws {
        folder = try TemporaryFolder("bench")
        self.kind = kind
        for shelf in ["fail", "in", "out"] { try FileSystem.createFolder("\(root)/\(shelf)") }
        try write(BenchRepository.task, to: "task.sh")
        if kind == .chain {
            try write("raw bytes\n", to: "raw.bin")
        } else {
            for number in 0..<BenchRepository.count {
                try write("input \(number)\n", to: "in/" + BenchRepository.file(number))
            }
        }
        let script = "\(Binary.packageRoot)/scripts/bench-engine"
        let end = try await Subprocess(
            ["sh", script, root, kind.rawValue, "\(BenchRepository.count)"], in: root
        ).wait()
        #expect(end.status == 0, "\(end.errors)")
    }

    private static func file(_ number: Int) -> String {
        number < 10 ? "000\(number).txt" : "00\(number).txt"
    }

    func write(_ text: String, to path: String) throws {
        try FileSystem.write(Array(text.utf8), to: "\(root)/\(path)")
    }

    func read(_ path: String) -> String? {
        (try? FileSystem.read("\(root)/\(path)")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The tasks that were run since this was asked last, in order.
    func takeTasks() throws -> [String] {
        let names = (read("exec.log") ?? "").split(separator: "\n").map(String.init)
        try write("", to: "exec.log")
        return names
    }

    /// Every output's text, by name; a name of nothing if it is not there.
    func results() -> [String?] { outputs.map { read("out/\($0)") } }

    func start(_ environment: [String] = []) throws -> Subprocess {
        try Subprocess(
            environment + [Binary.path, "run", "m.yaml", "--jobs", "2"], in: root)
    }

    /// Runs to the end.
    @discardableResult func run(status: Int32 = 0) async throws -> Subprocess.End {
        let end = try await start().wait()
        #expect(end.status == status, "\(end.errors)")
        return end
    }

    /// Waits until so many tasks have started.
    func waitForTasks(_ count: Int, while process: Subprocess) async throws {
        while (read("exec.log") ?? "").split(separator: "\n").count < count {
            guard !process.hasEnded else {
                throw Fault(.internalError, "the run ended before \(count) tasks had started")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
