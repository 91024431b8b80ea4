/// Reads what sympy's `parse_expr` reads with implicit multiplication: Python's operators, a product
/// for what stands side by side, a letter each for the letters of a name.
///
/// Names that mean something to Python or sympy and are no number, and whatever else would not parse
/// or subtract there, give nothing.
struct SymbolicParser {
    /// What a text is worth, and how sympy holds it.
    struct Value {
        var value: MathValue
        /// Whether it holds a root or power that was taken of floating-point numbers.
        var hasFloatingPower = false
        var isFloatingPoint = false
    }

    private let text: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    /// The names of symbols, in the order they were found.
    private(set) var symbols: [[Unicode.Scalar]]

    private static let deepest = 40

    init(_ text: CodePoints, symbols: [[Unicode.Scalar]]) {
        self.text = text.scalars
        self.symbols = symbols
    }

    /// The value of the whole text.
    mutating func parse() -> Value? {
        guard let value = sum(), index == text.count else { return nil }
        return value
    }

    private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private mutating func sum() -> Value? {
        guard depth < SymbolicParser.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        guard var value = product() else { return nil }
        while let sign = next, sign == "+" || sign == "-" {
            index += 1
            guard let term = product() else { return nil }
            value = SymbolicParser.joined(
                value, term, sign == "+" ? value.value + term.value : value.value + -term.value)
        }
        return value
    }

    private mutating func product() -> Value? {
        guard var value = signed() else { return nil }
        while let sign = next {
            if sign == "*", !isPower {
                index += 1
                guard let factor = signed() else { return nil }
                value = SymbolicParser.joined(value, factor, value.value * factor.value)
            } else if sign == "/" {
                index += 1
                guard next != "/", let divisor = signed() else { return nil }
                value = SymbolicParser.joined(value, divisor, value.value / divisor.value)
            } else if startsAtom(sign) {
                guard let factor = power() else { return nil }
                value = SymbolicParser.joined(value, factor, value.value * factor.value)
            } else {
                break
            }
        }
        return value
    }

    private mutating func signed() -> Value? {
        var isNegative = false
        while let sign = next, sign == "+" || sign == "-" {
            if sign == "-" { isNegative.toggle() }
            index += 1
        }
        guard var value = power() else { return nil }
        if isNegative { value.value = -value.value }
        return value
    }

    private var isPower: Bool {
        index + 1 < text.count && text[index] == "*" && text[index + 1] == "*"
    }

    private mutating func power() -> Value? {
        guard depth < SymbolicParser.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        guard let base = atom() else { return nil }
        guard next == "^" || isPower else { return base }
        index += next == "^" ? 1 : 2
        guard let exponent = signed() else { return nil }
        var result = SymbolicParser.joined(
            base, exponent, base.value.power(exponent.value))
        if exponent.isFloatingPoint, exponent.value.exact?.rational?.whole == nil {
            result.hasFloatingPower = true
            result.value.exact = nil
        }
        return result
    }

    private func startsAtom(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "(" || scalar == "." || CodePoints.isASCIIDigit(scalar)
            || CodePoints.isLetter(scalar) || scalar == "_"
    }

    private mutating func atom() -> Value? {
        guard let first = next, startsAtom(first) else { return nil }
        var value: Value
        if first == "(" {
            guard let inner = group() else { return nil }
            value = inner
        } else if CodePoints.isASCIIDigit(first) || first == "." {
            guard let number = number() else { return nil }
            value = number
        } else {
            guard let named = name() else { return nil }
            value = named
        }
        if next == "!" {
            index += 1
            guard next != "!", next != "=", let whole = value.value.exact?.rational?.whole,
                (0...25).contains(whole), !value.isFloatingPoint
            else { return nil }
            value.value = (1...max(whole, 1))
                .reduce(MathValue(.one)) { $0 * MathValue(Rational($1)) }
        }
        return value
    }

    private mutating func group() -> Value? {
        index += 1
        guard let value = sum(), next == ")" else { return nil }
        index += 1
        return value
    }

    private mutating func number() -> Value? {
        var bytes: [UInt8] = []
        func take(_ reader: inout SymbolicParser) {
            while let digit = reader.next, CodePoints.isASCIIDigit(digit) {
                bytes.append(UInt8(digit.value))
                reader.index += 1
            }
        }
        take(&self)
        let wholeCount = bytes.count
        var isFloat = false
        if next == "." {
            isFloat = true
            bytes.append(UInt8(ascii: "."))
            index += 1
            take(&self)
            guard bytes.count > 1 else { return nil }
        }
        if next == "e", let end = exponentEnd {
            isFloat = true
            bytes += text[index..<end].map { UInt8($0.value) }
            index = end
        }
        // Python has neither 012 nor, here, 5j and 0x1.
        if !isFloat, wholeCount > 1, bytes[0] == UInt8(ascii: "0"),
            bytes.contains(where: { $0 != UInt8(ascii: "0") })
        {
            return nil
        }
        if let letter = next, letter == "j" || letter == "_" { return nil }
        if bytes == [UInt8(ascii: "0")], let letter = next,
            letter == "x" || letter == "o" || letter == "b"
        {
            return nil
        }
        var place = 0
        if bytes.first == UInt8(ascii: ".") { bytes.insert(UInt8(ascii: "0"), at: 0) }
        guard let value = NumberText.read(bytes, &place), place == bytes.count else { return nil }
        return Value(value: value, isFloatingPoint: isFloat)
    }

    private var exponentEnd: Int? {
        var end = index + 1
        if end < text.count, text[end] == "-" || text[end] == "+" { end += 1 }
        guard end < text.count, CodePoints.isASCIIDigit(text[end]) else { return nil }
        while end < text.count, CodePoints.isASCIIDigit(text[end]) { end += 1 }
        return end
    }

    private mutating func name() -> Value? {
        let start = index
        while let scalar = next,
            CodePoints.isLetter(scalar) || CodePoints.isASCIIDigit(scalar) || scalar == "_"
        {
            index += 1
        }
        let name = Array(text[start..<index])
        let word = String(String.UnicodeScalarView(name))
        switch word {
        case "sqrt", "ln":
            guard next == "(", var value = group() else { return nil }
            value.value = word == "ln" ? value.value.logarithm : value.value.squareRoot
            if value.isFloatingPoint {
                value.hasFloatingPower = true
                value.value.exact = nil
            }
            return value
        case "pi": return Value(value: .pi)
        default: break
        }
        // A name before a bracket is a function without a definition.
        guard next != "(", !SymbolicParser.reserved.contains(word) else { return nil }
        if name.contains("_") || SymbolicParser.whole.contains(word) { return symbol(name) }
        return letters(name)
    }

    /// The product of a name's letters and numbers.
    private mutating func letters(_ name: [Unicode.Scalar]) -> Value? {
        var result: Value?
        var place = 0
        while place < name.count {
            let start = place
            var factor: Value?
            if CodePoints.isASCIIDigit(name[place]) {
                while place < name.count, CodePoints.isASCIIDigit(name[place]) { place += 1 }
                var end = 0
                factor = NumberText.read(name[start..<place].map { UInt8($0.value) }, &end)
                    .map { Value(value: $0) }
            } else {
                place += 1
                factor = symbol([name[start]])
            }
            guard let factor else { return nil }
            result =
                result.map {
                    SymbolicParser.joined($0, factor, $0.value * factor.value)
                } ?? factor
        }
        return result
    }

    private mutating func symbol(_ name: [Unicode.Scalar]) -> Value? {
        if !symbols.contains(name) { symbols.append(name) }
        guard let place = symbols.firstIndex(of: name), place < 100 else { return nil }
        return Value(value: MathValue(letter: UInt8(1 + place)))
    }

    private static func joined(_ left: Value, _ right: Value, _ value: MathValue) -> Value {
        Value(
            value: value, hasFloatingPower: left.hasFloatingPower || right.hasFloatingPower,
            isFloatingPoint: left.isFloatingPoint || right.isFloatingPoint)
    }

    /// Names of at most two letters that are Python's or sympy's, and no symbol there.
    private static let reserved: Set<String> = [
        "as", "if", "in", "is", "or", "id", "all", "ff", "rf", "li", "re", "im", "nan", "oo", "zoo",
        "eye", "csc",
    ]

    /// Names that stay one symbol: Greek letters.
    private static let whole: Set<String> = [
        "xi", "mu", "nu", "eta", "psi", "phi", "chi", "rho", "tau",
    ]
}
