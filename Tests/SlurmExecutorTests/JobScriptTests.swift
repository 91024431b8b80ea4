import Engine
import Foundation
import Manifests
import Records
import Storage
import Testing

@testable import SlurmExecutor

/// What `sbatch` gets to read.
@Suite struct JobScriptTests {
    @Test func `whatever the user wrote is a word of the script`() throws {
        let root = "/tmp/pipeline-script-\(UInt64.random(in: 0 ... .max))"
        let folder = "\(root)/it's $(touch \(root)/owned) %j `id`\n#SBATCH --wrap=x"
        try FileSystem.createFolder("\(folder)/logs")
        defer { try? FileSystem.remove(root) }
        let json: JSONValue = [
            "format": 2, "run": "r", "stage": "s", "tag": "t", "ranges": 1, "identity": .null,
            "key": .string(String(repeating: "0", count: 64)),
        ]
        try FileSystem.write(Array(json.serialized.utf8), to: "\(folder)/task.json")
        let worker = RemoteWorker(["/usr/bin/printf", "%s|", "$HOME", "a b"])
        let script = JobScript(SlurmSettings(), worker, try RemoteTask(folder: folder))
        let options = script.options(IndexList([0]), atOnce: 1, first: 3)
        #expect(options.contains("--chdir=\(folder)"))
        #expect(options.contains { $0.hasPrefix("--output=") && $0.contains("%%j `id`") })

        let text = script.text(first: 3)
        // `sbatch` reads options up to the first command, which comes before any word of the user's.
        let lines = text.split(separator: "\n")
        #expect(lines.first == "#!/bin/bash" && lines[1] == "range=$((3 + SLURM_ARRAY_TASK_ID))")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", text]
        process.environment = ["SLURM_ARRAY_TASK_ID": "4", "SLURM_CPUS_PER_TASK": "2"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let log = String(decoding: try FileSystem.read("\(folder)/logs/7.log"), as: UTF8.self)
        #expect(log == "$HOME|a b|\(folder)|7|--jobs|2|")
        #expect(try FileSystem.status("\(root)/owned") == nil)
    }
}
