/// A value and its unit.
struct Quantity: Sendable {
    var value: MathValue
    var unit: Unit?
    /// Whether it is written as a percentage; the value is then that of the fraction.
    var isPercentage = false

    /// A number or expression, with a unit or currency or without; nothing if the text is none.
    init?(_ text: [UInt8]) {
        var text = text
        // `-$5` as well.
        let sign = text.first == UInt8(ascii: "-") ? 1 : 0
        let currency = Quantity.currencies.first { text[sign...].starts(with: $0.0) }
        if let (mark, name) = currency {
            unit = Unit(name[...])
            text.removeSubrange(sign..<(sign + mark.count))
        }
        guard let (value, rest) = Quantity.expression(text) else { return nil }
        self.value = value
        guard read(rest) else { return nil }
    }

    /// The value at the start of a text, and what follows.
    private static func expression(_ text: [UInt8]) -> (MathValue, ArraySlice<UInt8>)? {
        // Most answers are a number and nothing else.
        var index = 0
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative { index = 1 }
        if let number = NumberText.read(text, &index), index == text.count {
            return (isNegative ? -number : number, [])
        }
        var parser = MathParser(text) { rest in
            rest.first.map { $0 | 32 } != UInt8(ascii: "x")
                && (Unit(AnswerText.trimmed(rest)) != nil || isCount(rest))
        }
        guard let value = parser.parse() else { return nil }
        return (value, parser.rest)
    }

    /// Whether a text is a word for a number, or one for things that are counted.
    private static func isCount(_ text: ArraySlice<UInt8>) -> Bool {
        let word = text.prefix { $0 != UInt8(ascii: " ") }
        return Unit.magnitude(word) != nil || isPercent(word)
            || Unit.unknown(AnswerText.trimmed(text)) != nil
    }

    private static func isPercent(_ word: ArraySlice<UInt8>) -> Bool {
        word.count == 7 && zip(word, "percent".utf8).allSatisfy { AnswerText.lower($0) == $1 }
    }

    /// Takes in what follows the number.
    private mutating func read(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = AnswerText.trimmed(text)
        let word = rest.prefix { $0 != UInt8(ascii: " ") }
        if let magnitude = Unit.magnitude(word) {
            value = value * MathValue(magnitude)
            rest = AnswerText.trimmed(rest.dropFirst(word.count))
        }
        guard !rest.isEmpty else { return true }
        if unit == nil, rest.elementsEqual("$".utf8) {
            unit = Unit(Array("usd".utf8)[...])
            return true
        }
        if rest.elementsEqual("%".utf8) || Quantity.isPercent(rest) {
            isPercentage = true
            value = value / MathValue(Rational(100))
            return true
        }
        guard unit == nil, let found = Unit(rest) ?? Unit.unknown(rest) else { return false }
        unit = found
        return true
    }

    /// Whether it says what the gold quantity says; nothing if that cannot be told.
    ///
    /// A unit may be added to a gold number without one, never be left out or changed, but for degrees
    /// and currencies, which may be left out. A percentage is a fraction of a hundred; where one of
    /// the two only says `%`, the same number counts too if it is above one.
    func equals(gold: Quantity, within tolerance: Double?) -> Bool? {
        if let own = unit, let its = gold.unit {
            guard own.dimension == its.dimension else { return false }
            return (value * MathValue(own.size)).equals(
                gold.value * MathValue(its.size), within: tolerance)
        }
        if unit == nil, let its = gold.unit, !its.isImplied { return false }
        if unit != nil, gold.isPercentage || isPercentage { return false }
        if let same = value.equals(gold.value, within: tolerance), same { return true }
        if isPercentage != gold.isPercentage {
            let hundred = MathValue(Rational(100))
            let (own, its) =
                isPercentage ? (value * hundred, gold.value) : (value, gold.value * hundred)
            return abs(its.samples[0]) > 1 ? own.equals(its, within: tolerance) : false
        }
        return value.equals(gold.value, within: tolerance)
    }

    private static let currencies: [([UInt8], [UInt8])] = [
        ("$", "usd"), ("US$", "usd"), ("€", "eur"), ("£", "gbp"), ("¥", "jpy"),
        ("₹", "inr"),
    ].map { (Array($0.utf8), Array($1.utf8)) }
}
