import Engine
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// What others read: Python's tarfile opens the shards, its safetensors the weights.
    @Suite struct PythonReaderTests {
        /// Whether Python runs a line of code.
        private static func python(_ code: String, _ arguments: [String] = []) async -> Subprocess
            .End?
        {
            try? await Subprocess(["python3", "-c", code] + arguments, in: "/").wait()
        }

        private static func canImport(_ module: String, for what: String) async -> Bool {
            if await python("import \(module)")?.status == 0 { return true }
            OutputLine.say("SKIPPED: \(what), since python3 cannot import \(module)")
            return false
        }

        @Test func `Python's tarfile reads every shard as a WebDataset`() async throws {
            guard await Self.canImport("tarfile", for: "shards read by Python") else { return }
            let workspace = try await ReferenceRun.shared.workspace
            let folder = try workspace.stage("ingest", run: "quickstart")
            let shards = try FileSystem.list("\(folder)/shards").map { "\(folder)/shards/\($0)" }
            #expect(shards.count == 6)
            let code = """
                import json, sys, tarfile
                samples = 0
                for path in sys.argv[1:]:
                    with tarfile.open(path, 'r:') as tar:
                        members = tar.getmembers()
                        assert all(m.mtime == 0 and m.isfile() for m in members), path
                        keys = {}
                        for member in members:
                            key, extension = member.name.split('.', 1)
                            keys.setdefault(key, {})[extension] = tar.extractfile(member).read()
                        for key, sample in keys.items():
                            assert sample['png'][:8] == bytes([137,80,78,71,13,10,26,10]), key
                            json.loads(sample['json'])
                        names = [m.name.split('.', 1)[0] for m in members]
                        assert names == sorted(names, key=list(keys).index), 'not grouped'
                        samples += len(keys)
                print(samples)
                """
            let end = try #require(await Self.python(code, shards))
            #expect(end.status == 0, "\(end.errors)")
            #expect(end.output == "288\n")
        }

        @Test func `Python's safetensors reads the weights`() async throws {
            guard await Self.canImport("safetensors.numpy", for: "weights read by Python") else {
                return
            }
            let workspace = try await ReferenceRun.shared.workspace
            let folder = "\(try workspace.stage("reasoning", run: "quickstart"))/checkpoint"
            let code = """
                import sys
                from safetensors.numpy import load_file
                tensors = load_file(sys.argv[1])
                print(sum(t.size for t in tensors.values()), len(tensors))
                """
            let end = try #require(await Self.python(code, ["\(folder)/model.safetensors"]))
            #expect(end.status == 0, "\(end.errors)")
            let tensors = try Safetensors("\(folder)/model.safetensors")
            var count = 0
            for name in tensors.names { count += try tensors.floats(name).values.count }
            #expect(end.output == "\(count) \(tensors.names.count)\n")
        }
    }
}
