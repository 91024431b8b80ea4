import Glibc
import Records
import Storage
import TestSupport
import Testing

/// A run of a stage of twelve units, each of which ends when it is told to, and of one that joins them, on a
/// cluster that has accidents.
struct Drill {
    let folder: TemporaryFolder
    /// What the commands of `pipeline` get beside the usual.
    private let environment: [String]

    /// What units do before they write is told by files.
    private static let script = """
        name=$(basename "$1" .txt)
        echo "$name" >> ledger
        case $name in
            u03) [ -e mended ] || { echo "u03 is not mended" >&2; exit 3; } ;;
        esac
        while [ ! -e "go/$name" ]; do sleep 0.05; done
        sha256sum < "$1" > "$2"

        """

    /// - Parameters:
    ///   - executor: what the manifest says of it.
    ///   - environment: what finds the cluster, each `NAME=value`.
    init(on executor: String, _ environment: [String] = []) throws {
        folder = try TemporaryFolder("drill")
        self.environment = environment
        for shelf in ["in", "go", "pipelines", "manifests"] {
            try FileSystem.createFolder("\(folder.path)/\(shelf)")
        }
        for unit in 0..<12 { try write("text \(unit)\n", "in/\(Drill.name(unit)).txt") }
        try write(Drill.script, "task.sh")
        try write(
            """
            name: drill
            stages:
              each:
                kind: command
                run: [sh, task.sh, "{item}", "{outputs.sum}"]
                foreach: in/*.txt
                inputs: {script: task.sh}
                outputs: {sum: "out/{item.stem}.sum"}
              all:
                kind: command
                shell: cat {inputs.sums} > {outputs.all}
                inputs: {sums: {stage: each}}
                outputs: {all: out/all.sums}

            """, "pipelines/drill.yaml")
        try write(
            "name: drill\npipeline: drill\nexecutor: {\(executor), units_per_job: 1}\n",
            "manifests/drill.yaml")
    }

    private static func name(_ unit: Int) -> String { unit < 10 ? "u0\(unit)" : "u\(unit)" }

    private func write(_ text: String, _ path: String) throws {
        try FileSystem.write(Array(text.utf8), to: "\(folder.path)/\(path)")
    }

    /// The workspace of the run.
    var workspace: WorkspaceView { WorkspaceView(root: "\(folder.path)/.pipeline") }

    /// Starts a command.
    func start(_ words: [String]) throws -> Subprocess {
        try Subprocess(environment + [Binary.path] + words, in: folder.path)
    }

    /// Lets units end.
    func go(_ units: Range<Int>) throws {
        for unit in units { try write("", "go/\(Drill.name(unit))") }
    }

    /// Lets the unit that fails succeed.
    func mend() throws { try write("", "mended") }

    /// The units that were begun, as often as they were.
    func begun() -> [String] {
        let bytes = (try? FileSystem.read("\(folder.path)/ledger")) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Waits until something is so, and says it.
    func wait(_ what: Comment, _ isSo: () throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(180)
        while try !isSo() {
            try #require(ContinuousClock.now < deadline, what)
            try await Task.sleep(for: .milliseconds(50))
        }
        OutputLine.say("drill: \(what)")
    }

    /// Ends the run, and expects what a run on this machine publishes, from nothing.
    func expectSameHere() async throws {
        let refused = try await start(["resume", "drill", "--keep-going"]).wait(
            atMost: .seconds(300))
        #expect(refused.status == 1)
        #expect(refused.errors.contains("u03 is not mended"), "\(refused.errors)")
        try mend()
        let last = try await start(["resume", "drill"]).wait(atMost: .seconds(300))
        try #require(last.status == 0, "\(last.errors)")
        OutputLine.say("drill: \(begun().count) attempts at 12 units")
        let here = WorkspaceView(root: "\(folder.path)/here")
        let local = try await start(
            ["run", "manifests/drill.yaml", "--executor", "local", "--workspace", here.root]
        ).wait()
        try #require(local.status == 0, "\(local.errors)")
        #expect(workspace.digests == here.digests)
        try workspace.expectSound(after: "drill")
    }
}

/// Processes of a cluster that do units, as `pipeline unit`.
func unitProcesses(among processes: [pid_t]) -> [pid_t] {
    processes.filter { process in
        let words = (try? FileSystem.read("/proc/\(process)/cmdline")) ?? []
        return words.split(separator: 0).dropFirst().first?.elementsEqual("unit".utf8) == true
    }
}
