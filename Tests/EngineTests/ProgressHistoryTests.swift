import Records
import Storage
import Testing

@testable import Engine

/// The curves of stages that are at work, from the event log.
@Suite struct ProgressHistoryTests {
    /// A log that is written to as a run does.
    private struct Log {
        let temporary: TemporaryWorkspace
        let folder: RunFolder

        init() throws {
            temporary = try TemporaryWorkspace()
            folder = temporary.workspace.run("r")
            try FileSystem.createFolder(folder.path)
        }

        func tell(_ stage: String, _ done: Int, _ loss: Double?) throws {
            var event = Event(.unitProgress, stage: stage, unit: "train")
            event.progress = UnitProgress(
                done: done, total: 100, what: "steps",
                metrics: loss.map { [.init("loss", $0)] } ?? [])
            var log = try EventLog(path: folder.eventsPath)
            try log.append(event)
        }

        func write(_ text: String) throws {
            let before = try FileSystem.read(folder.eventsPath)
            try FileSystem.write(before + Array(text.utf8), to: folder.eventsPath)
        }
    }

    @Test func `each reading goes on where the last one ended`() throws {
        let log = try Log()
        var history = ProgressHistory(log.folder, stages: ["coarse", "fine"])
        try history.update()
        #expect(history.points(of: "coarse").isEmpty, "there is no log yet")
        try log.tell("coarse", 1, 3)
        try log.tell("rollouts", 7, 1)
        try log.tell("coarse", 2, nil)
        try history.update()
        try log.tell("fine", 1, 5)
        try log.tell("coarse", 4, 2)
        try history.update()
        #expect(history.points(of: "coarse").map(\.done) == [1, 4])
        #expect(
            history.points(of: "coarse").map(\.metrics) == [[.init("loss", 3)], [.init("loss", 2)]])
        #expect(history.points(of: "fine").map(\.done) == [1])
        #expect(history.points(of: "rollouts").isEmpty, "nobody asked for it")
    }

    @Test func `what was done again replaces what was told before`() throws {
        let log = try Log()
        var history = ProgressHistory(log.folder, stages: ["coarse"])
        for step in 1...9 { try log.tell("coarse", step, Double(step)) }
        try history.update()
        // Killed at 9, resumed from a checkpoint of 5.
        for step in 6...7 { try log.tell("coarse", step, -1) }
        try history.update()
        #expect(history.points(of: "coarse").map(\.done) == [1, 2, 3, 4, 5, 6, 7])
        #expect(history.points(of: "coarse").suffix(2).allSatisfy { $0.metrics[0].value == -1 })
    }

    @Test func `a line that is being written is read when it is whole`() throws {
        let log = try Log()
        try log.tell("coarse", 1, 1)
        let bytes = try FileSystem.read(log.folder.eventsPath)
        let line = String(decoding: bytes, as: UTF8.self).replacing(
            "\"done\":1", with: "\"done\":2")
        try log.write(String(line.prefix(40)))
        var history = ProgressHistory(log.folder, stages: ["coarse"])
        try history.update()
        #expect(history.points(of: "coarse").map(\.done) == [1])
        try log.write(String(line.dropFirst(40)))
        try history.update()
        #expect(history.points(of: "coarse").map(\.done) == [1, 2])
        // Another log in its place is read from its start.
        try FileSystem.write(bytes, to: log.folder.eventsPath)
        try history.update()
        #expect(history.points(of: "coarse").map(\.done) == [1])
    }

    @Test func `many points are thinned, and stay in order`() throws {
        let log = try Log()
        try log.tell("coarse", 0, 0.5)
        let line = String(decoding: try FileSystem.read(log.folder.eventsPath), as: UTF8.self)
        let count = ProgressHistory.mostPoints * 5 / 2
        let lines = (1...count).map { line.replacing("\"done\":0", with: "\"done\":\($0)") }
        try FileSystem.write(Array(lines.joined().utf8), to: log.folder.eventsPath)
        var history = ProgressHistory(log.folder, stages: ["coarse"])
        try history.update()
        let places = history.points(of: "coarse").map(\.done)
        #expect(places.count <= ProgressHistory.mostPoints)
        #expect(places.count > ProgressHistory.mostPoints / 4)
        #expect(places == places.sorted() && Set(places).count == places.count)
        #expect(places.first == 1)
        #expect(places.last.map { count - $0 <= 4 } == true)
    }
}
