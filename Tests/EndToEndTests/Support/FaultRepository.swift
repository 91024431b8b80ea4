import Engine
import Glibc
import Records
import Storage
import TestSupport
import Testing

/// A repository whose one run is small and has everything: a generated data set, a unit a file, a unit
/// a file of another stage, and one that joins them. Tasks log their names before they work, and have
/// children of their own.
struct FaultRepository: Sendable {
    /// How many threads its runs use.
    static let jobs = 2
    static let run = "faults"
    private static let task = """
        # Space may be there again for the last line: a program that lost a line must say so.
        set -e
        name=$1; out=$2; shift 2
        echo "$name" >> exec.log
        cat "$@" > "$out"
        if [ -n "$TASK_SLEEP" ]; then sleep "$TASK_SLEEP"; fi
        echo "#END $name" >> "$out"

        """
    private static let dataSet = """
        name: shapes
        description: Boards of shapes
        licence: Apache-2.0
        generator:
          name: shapes
          seed: 0
          splits:
            train: {count: 12, role: pool}

        """
    private static let pipeline = """
        name: faults
        stages:
          ingest:
            kind: ingest
            shard_samples: 4
            retries: 0
          one:
            kind: command
            run: [sh, task.sh, "one-{item.stem}", "{outputs.result}", "{item}"]
            foreach: in/*.txt
            inputs: {script: task.sh}
            outputs: {result: "out/one/{item.name}"}
            environment: [TASK_SLEEP]
            retries: 0
          two:
            kind: command
            run: [sh, task.sh, "two-{item.stem}", "{outputs.result}", "{item}"]
            foreach: {stage: one}
            inputs: {script: task.sh}
            outputs: {result: "out/two/{item.name}"}
            environment: [TASK_SLEEP]
            retries: 0
          merge:
            kind: command
            run: [sh, task.sh, merge, "{outputs.result}", "{inputs.data}"]
            inputs: {data: {stage: two}, script: task.sh}
            outputs: {result: out/merged}
            environment: [TASK_SLEEP]
            retries: 0

        """

    private let folder: TemporaryFolder
    /// How many files are fanned out over.
    let width: Int
    var root: String { folder.path }

    /// How many tasks a whole run has; each logs its name once.
    var taskCount: Int { 2 * width + 1 }

    init(width: Int) throws {
        folder = try TemporaryFolder("faults")
        self.width = width
        try write("name: faults\npipeline: faults\ndatasets: [shapes]\n", to: "m.yaml")
        try write(FaultRepository.dataSet, to: "datasets/shapes.yaml")
        try write(FaultRepository.pipeline, to: "pipelines/faults.yaml")
        try write(FaultRepository.task, to: "task.sh")
        for number in 0..<width {
            try write("input \(number)\n", to: "in/\(number).txt")
        }
    }

    func write(_ text: String, to path: String) throws {
        if let slash = path.lastIndex(of: "/") {
            try FileSystem.createFolder("\(root)/\(path[..<slash])")
        }
        try FileSystem.write(Array(text.utf8), to: "\(root)/\(path)")
    }

    /// A workspace of its own, which need not exist.
    func workspace(_ name: String = ".pipeline") -> WorkspaceView {
        WorkspaceView(root: "\(root)/\(name)")
    }

    /// The command line of a run.
    ///
    /// - Parameter environment: variables, each `NAME=value`.
    func command(in workspace: WorkspaceView, _ environment: [String] = []) -> [String] {
        environment + [
            Binary.path, "run", "m.yaml", "--workspace", workspace.root, "--jobs",
            "\(FaultRepository.jobs)",
        ]
    }

    func start(in workspace: WorkspaceView, _ environment: [String] = []) throws -> Subprocess {
        try Subprocess(command(in: workspace, environment), in: root)
    }

    /// Runs to the end, which must be a good one.
    func run(in workspace: WorkspaceView, _ environment: [String] = []) async throws {
        let end = try await start(in: workspace, environment).wait()
        #expect(end.status == 0, "\(end.errors)")
    }

    /// How many tasks were begun since this was asked last.
    func takeTaskCount() throws -> Int {
        let log = (try? FileSystem.read("\(root)/exec.log")) ?? []
        try FileSystem.remove("\(root)/exec.log")
        return log.count { $0 == UInt8(ascii: "\n") }
    }

    /// Removes what runs delivered.
    func removeDelivered() throws { try FileSystem.remove("\(root)/out") }

    /// Waits until so many tasks have begun or the run has ended.
    func wait(forTasks count: Int, while process: Subprocess) async throws {
        while !process.hasEnded {
            let log = (try? FileSystem.read("\(root)/exec.log")) ?? []
            if log.count(where: { $0 == UInt8(ascii: "\n") }) >= count { return }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Makes sure that a workspace and what was delivered are those of a run without disturbance.
    ///
    /// - Parameter mayRepeat: whether units may have been published twice.
    func expectResults(
        _ workspace: WorkspaceView, mayRepeat: Bool = false, _ comment: Comment
    ) async throws {
        let expected = try await FaultReference.of(width: width)
        try workspace.expectSound(after: FaultRepository.run, mayRepeat: mayRepeat, comment)
        #expect(workspace.digests == expected.digests, comment)
        #expect(try delivered() == expected.delivered, comment)
    }

    /// The files that were delivered, with their digests.
    func delivered() throws -> [String: Digest] {
        var result: [String: Digest] = [:]
        for file in Tree.files(under: "\(root)/out") {
            result[file] = try SHA256.digest(ofFile: "\(root)/out/\(file)")
        }
        return result
    }
}
