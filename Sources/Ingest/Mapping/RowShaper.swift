import Manifests
import Records

/// Gives a row the fields that a data set derives, and makes several rows of one where it says so.
///
/// Patterns are slow and texts repeat, so what a pattern made of a text is remembered.
struct RowShaper {
    /// The values that `expand` gives, one for each row that is made; a single empty one without.
    let variants: [String]
    private let field: String?
    private let rules: [DerivedFields]
    private let patterns: [Regex<AnyRegexOutput>]
    private let names: [[String]]
    /// By the bytes of the text: for Swift, texts are equal where only their normal form differs.
    private var known: [[[UInt8]: [String]?]]
    private static let rememberedCount = 50_000

    /// The shaper of a data set.
    ///
    /// - Throws: a `Fault` if a pattern is not a regular expression.
    init(_ dataset: DatasetSpecification) throws(Fault) {
        field = dataset.expand?.field
        variants = dataset.expand?.values ?? [""]
        rules = dataset.derive
        var patterns: [Regex<AnyRegexOutput>] = []
        for rule in rules {
            do {
                patterns.append(try Regex(rule.matches))
            } catch {
                throw Fault(
                    .badInput, "`\(rule.matches)` is not a regular expression", cause: "\(error)")
            }
        }
        self.patterns = patterns
        names = rules.map(\.names)
        known = Array(repeating: [:], count: rules.count)
    }

    /// A row with its derived fields.
    ///
    /// - Parameter variant: which of `variants` it becomes.
    /// - Throws: where a field is missing that a pattern looks at, or a pattern does not match and the
    ///   data set gives no other value.
    mutating func shaped(
        _ record: consuming SourceRecord, variant: Int
    ) throws(Refusal) -> SourceRecord {
        guard field != nil || !rules.isEmpty else { return record }
        var shaped = record
        if let field { shaped.added.append(.init(field, .string(variants[variant]))) }
        for (index, rule) in rules.enumerated() {
            guard let text = try shaped.text(at: rule.from) else {
                throw Refusal(.missingField, "there is no field `\(rule.from)` to derive from")
            }
            guard let values = values(of: text, rule: index) ?? otherwise(rule, index) else {
                throw Refusal(
                    .missingField,
                    "`\(rule.from)` is `\(Refusal.clipped(text, to: 200))`, which "
                        + "`\(rule.matches)` does not match")
            }
            for (name, value) in zip(names[index], values) {
                shaped.added.append(.init(name, .string(value)))
            }
        }
        return shaped
    }

    private func otherwise(_ rule: DerivedFields, _ index: Int) -> [String]? {
        rule.otherwise.map { Array(repeating: $0, count: names[index].count) }
    }

    /// What the groups of a pattern hold; nothing where it does not match.
    private mutating func values(of text: String, rule index: Int) -> [String]? {
        let key = Array(text.utf8)
        if let remembered = known[index][key] { return remembered }
        var found: [String]?
        // A pattern that fails while it runs matches nothing.
        if let match = (try? patterns[index].firstMatch(in: text)) ?? nil {
            found = names[index].map { name in
                match[name]?.substring.map(String.init) ?? ""
            }
        }
        if known[index].count < RowShaper.rememberedCount { known[index][key] = .some(found) }
        return found
    }
}
