public import Manifests
public import Records

/// The filters of a data set, compiled.
///
/// Every filter is asked about every row, so that each is counted by itself; the first that drops a
/// row is the reason of its reject. Not `Sendable`: compile one where it is used.
public struct FilterSet {
    private let filters: [CompiledFilter]
    private let reasons: [String]

    /// The filters of some rules, in order.
    ///
    /// - Throws: a `Fault` if a pattern is not a regular expression.
    public init(_ rules: [FilterRule]) throws(Fault) {
        var filters: [CompiledFilter] = []
        for rule in rules { filters.append(try CompiledFilter(rule)) }
        self.filters = filters
        reasons = filters.map { "filter:\($0.name)" }
    }

    /// Whether there is none.
    public var isEmpty: Bool { filters.isEmpty }

    /// The filters' names, in order.
    public var names: [String] { filters.map(\.name) }

    /// Whether one of them looks at pictures.
    public var needsPictures: Bool { filters.contains(where: \.needsPictures) }

    /// What they say of a row. A filter of pictures that are not read drops nothing.
    public func evaluate(_ subject: FilterSubject) -> FilterOutcome {
        var failures: [Int] = []
        for (index, filter) in filters.enumerated() where filter.drops(subject) {
            failures.append(index)
        }
        return FilterOutcome(failures: failures, reason: failures.first.map { reasons[$0] })
    }
}
