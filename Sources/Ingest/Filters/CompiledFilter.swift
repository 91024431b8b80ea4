import Manifests
import Records

/// One filter, ready to be asked.
struct CompiledFilter {
    /// The filter's name.
    let name: String
    private let rule: FilterRule
    private let test: Test

    private enum Test {
        case pattern(TextPattern)
        case texts([[UInt8]], ignoresCase: Bool)
        case range(ClosedRange<Double>)
        case missing(Bool)
    }

    /// A filter of a rule.
    ///
    /// - Throws: a `Fault` if its pattern is not a regular expression.
    init(_ rule: FilterRule) throws(Fault) {
        name = rule.name
        self.rule = rule
        let ignoresCase = rule.ignoresCase
        switch rule.condition {
        case .contains(let text):
            test = .pattern(TextPattern(containing: text, ignoresCase: ignoresCase))
        case .matches(let pattern):
            test = .pattern(try TextPattern(pattern, ignoresCase: ignoresCase))
        case .equals(let text):
            test = .texts([CompiledFilter.key(text, ignoresCase)], ignoresCase: ignoresCase)
        case .oneOf(let texts):
            test = .texts(
                texts.map { CompiledFilter.key($0, ignoresCase) }, ignoresCase: ignoresCase)
        case .range(let minimum, let maximum):
            let (low, high) = (minimum ?? -.infinity, maximum ?? .infinity)
            guard low <= high else {
                throw Fault(.badInput, "the filter `\(rule.name)` has `min` above `max`")
            }
            test = .range(low...high)
        case .missing(let isMissing): test = .missing(isMissing)
        }
    }

    /// Whether it looks at pictures.
    var needsPictures: Bool {
        guard case .measure(let measure) = rule.subject else { return false }
        return measure.isOfPictures
    }

    /// Whether it drops the row. What is not known yet drops none.
    func drops(_ subject: FilterSubject) -> Bool {
        guard let holds = holds(of: subject) else { return false }
        return holds == (rule.action == .drop)
    }

    /// Whether the condition holds; nothing where pictures are needed and not read.
    private func holds(of subject: FilterSubject) -> Bool? {
        if case .missing(let isMissing) = test {
            guard let count = count(in: subject) else { return nil }
            return (count == 0) == isMissing
        }
        // All are asked until one decides: a true one for any, a false one for all.
        let decisive = rule.quantifier == .any
        var isDecided = false
        var count = 0
        let isKnown = forEachValue(of: subject) { isTrue in
            count += 1
            isDecided = isTrue == decisive
            return !isDecided
        }
        guard isKnown else { return nil }
        return count > 0 && isDecided == decisive
    }

    /// How many values there are; nothing where that is not known.
    private func count(in subject: FilterSubject) -> Int? {
        var count = 0
        guard
            forEachValue(
                of: subject,
                { _ in
                    count += 1
                    return true
                })
        else { return nil }
        return count
    }

    /// Calls `body` with whether the test passes, for each value, until it returns false.
    ///
    /// - Returns: whether the values are known.
    private func forEachValue(of subject: FilterSubject, _ body: (Bool) -> Bool) -> Bool {
        switch rule.subject {
        case .field(let path):
            path.forEachValue(in: subject.row) { body(passes($0)) }
        case .column(let column):
            for text in column.texts(of: subject.question) {
                if !body(passes(text)) { break }
            }
        case .measure(let measure):
            guard let numbers = measure.numbers(of: subject) else { return false }
            for number in numbers {
                if !body(passes(number)) { break }
            }
        }
        return true
    }

    private func passes(_ value: JSONValue) -> Bool {
        guard let text = value.plainText else { return false }
        return passes(text)
    }

    private func passes(_ text: String) -> Bool {
        switch test {
        case .pattern(let pattern): return pattern.matches(text)
        case .texts(let keys, let ignoresCase):
            if ignoresCase { return keys.contains(CompiledFilter.key(text, true)) }
            let bytes = text.utf8.span
            for key in keys where key.count == bytes.count {
                if ByteMatch.has(key, at: 0, in: bytes) { return true }
            }
            return false
        case .range(let range): return Double(text).map(range.contains) ?? false
        case .missing: return false
        }
    }

    private func passes(_ number: Double) -> Bool {
        if case .range(let range) = test { range.contains(number) } else { false }
    }

    /// The bytes that texts are compared by.
    private static func key(_ text: String, _ ignoresCase: Bool) -> [UInt8] {
        Array((ignoresCase ? text.lowercased() : text).utf8)
    }
}
