import Records
import Storage
import Testing

@testable import Engine

/// The page that documents the event stream says what is in it, and nothing else.
@Suite struct EventsPageTests {
    /// A row of one of the page's tables: names in its cells.
    private struct Row {
        var first: [String]
        var second: [String]
    }

    /// The rows of the table under a heading.
    private func rows(under heading: String) throws -> [Row] {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        let text = String(decoding: try FileSystem.read("\(root)/docs/events.md"), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "## \(heading)"))
        let section = lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
        return section.filter { $0.hasPrefix("| `") }.map { line in
            let cells = line.split(separator: "|")
            return Row(first: names(in: cells[0]), second: names(in: cells[1]))
        }
    }

    /// What stands between backquotes.
    private func names(in cell: Substring) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
    }

    @Test func `every kind is on the page, and no other`() throws {
        let kinds = try rows(under: "Kinds").flatMap(\.first)
        #expect(kinds.sorted() == Event.Kind.allCases.map(\.rawValue).sorted())
    }

    @Test func `every member is on the page, and no other`() throws {
        var event = Event(.runStarted, stage: "s", unit: "u", key: SHA256.digest(of: "k"))
        event.unitCount = 1
        event.cachedCount = 1
        event.attempt = 2
        event.accounting = Accounting()
        event.progress = UnitProgress(done: 1, total: nil, what: "steps")
        event.cost = Cost()
        event.folder = "f"
        event.code = .tryAgain
        event.message = "m"
        event.remedy = "r"
        event.session = Event.Session(
            run: "r", processIdentifier: 1, host: "h", jobs: 1, stages: [])
        // A member that is added to `Event` is to be added here.
        #expect(!Mirror(reflecting: event).children.contains { "\($0.value)" == "nil" })
        let members = try #require(event.json.objectValue).map(\.name)
        #expect(try rows(under: "Members").flatMap(\.first).sorted() == members.sorted())
        for object in ["session", "progress", "counts", "cost"] {
            let inner = try #require(event.json[object]?.objectValue).map(\.name)
            let row = try #require(try rows(under: "Members").first { $0.first == [object] })
            #expect(row.second.sorted() == inner.sorted(), "\(object)")
        }
    }

    @Test func `each kind has the members that the page gives it`() async throws {
        var documented: [String: [String]] = [:]
        for row in try rows(under: "Kinds") { documented[row.first[0]] = row.second }
        let events = try await story()
        // These take a signal, or another run at the same moment.
        let rare: [Event.Kind] = [.runStopping, .unitCached]
        #expect(
            Event.Kind.allCases.filter { kind in
                !rare.contains(kind) && !events.contains { $0.kind == kind }
            }.isEmpty)
        for event in events {
            let kind = event.kind.rawValue
            let known = try #require(documented[kind])
            let members = try #require(event.json.objectValue).map(\.name)
                .filter { $0 != "event" && $0 != "time" }
            for member in known where !member.hasSuffix("?") {
                #expect(members.contains(member), "\(kind) has no \(member)")
            }
            for member in members {
                #expect(
                    known.contains(member) || known.contains(member + "?"), "\(kind) has \(member)")
            }
        }
    }

    /// The events of runs in which everything happens.
    private func story() async throws -> [Event] {
        let temporary = try TemporaryWorkspace()
        let attempts = Recorder<String>()
        var flawed = FakeStage("flawed", units: ["good", "again", "bad"], reads: ["whole"])
        flawed.kind = "flawed"
        flawed.onRun = { unit, context throws(Fault) in
            context.report(UnitProgress(done: 1, total: 1, what: "steps"))
            attempts.append(unit.name)
            if unit.name == "again", attempts.elements.count(where: { $0 == "again" }) == 1 {
                throw Fault(.tryAgain, "not now")
            }
            if unit.name == "bad" { throw Fault(.badInput, "bad", remedy: "mend it") }
        }
        var whole = FakeStage("whole")
        whole.notices = ["look here"]
        let stages: [any Stage] = [whole, flawed, FakeStage("late", reads: ["flawed"])]
        _ = try? await temporary.run(stages)
        _ = try? await temporary.run(stages)
        try await temporary.run([whole])
        let stop = StopRequest()
        stop.make(.interrupted)
        _ = try? await Run.of(stages, workspace: temporary.workspace, stop: stop).execute()
        return try temporary.events()
    }
}
