import Engine
import Glibc
import Records
import Storage
import Testing

/// A workspace as a test reads it.
struct WorkspaceView: Sendable {
    let root: String

    /// Every artifact's folder, units' included: `<kind>/<key>`.
    var artifactNames: [String] {
        ((try? FileSystem.list("\(root)/store")) ?? []).flatMap { kind in
            ((try? FileSystem.list("\(root)/store/\(kind)")) ?? [])
                .filter { !$0.hasPrefix(".") }.map { "\(kind)/\($0)" }
        }
    }

    /// Every artifact's receipt; an artifact without one is left out.
    var receipts: [String: Receipt] {
        var result: [String: Receipt] = [:]
        for name in artifactNames { result[name] = Receipt.read(in: "\(root)/store/\(name)") }
        return result
    }

    /// The digest of every file that was ever published, by artifact and path; without the tables of
    /// what training's steps took.
    var digests: [String: Digest] {
        var result: [String: Digest] = [:]
        for (name, receipt) in receipts {
            for file in receipt.files where file.path != "timings.parquet" {
                result["\(name)/\(file.path)"] = file.digest
            }
        }
        return result
    }

    /// The length of all journals of draws.
    var journalByteCount: Int {
        let files = Tree.files(under: root).filter { $0.hasSuffix(".journal") }
        return files.reduce(0) { sum, file in
            sum + ((try? FileSystem.status("\(root)/\(file)"))??.byteCount ?? 0)
        }
    }

    /// The folder of a stage of a run.
    func stage(_ name: String, run: String) throws -> String {
        try FileSystem.realPath("\(root)/runs/\(run)/stages/\(name)")
    }

    /// A stage's receipt.
    func receipt(_ stage: String, run: String) throws -> Receipt {
        let folder = try self.stage(stage, run: run)
        return try #require(Receipt.read(in: folder), "\(stage) has no receipt")
    }

    /// A run's events; none before it starts.
    func events(_ run: String) throws -> [Event] {
        try EventLog.read("\(root)/runs/\(run)/events.jsonl")
    }

    /// The events of a run's last session.
    func lastSession(_ run: String) throws -> ArraySlice<Event> {
        let events = try events(run)
        let start = try #require(events.lastIndex { $0.kind == .runStarted })
        return events[start...]
    }

    /// Waits until an event has happened.
    ///
    /// - Parameters:
    ///   - count: how many events are passed over, those of earlier sessions.
    ///   - process: if it ends first, so does the wait.
    func wait(
        for run: String, after count: Int = 0, while process: Subprocess,
        atMost limit: Duration = .seconds(60), _ isIt: (Event) -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while try !events(run).dropFirst(count).contains(where: isIt), !process.hasEnded {
            if ContinuousClock.now > deadline {
                process.signal(SIGKILL)
                throw Fault(.internalError, "the event did not come within \(limit)")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// What must hold of a workspace in which a run has ended well: every artifact has a receipt whose
    /// digests are those of its files and no file beside, nothing temporary is left, and no unit was
    /// published twice.
    ///
    /// - Parameter mayRepeat: whether units may have been published twice all the same.
    func expectSound(
        after run: String, mayRepeat: Bool = false, _ comment: Comment? = nil
    ) throws {
        for name in artifactNames {
            let folder = "\(root)/store/\(name)"
            let receipt = try #require(
                Receipt.read(in: folder), "\(name) has no sound receipt \(comment ?? "")")
            #expect(name.hasSuffix("/\(receipt.key.hex)"), comment)
            #expect(receipt.accounting.balances, "\(name): \(receipt.accounting)")
            let files = Tree.files(under: folder).filter { $0 != Receipt.fileName }
            #expect(files.sorted() == receipt.files.map(\.path).sorted(), comment)
            for file in receipt.files {
                let digest = try SHA256.digest(ofFile: "\(folder)/\(file.path)")
                #expect(digest == file.digest, "\(name)/\(file.path) \(comment ?? "")")
            }
        }
        let paths = Tree.files(under: root) + Tree.folders(under: root)
        // The caches are for several runs at once: what a killed one left there goes with its age.
        let temporary = paths.filter { path in
            !path.hasPrefix("cache/")
                && path.split(separator: "/").contains { $0.hasPrefix(".tmp-") }
        }
        #expect(temporary.isEmpty, comment)
        let work = paths.filter { $0.contains("/.work/") }
        #expect(work.isEmpty, "what unfinished units kept is still there")
        var published: [Digest: Int] = [:]
        for event in try events(run) where event.kind == .unitFinished {
            if let key = event.key { published[key, default: 0] += 1 }
        }
        #expect(!published.isEmpty, comment)
        #expect(
            mayRepeat || published.filter { $0.value > 1 }.isEmpty, "a unit was published twice")
    }
}
