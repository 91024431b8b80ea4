import Records
import Storage
import Testing

@testable import Report

@Suite struct ReportFigureTests {
    /// What a page says of a figure: where it stands in the JSON, its value and its text.
    private struct Figure {
        var pointer: String
        var value: String
        var text: String
    }

    private func figures(_ page: String) -> [Figure] {
        page.split(separator: "<data value=\"").dropFirst().compactMap { part in
            let value = part.prefix { $0 != "\"" }
            guard let start = part.firstRange(of: "data-figure=\"") else { return nil }
            let pointer = part[start.upperBound...].prefix { $0 != "\"" }
            guard let end = part[pointer.endIndex...].firstRange(of: ">") else { return nil }
            let text = part[end.upperBound...].prefix { $0 != "<" }
            return Figure(
                pointer: String(pointer), value: String(value), text: String(text))
        }
    }

    /// The value at a pointer after RFC 6901.
    private func resolve(_ pointer: String, _ json: JSONValue) -> JSONValue? {
        pointer.split(separator: "/").reduce(json) { value, step in
            if let elements = value?.arrayValue { return elements[Int(step) ?? 0] }
            return value?[String(step)]
        }
    }

    @Test func `every figure of the page is the one in the JSON and in the text`() throws {
        let run = try SmallRun()
        try run.write()
        let report = try RunReport.collect(try run.status(), hasGallery: true)
        let json = try JSONReader.parse(Array(report.json.serialized.utf8), file: "report")
        let text = report.text()
        let figures = figures(String(decoding: ReportPage.html(report), as: UTF8.self))
        #expect(figures.count > 150, "\(figures.count)")
        for figure in figures {
            let real = resolve(figure.pointer, json)?.realValue
            #expect(real != nil, "\(figure.pointer)")
            #expect(real == Double(figure.value), "\(figure.pointer)")
            #expect(text.contains(figure.text), "\(figure.pointer): \(figure.text)")
        }
    }

    @Test func `a page without a live part may fetch nothing`() throws {
        let run = try SmallRun()
        try run.write()
        let report = try RunReport.collect(try run.status())
        let page = String(decoding: ReportPage.html(report), as: UTF8.self)
        #expect(page.contains("default-src 'none'") || page.contains("default-src &#39;none&#39;"))
        #expect(!page.contains("connect-src"))
        #expect(!page.contains("data-live="))
        let live = String(
            decoding: ReportPage.html(report, live: LivePage(events: "events")), as: UTF8.self)
        #expect(live.contains("connect-src"))
        #expect(live.contains("data-live=\"events\""))
        // Nothing is named that would be fetched.
        for word in ["http://", "https://", "src=\"/", "@import", "url("] {
            #expect(!page.contains(word), "\(word)")
        }
    }
}
