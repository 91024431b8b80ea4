import Records
import Storage
import Testing

@testable import Engine

@Suite struct StatusSnapshotTests {
    /// Events of a session in which two of three units are done.
    private var events: [Event] {
        var planned = Event(.stagePlanned, stage: "s")
        planned.unitCount = 3
        planned.cachedCount = 1
        var started = Event(.runStarted)
        started.session = .init(
            run: "r", processIdentifier: 1, host: "h", jobs: 1, stages: ["s"])
        return [
            started, planned, Event(.unitFinished, stage: "s", unit: "b"),
            Event(.unitFailed, stage: "s", unit: "c"), Event(.stageFailed, stage: "s"),
        ]
    }

    @Test func `a snapshot and the events after it tell what the whole log tells`() throws {
        let temporary = try TemporaryWorkspace()
        let folder = temporary.workspace.run("r")
        try FileSystem.createFolder(folder.path)
        var whole = SessionProgress()
        var log = try EventLog(path: folder.eventsPath)
        for (index, event) in events.enumerated() {
            try log.append(event)
            whole.apply(event)
            for cut in [index, 2] where cut <= index {
                var snapshot = StatusSnapshot()
                if cut == index {
                    snapshot.progress = whole
                    snapshot.offset = log.byteCount
                    snapshot.write(to: folder)
                }
                #expect(try StatusSnapshot.current(folder) == whole)
            }
        }
        let stage = try #require(whole.stages.first)
        #expect(stage.unitsDone == 2)
        #expect(stage.unitsFailed == 1)
        #expect(stage.end == .failed)
    }

    @Test(arguments: [
        "", "{", #"{"format":2}"#, #"{"format":1,"offset":1000000,"session":{"stages":[]}}"#,
    ])
    func `a snapshot that is no good costs only time`(text: String) throws {
        let temporary = try TemporaryWorkspace()
        let folder = temporary.workspace.run("r")
        try FileSystem.createFolder(folder.path)
        var whole = SessionProgress()
        var log = try EventLog(path: folder.eventsPath)
        for event in events {
            try log.append(event)
            whole.apply(event)
        }
        try FileSystem.write(Array(text.utf8), to: folder.statusPath)
        #expect(try StatusSnapshot.current(folder) == whole)
    }
}
