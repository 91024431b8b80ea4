import Manifests
import Records
import Storage
import Testing

@testable import Ingest

@Suite struct RowShaperTests {
    /// A data set with rules that derive fields.
    private func dataset(
        _ rules: [(from: String, matches: String, otherwise: String?)], values: [String] = []
    ) throws -> DatasetSpecification {
        var dataset = try Fixture.dataset(root: "/nowhere")
        for rule in rules {
            var derived = DerivedFields()
            derived.from = try Fixture.path(rule.from)
            derived.matches = rule.matches
            derived.otherwise = rule.otherwise
            dataset.derive.append(derived)
        }
        if !values.isEmpty {
            var expansion = RowExpansion()
            expansion.field = "k"
            expansion.values = values
            dataset.expand = expansion
        }
        return dataset
    }

    private let record = SourceRecord(
        value: ["path": "shots/depth_4_size_12.png", "answer": "7"])

    @Test func `named groups become fields, and later rules see them`() throws {
        var shaper = try RowShaper(
            try dataset([
                ("path", "depth_(?<depth>[0-9]+)_size_(?<size>[0-9]+)", nil),
                ("size", "^(?<tens>[0-9])", nil),
            ]))
        let shaped = try shaper.shaped(record, variant: 0)
        #expect(try shaped.text(at: try Fixture.path("depth")) == "4")
        #expect(try shaped.text(at: try Fixture.path("size")) == "12")
        #expect(try shaped.text(at: try Fixture.path("tens")) == "1")
        // What was added is none of the source's own fields.
        #expect(shaped.extra(besides: JSONNames([])).map(\.name) == ["path", "answer"])
    }

    @Test func `a row that no pattern matches is refused unless there is another value`() throws {
        var strict = try RowShaper(try dataset([("path", "depth_(?<depth>x)", nil)]))
        let refusal = #expect(throws: Refusal.self) { try strict.shaped(record, variant: 0) }
        #expect(refusal?.reason == "missing_field")
        var lenient = try RowShaper(try dataset([("path", "depth_(?<depth>x)", "none")]))
        for _ in 0..<2 {
            let shaped = try lenient.shaped(record, variant: 0)
            #expect(try shaped.text(at: try Fixture.path("depth")) == "none")
        }
        var missing = try RowShaper(try dataset([("gone", "(?<depth>x)", "none")]))
        #expect(throws: Refusal.self) { try missing.shaped(record, variant: 0) }
    }

    @Test func `a group that takes no part is empty`() throws {
        var shaper = try RowShaper(try dataset([("answer", "(?<a>7)|(?<b>8)", nil)]))
        let shaped = try shaper.shaped(record, variant: 0)
        #expect(try shaped.text(at: try Fixture.path("b"))?.isEmpty == true)
    }

    @Test func `values of an expansion stand in a field of their own`() throws {
        var shaper = try RowShaper(try dataset([], values: ["0", "1"]))
        #expect(shaper.variants == ["0", "1"])
        for variant in 0...1 {
            let shaped = try shaper.shaped(record, variant: variant)
            #expect(try shaped.text(at: try Fixture.path("k")) == "\(variant)")
        }
    }
}
