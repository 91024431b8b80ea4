import Engine
import Glibc
import Records
import Storage
import Testing

extension EndToEnd {
    /// The cases of the engine's benchmark, with `command` stages.
    @Suite struct CommandStageTests {
        typealias Kind = BenchRepository.Kind

        /// How many tasks depend on the input.
        private func dependents(_ kind: Kind) -> Int { kind == .chain ? 5 : 2 }

        @Test(arguments: Kind.allCases)
        func `every task runs once, and then none`(kind: Kind) async throws {
            let repository = try await BenchRepository(kind)
            try await repository.run()
            let tasks = try repository.takeTasks()
            #expect(tasks.count == repository.outputs.count)
            #expect(Set(tasks).count == tasks.count)
            let results = repository.results()
            #expect(results.allSatisfy { $0?.contains("#END ") == true })
            try await repository.run()
            #expect(try repository.takeTasks() == [])
            let plan = try await Subprocess([Binary.path, "plan", "m.yaml"], in: repository.root)
                .wait()
            #expect(plan.status == 0 && plan.output.contains("nothing to do"), "\(plan.errors)")
            #expect(repository.results() == results)
        }

        @Test(arguments: Kind.allCases)
        func `a new time of the same bytes runs nothing, a new byte what depends on it`(
            kind: Kind
        ) async throws {
            let repository = try await BenchRepository(kind)
            try await repository.run()
            _ = try repository.takeTasks()
            let before = repository.results()
            let text = try #require(repository.read(repository.input))
            try repository.write(text, to: repository.input)
            try await repository.run()
            #expect(try repository.takeTasks() == [])
            try repository.write("X" + text.dropFirst(), to: repository.input)
            try await repository.run()
            #expect(try repository.takeTasks().count == dependents(kind))
            #expect(repository.results() != before)
            // What was made of the old bytes is still there.
            try repository.write(text, to: repository.input)
            try await repository.run()
            #expect(try repository.takeTasks() == [])
            #expect(repository.results() == before)
        }

        @Test(arguments: Kind.allCases)
        func `an output that was damaged or removed is right again without running`(
            kind: Kind
        ) async throws {
            let repository = try await BenchRepository(kind)
            try await repository.run()
            _ = try repository.takeTasks()
            let before = repository.results()
            let output = "out/\(repository.outputs[3])"
            let text = try #require(repository.read(output))
            try repository.write("corrupt" + text.dropFirst(7), to: output)
            try FileSystem.remove("\(repository.root)/out/\(repository.outputs[4])")
            try await repository.run()
            #expect(try repository.takeTasks() == [])
            #expect(repository.results() == before)
        }

        @Test(arguments: Kind.allCases)
        func `writing to an output leaves the store alone`(kind: Kind) async throws {
            let repository = try await BenchRepository(kind)
            try await repository.run()
            let before = repository.results()
            for output in repository.outputs {
                // In place: a hard link would write through to the store.
                let file = open("\(repository.root)/out/\(output)", O_WRONLY)
                #expect(file >= 0 && write(file, "xxxx", 4) == 4)
                close(file)
            }
            _ = try repository.takeTasks()
            try await repository.run()
            #expect(try repository.takeTasks() == [])
            #expect(repository.results() == before)
        }

        @Test(arguments: Kind.allCases)
        func `a task that fails is named with its last words, and tried again alone`(
            kind: Kind
        ) async throws {
            let repository = try await BenchRepository(kind)
            let name = kind == .chain ? "score" : "0007"
            try repository.write("", to: "fail/\(name)")
            let end = try await repository.run(status: 1)
            #expect(end.errors.contains("boom in \(name)"))
            #expect(end.errors.contains("exit status 3"))
            #expect(end.errors.contains("pipelines/bench.yaml:"))
            #expect(end.errors.contains(".pipeline/runs/bench/logs/"))
            let tried = try repository.takeTasks()
            #expect(!tried.contains(kind == .chain ? "sample" : "merge"))
            // A permanent fault is not tried again.
            #expect(tried.filter { $0 == name }.count == 1)
            try FileSystem.remove("\(repository.root)/fail/\(name)")
            try await repository.run()
            let expected = kind == .chain ? ["score", "sample", "train"] : ["0007", "merge"]
            #expect(try repository.takeTasks() == expected)
        }

        @Test(arguments: Kind.allCases)
        func `a run that was killed goes on, and leaves no half-written output`(
            kind: Kind
        ) async throws {
            let repository = try await BenchRepository(kind)
            let process = try repository.start(["TASK_SLEEP=0.05"])
            try await repository.waitForTasks(3, while: process)
            process.signal(SIGKILL)
            #expect(try await process.wait().status == 128 + SIGKILL)
            #expect(repository.results().allSatisfy { $0?.contains("#END ") ?? true })
            try await repository.run()
            let tasks = try repository.takeTasks()
            #expect(Set(tasks).count == repository.outputs.count)
            // At most the two that were under way are redone.
            #expect(tasks.count <= repository.outputs.count + 2)
            #expect(repository.results().allSatisfy { $0?.contains("#END ") == true })
        }

        @Test func `a second run is refused while the first works`() async throws {
            let repository = try await BenchRepository(.chain)
            let first = try repository.start(["TASK_SLEEP=1000"])
            try await repository.waitForTasks(1, while: first)
            let second = try await repository.start().wait()
            #expect(second.status == 75)
            #expect(second.errors.contains("is being worked on"))
            first.signal(SIGTERM)
            #expect(try await first.wait().status != 0)
            #expect(try repository.takeTasks() == ["ingest"])
        }
    }
}
