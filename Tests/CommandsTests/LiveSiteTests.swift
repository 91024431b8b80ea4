import Engine
import Records
@testable import Server
import Testing

@testable import Commands

/// What `pipeline serve` gives to whom.
@Suite struct LiveSiteTests {
    private static let token = "0123456789abcdef-token"

    /// A workspace with two runs, and the site of it.
    private struct Place {
        let scratch: ScratchFolder
        let site: LiveSite
        let access: LiveAccess

        init(only: String? = nil) async throws {
            scratch = try ScratchFolder()
            try await scratch.run([ScriptedStage("one")], name: "first")
            try await scratch.run([ScriptedStage("two")], name: "second")
            access = try LiveAccess(token: LiveSiteTests.token)
            site = LiveSite(scratch.workspace, only: only, access: access)
        }

        func get(
            _ path: String, method: String = "GET",
            headers: [(name: String, value: String)] = [
                ("authorization", "Bearer \(LiveSiteTests.token)")
            ]
        ) -> Reply {
            site.answer(
                ReceivedRequest(
                    number: 0, connection: 0, method: method, path: path, headers: headers,
                    body: [], isLast: false))
        }
    }

    private static func text(_ reply: Reply) -> String {
        String(decoding: reply.body, as: UTF8.self)
    }

    private static func header(_ name: String, _ reply: Reply) -> String? {
        reply.headers.first { $0.name == name }?.value
    }

    @Test(arguments: [
        [], [("authorization", "Bearer 0123456789abcdef-tokeX")],
        [("authorization", "Bearer ")], [("authorization", LiveSiteTests.token)],
        [("cookie", "pipeline_00000000=\(LiveSiteTests.token)")], [("cookie", "")],
    ])
    func `who has no token gets nothing`(headers: [(name: String, value: String)]) async throws {
        let place = try await Place()
        for path in [
            "/", "/runs/first/", "/runs/first/report.json", "/runs/first/events", "/?token=",
            "/?token=x",
        ] {
            let reply = place.get(path, headers: headers)
            #expect(reply.status == 401, "\(path)")
            #expect(!Self.text(reply).contains("first"))
        }
    }

    @Test func `the address gives a cookie, and the token leaves it`() async throws {
        let place = try await Place()
        let reply = place.get("//elsewhere.example/?x=1&token=\(Self.token)", headers: [])
        #expect(reply.status == 303)
        #expect(Self.header("Location", reply) == "/elsewhere.example/", "of this host")
        let cookie = try #require(Self.header("Set-Cookie", reply))
        for part in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(part)) }
        let pair = try #require(cookie.split(separator: ";").first.map { String($0) })
        #expect(place.get("/", headers: [("cookie", "a=b; \(pair)")]).status == 200)
    }

    @Test func `tokens are new each time, and those of users are long enough`() throws {
        let tokens = try (0..<20).map { _ in try LiveAccess(token: nil).token }
        #expect(Set(tokens).count == 20)
        #expect(tokens.allSatisfy { $0.utf8.count == 32 })
        for token in ["", "short", "with a space in its middle", "line\nbreak-line-break"] {
            let fault = #expect(throws: Fault.self) { try LiveAccess(token: token) }
            #expect(fault?.code == .configuration)
            #expect(token.isEmpty || fault?.description.contains(token) == false)
        }
    }

    @Test func `runs have pages, figures and events`() async throws {
        let place = try await Place()
        let list = place.get("/")
        #expect(list.status == 200 && Self.text(list).contains("href=\"runs/second/\""))
        let page = place.get("/runs/first/")
        #expect(page.status == 200 && Self.text(page).contains("data-live=\"events\""))
        for name in ["Cache-Control", "Referrer-Policy", "X-Content-Type-Options"] {
            #expect(Self.header(name, page) != nil)
        }
        #expect(Self.text(place.get("/runs/first/report.json")).hasPrefix("{\"format\":1"))
        #expect(Self.header("Content-Type", place.get("/runs/first/events")) == "text/event-stream")
        let status = NamedRun(
            place.scratch.workspace.run("first"), in: place.scratch.workspace)
        let events = String(decoding: RunWatch(status).next(), as: UTF8.self)
        #expect(events.hasPrefix("event: status\ndata: {\"run\":\"first\""))
        #expect(events.hasSuffix("}\n\n") && !events.contains("event: report"))
    }

    @Test func `curves are there while a stage trains`() async throws {
        let place = try await Place()
        let (door, opening) = AsyncStream<Void>.makeStream()
        var stage = ScriptedStage("coarse")
        stage.kind = "train"
        stage.parameters = ["method": "grpo"]
        stage.work = { context in
            context.report(
                UnitProgress(done: 3, total: 9, what: "steps", metrics: [.init("reward", 0.25)]))
            for await _ in door {}
        }
        let training = Task { [stage, scratch = place.scratch] in
            try await scratch.run([stage], name: "third")
        }
        let run = NamedRun(place.scratch.workspace.run("third"), in: place.scratch.workspace)
        let watch = RunWatch(run)
        var events = ""
        for _ in 0..<200 where !events.contains("event: training") {
            events += String(decoding: watch.next(), as: UTF8.self)
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(events.contains("event: training\ndata: {}\n\n"))
        let section = Self.text(place.get("/runs/third/training"))
        #expect(section.hasPrefix("<section id=\"training\""))
        #expect(section.contains("Not of all steps: `coarse`.") && section.contains("<svg"))
        let page = Self.text(place.get("/runs/third/"))
        #expect(page.contains("<section id=\"training\""))
        opening.finish()
        #expect(try await training.value.stages.count == 1)
        #expect(Self.text(place.get("/runs/first/training")).isEmpty)
    }

    @Test func `nothing is served but runs that are there`() async throws {
        let place = try await Place()
        for path in [
            "/runs/third/", "/runs/../", "/runs/..%2F/", "/runs/first/../second/", "/runs//",
            "/runs/first/manifest.lock.yaml", "/runs/first", "/etc/passwd", "/runs/first/x/y", "//",
            "/RUNS/first/", "",
        ] {
            #expect(place.get(path).status == 404, "\(path)")
        }
        let alone = try await Place(only: "first")
        #expect(Self.header("Location", alone.get("/")) == "/runs/first/")
        #expect(alone.get("/runs/first/").status == 200)
        #expect(alone.get("/runs/second/").status == 404)
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "HEAD", "get"])
    func `nothing can be changed`(method: String) async throws {
        let reply = try await Place().get("/runs/first/", method: method)
        #expect(reply.status == 405 && Self.header("Allow", reply) == "GET")
    }
}
