import Manifests
import Records

/// Tells a row's capability by the data set's rule.
///
/// Patterns are slow and questions repeat, so what was once told of a text is remembered.
struct CapabilityMapper {
    private let rule: CapabilityRule
    private let patterns: [Regex<AnyRegexOutput>]
    private var known: [[[UInt8]]: Capability?] = [:]

    /// The mapper of a rule.
    ///
    /// - Throws: a `Fault` if a pattern is not a regular expression.
    init(_ rule: CapabilityRule) throws(Fault) {
        self.rule = rule
        var compiled: [Regex<AnyRegexOutput>] = []
        if case .patterns(let patterns, _) = rule {
            for pattern in patterns {
                do {
                    compiled.append(try Regex(pattern.matches))
                } catch {
                    throw Fault(
                        .badInput, "`\(pattern.matches)` is not a regular expression",
                        cause: "\(error)")
                }
            }
        }
        patterns = compiled
    }

    /// The capability of a row.
    mutating func capability(of record: SourceRecord) throws(Refusal) -> Capability {
        switch rule {
        case .constant(let capability): return capability
        case .values(let field, let values):
            guard let text = try record.text(at: field) else {
                throw Refusal(.unknownCapability, "there is no field `\(field)`")
            }
            guard let value = values.first(where: { $0.text.utf8.elementsEqual(text.utf8) }) else {
                throw Refusal(
                    .unknownCapability, "`\(field)` is `\(text)`, for which no capability is given")
            }
            return value.capability
        case .patterns(let patterns, let otherwise):
            var texts: [String] = []
            for pattern in patterns { texts.append(try record.text(at: pattern.field) ?? "") }
            let found: Capability?
            let key = texts.map { Array($0.utf8) }
            if let remembered = known[key] {
                found = remembered
            } else {
                found = firstMatch(in: texts, of: patterns) ?? otherwise
                if known.count < 100_000 { known[key] = .some(found) }
            }
            guard let found else {
                throw Refusal(
                    .unknownCapability, "no pattern matches `\(texts.joined(separator: "`, `"))`")
            }
            return found
        }
    }

    private func firstMatch(
        in texts: [String], of rules: [CapabilityRule.Pattern]
    ) -> Capability? {
        for (index, rule) in rules.enumerated() {
            // A pattern that fails while it runs matches nothing.
            if (try? patterns[index].firstMatch(in: texts[index])) ?? nil != nil {
                return rule.capability
            }
        }
        return nil
    }
}
