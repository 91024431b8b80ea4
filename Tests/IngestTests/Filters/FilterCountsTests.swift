import Manifests
import Records
import Testing

@testable import Ingest

@Suite struct FilterCountsTests {
    private func counts(_ names: [String], _ failures: [[Int]]) throws -> FilterCounts {
        let filters = try FilterSet(
            names.map {
                FilterRule(name: $0, subject: .column(.answer), condition: .missing(true))
            })
        var counts = FilterCounts(filters)
        for places in failures {
            counts.add(FilterOutcome(failures: places, reason: nil))
        }
        return counts
    }

    private func merged(_ parts: [FilterCounts]) -> JSONValue? {
        guard var sum = parts.first else { return nil }
        for part in parts.dropFirst() { sum.merge(part) }
        return sum.json
    }

    @Test func `sums do not depend on order or grouping`() throws {
        let parts = [
            try counts(["b", "a"], [[0], [0, 1], []]), try counts(["a", "c"], [[1], [0, 1]]),
            try counts(["c"], [[0], []]),
        ]
        let whole = merged(parts)
        #expect(merged([parts[2], parts[0], parts[1]]) == whole)
        var tail = parts[1]
        tail.merge(parts[2])
        #expect(merged([parts[0], tail]) == whole)
        #expect(
            whole?.serialized
                == #"{"rows":7,"filters":[{"name":"a","hits":2,"first":1},"#
                + #"{"name":"b","hits":2,"first":2},{"name":"c","hits":3,"first":2}]}"#)
    }

    @Test func `counting goes on after a merge, and after reading`() throws {
        var sum = try counts(["b"], [[0]])
        sum.merge(try counts(["a"], [[0]]))
        sum.add(FilterOutcome(failures: [0], reason: nil))
        #expect(sum.counts.map(\.hits) == [1, 2])
        #expect(try FilterCounts(json: sum.json).json == sum.json)
        #expect(throws: Fault.self) { try FilterCounts(json: ["rows": 1]) }
    }
}
