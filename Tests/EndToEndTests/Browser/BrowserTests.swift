import Glibc
import Records
import Storage
import TestSupport
import Testing

extension EndToEnd {
    /// The report and the live page as a browser shows them.
    @Suite struct BrowserTests {
        /// A report of the small quickstart, and its figures.
        private struct Report {
            let folder: TemporaryFolder
            let address: String
            let json: JSONValue

            init() async throws {
                let run = try await ReferenceRun.shared
                folder = try TemporaryFolder("report")
                let path = "\(folder.path)/report.html"
                let made = try await run.repository.pipeline(
                    "report", "quickstart", "--workspace", run.workspace.root, "--out", path)
                try #require(made.status == 0, "\(made.errors)")
                address = "file://\(path)"
                let figures = try await run.repository.pipeline(
                    "report", "quickstart", "--workspace", run.workspace.root, "--json")
                json = try JSONReader.parse(Array(figures.output.utf8), file: "report")
            }
        }

        /// What a page must not have done: said something in its console, failed, or asked anybody else.
        private static func misdeeds(_ browser: Chromium, allowed: String) -> [String] {
            browser.events.compactMap { event in
                switch event.method {
                case "Runtime.exceptionThrown", "Runtime.consoleAPICalled":
                    return event.parameters.serialized
                case "Log.entryAdded": return event.parameters["entry"]?["text"]?.stringValue
                case "Network.requestWillBeSent":
                    let url = event.parameters["request"]?["url"]?.stringValue ?? ""
                    let isOwn = ["data:", "blob:", allowed].contains { url.hasPrefix($0) }
                    return isOwn ? nil : "asked for \(url)"
                default: return nil
                }
            }
        }

        /// A member of a JSON value by its pointer (RFC 6901).
        private static func value(at pointer: String, in json: JSONValue) -> Double? {
            var place: JSONValue? = json
            for step in pointer.split(separator: "/") {
                let name = String(step.replacing("~1", with: "/").replacing("~0", with: "~"))
                if let index = Int(name), let elements = place?.arrayValue {
                    place = elements.indices.contains(index) ? elements[index] : nil
                } else {
                    place = place?[name]
                }
            }
            return place?.realValue
        }

        @Test(.enabled(if: Chromium.path != nil))
        func `every figure that is shown is that of the JSON, and nobody else is asked`()
            async throws
        {
            let report = try await Report()
            let browser = try await Chromium(try #require(Chromium.path))
            try await browser.open(report.address)
            let figures = try await browser.value(PageScripts.figures).arrayValue ?? []
            #expect(figures.count > 100)
            for figure in figures {
                let pointer = try #require(figure.arrayValue?.first?.stringValue)
                let shown = try #require(figure.arrayValue?.last?.realValue)
                let own = try #require(
                    BrowserTests.value(at: pointer, in: report.json), "\(pointer)")
                #expect(abs(own - shown) <= 1e-9 * max(1, abs(own)), "\(pointer)")
            }
            #expect(BrowserTests.misdeeds(browser, allowed: "file://").isEmpty)
        }

        @Test(.enabled(if: Chromium.path != nil))
        func `texts can be read, light and dark, and screen readers find names`() async throws {
            let report = try await Report()
            let browser = try await Chromium(try #require(Chromium.path))
            for scheme in ["light", "dark"] {
                try await browser.prefer(scheme)
                try await browser.open(report.address)
                let faint = try await browser.value(PageScripts.faint).arrayValue
                #expect(faint?.isEmpty == true, "\(scheme): \(faint as Any)")
                if let folder = Binary.environment("PIPELINE_SCREENSHOTS") {
                    try await browser.picture(to: "\(folder)/report-\(scheme).png")
                }
            }
            let unnamed = try await browser.value(PageScripts.unnamed).arrayValue
            #expect(unnamed?.isEmpty == true, "\(unnamed as Any)")
            let width = try await browser.value(
                "document.documentElement.scrollWidth <= innerWidth")
            #expect(width == .bool(true), "the page scrolls sideways")
        }

        @Test(.enabled(if: Chromium.path != nil))
        func `the keyboard goes through the page in order, and shows where it is`() async throws {
            let report = try await Report()
            let browser = try await Chromium(try #require(Chromium.path))
            try await browser.prefer("light")
            try await browser.open(report.address)
            var names: [String] = []
            for _ in 0..<25 {
                try await browser.press("Tab", code: 9)
                let focus = try await browser.value(PageScripts.focus)
                let name = try #require(focus["name"]?.stringValue)
                for what in ["follows", "shows", "seen"] {
                    #expect(focus[what] == .bool(true), "\(name) after \(names): \(what)")
                }
                names.append(name)
            }
            #expect(names.first == "Skip to the report")
            #expect(Set(names).count > 10)
        }

        @Test(.enabled(if: Chromium.path != nil))
        func `the gallery finds questions by what they say`() async throws {
            let report = try await Report()
            let browser = try await Chromium(try #require(Chromium.path))
            try await browser.open(report.address)
            let shown = "document.querySelectorAll('#gallery .card').length"
            try await browser.wait(for: "cards") { try await $0.value(shown).integerValue ?? 0 > 0 }
            let picture = "document.querySelector('#gallery .card img')?.naturalWidth > 0"
            try await browser.wait(for: "a picture") { try await $0.value(picture) == .bool(true) }
            let search = """
                (() => {
                  const field = document.querySelector('#gallery input[type=search]');
                  field.value = 'no question says this';
                  field.dispatchEvent(new Event('input', { bubbles: true }));
                })()
                """
            _ = try await browser.value(search)
            try await browser.wait(for: "no cards") { try await $0.value(shown) == .integer(0) }
            #expect(BrowserTests.misdeeds(browser, allowed: "file://").isEmpty)
        }

        @Test(.enabled(if: Chromium.path != nil))
        func `a run can be watched, by whoever has the token`() async throws {
            let repository = try SmallRepository()
            let workspace = repository.workspace()
            // There is something to watch, and more to do.
            try await repository.run(in: workspace, ["--until", "labels"])
            let server = try repository.start(
                ["serve", "quickstart", "--workspace", workspace.root])
            defer { server.signal(SIGTERM) }
            while !server.output.contains("\n") {
                try #require(!server.hasEnded)
                try await Task.sleep(for: .milliseconds(10))
            }
            let address = String(server.output.split(separator: "\n")[0])
            let bare = try #require(address.split(separator: "?").first.map { String($0) })
            let browser = try await Chromium(try #require(Chromium.path))
            try await browser.open(bare)
            let refused = try await browser.value("document.body.textContent").stringValue
            #expect(refused?.contains("pipeline serve") == true)
            try await browser.open(address)
            let place = try await browser.value("location.href").stringValue
            #expect(place?.contains("token") == false, "the token stays in no history")
            let live = "document.getElementById('live').textContent"
            try await browser.wait(for: "a word of how it stands") {
                try await $0.value(live).stringValue?.contains("partly done") == true
            }
            let sections = "document.querySelectorAll('main > section').length"
            let before = try #require(try await browser.value(sections).integerValue)
            let run = try repository.startRun(in: workspace)
            try await browser.wait(for: "the stage at work", atMost: .seconds(120)) {
                try await $0.value(live).stringValue?.hasPrefix("Now: ") == true
            }
            let end = try await run.wait()
            #expect(end.status == 0, "\(end.errors)")
            let state = "document.getElementById('state').className"
            try await browser.wait(for: "the end") {
                try await $0.value(state).stringValue?.contains("state-done") == true
            }
            #expect(try await browser.value(sections).integerValue ?? 0 > before)
            #expect(BrowserTests.misdeeds(browser, allowed: bare).isEmpty)
            server.signal(SIGTERM)
            #expect(try await server.wait().status == 0)
        }
    }
}
