import Engine
import Records
import Report
import Server
import Synchronization

/// The runs of a workspace for a browser: their reports as they stand, and events that say when to look again.
///
/// It only reads, takes nothing but GET, and names of runs are compared with those that are there.
final class LiveSite: Sendable {
    /// A report as it was made, and what the run stood at.
    private struct Page {
        var standing: [String]
        var bytes: [UInt8]
    }

    private let workspace: Workspace
    /// The only run that is shown; nothing for all.
    private let only: String?
    private let access: LiveAccess
    private let pages = Mutex<[[UInt8]: Page]>([:])
    /// What the train stages of runs told so far, and what their runs stood at.
    private let histories = Mutex<[[UInt8]: (standing: [String], told: ProgressHistory)]>([:])

    /// What every reply says.
    static let headers: [(name: String, value: String)] = [
        ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    init(_ workspace: Workspace, only: String?, access: LiveAccess) {
        self.workspace = workspace
        self.only = only
        self.access = access
    }

    /// The reply to a request.
    func answer(_ request: ReceivedRequest) -> Reply {
        switch access.decide(request) {
        case .redirect(let reply): return reply
        case .refused:
            return LiveSite.text(
                401, "Open the address that `pipeline serve` printed: it has the token.\n")
        case .granted: break
        }
        guard request.method == "GET" else {
            return LiveSite.text(405, "Nothing here takes anything.\n", [("Allow", "GET")])
        }
        let path = request.path.split(separator: "?", omittingEmptySubsequences: false)[0]
        do throws(Fault) {
            return try page(String(path))
        } catch {
            return LiveSite.text(500, "\(error.description)\n")
        }
    }

    private func page(_ path: String) throws(Fault) -> Reply {
        let steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        if steps.elementsEqual([""]) {
            if let only { return LiveSite.redirect("/runs/\(LiveSite.encoded(only))/") }
            return LiveSite.html(
                RunListPage.html(try RunStatus.all(in: workspace)) { LiveSite.encoded($0) })
        }
        guard steps.count == 3, steps.first == "runs", let last = steps.last,
            let run = try run(steps[steps.startIndex + 1])
        else { return LiveSite.text(404, "There is no such page.\n") }
        switch last {
        case "": return LiveSite.html(try report(of: run))
        case "training": return LiveSite.html(try training(of: run))
        case "report.json":
            let report = try RunReport.collect(try run.status(), hasGallery: false)
            return .json(200, report.json, headers: LiveSite.headers)
        case "events":
            let watch = RunWatch(run)
            return .stream("text/event-stream", headers: LiveSite.headers) { watch.next() }
        default: return LiveSite.text(404, "There is no such page.\n")
        }
    }

    /// The run that a step of a path names.
    private func run(_ step: Substring) throws(Fault) -> NamedRun? {
        let folders = try RunFolder.all(in: workspace)
        guard
            let folder = folders.first(where: {
                LiveSite.encoded($0.name).utf8.elementsEqual(step.utf8)
                    && $0.name.utf8.elementsEqual((only ?? $0.name).utf8)
            })
        else { return nil }
        return NamedRun(folder, in: workspace)
    }

    /// A run's report, made once for all who look until a stage has come to another state.
    private func report(of run: NamedRun) throws(Fault) -> [UInt8] {
        let status = try run.status()
        let standing = RunWatch.standing(of: status)
        let key = Array(run.folder.name.utf8)
        let kept = pages.withLock { $0[key] }
        if let kept, kept.standing == standing { return kept.bytes }
        let report = try RunReport.collect(status, hasGallery: true)
        let bytes = ReportPage.html(report, live: LivePage(events: "events"))
        pages.withLock { $0[key] = Page(standing: standing, bytes: bytes) }
        return bytes
    }

    /// The section of training as it stands, alone; empty where nothing was trained.
    private func training(of run: NamedRun) throws(Fault) -> [UInt8] {
        let status = try run.status()
        let standing = RunWatch.standing(of: status)
        let key = Array(run.folder.name.utf8)
        let kept = histories.withLock { $0[key] }
        var history: ProgressHistory
        if let kept, kept.standing == standing {
            history = kept.told
            try history.update()
        } else {
            history = try .training(of: status)
        }
        histories.withLock { [history] in $0[key] = (standing, history) }
        return try RunReport.training(status, history: history).map { ReportPage.html($0) } ?? []
    }

    /// A name as a step of a path.
    private static func encoded(_ name: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            let isPlain =
                (48...57).contains(byte) || (97...122).contains(byte | 0x20)
                || [45, 46, 95, 126].contains(byte)
            bytes += isPlain ? [byte] : [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func html(_ bytes: [UInt8]) -> Reply {
        Reply(
            200, headers: [("Content-Type", "text/html; charset=utf-8")] + headers, body: bytes)
    }

    private static func text(
        _ status: Int, _ text: String, _ more: [(name: String, value: String)] = []
    ) -> Reply {
        Reply(
            status, headers: [("Content-Type", "text/plain; charset=utf-8")] + headers + more,
            body: Array(text.utf8))
    }

    private static func redirect(_ path: String) -> Reply {
        Reply(303, headers: [("Location", path)] + headers, body: [])
    }
}
