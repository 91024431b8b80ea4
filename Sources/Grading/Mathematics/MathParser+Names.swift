import Glibc

extension MathParser {
    /// What a function is of where no bracket says: `\sin 2x` is that of 2x, up to the next space or
    /// sign.
    mutating func wholeArgument() -> MathValue? {
        let isGrouped = next().map { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "{") }
        guard isGrouped == false else { return argument() }
        guard var value = argument() else { return nil }
        while index < text.count,
            isLetter(text[index])
                || ["\\pi", "\\theta", "\\alpha", "\\beta"].contains(where: { starts($0) })
        {
            guard let more = argument() else { return nil }
            value = value * more
        }
        return value
    }

    /// Functions by name, and their values.
    static let functions: [(name: String, body: @Sendable (MathValue) -> MathValue)] = [
        ("sqrt", { $0.squareRoot }), ("sin", { $0.applying(sin) }), ("cos", { $0.applying(cos) }),
        ("tan", { $0.applying(tan) }), ("ln", { $0.applying(log) }),
        ("log", { $0.applying(log10) }),
        ("exp", { $0.applying(exp) }), ("arcsin", { $0.applying(asin) }),
        ("arccos", { $0.applying(acos) }), ("arctan", { $0.applying(atan) }),
    ]

    static let greek = [
        "\\alpha", "\\beta", "\\gamma", "\\delta", "\\epsilon", "\\theta", "\\lambda", "\\mu",
        "\\phi", "\\varphi", "\\omega", "\\sigma", "\\rho", "\\tau", "\\infty",
    ]
}

extension MathValue {
    /// The absolute value.
    func applyingMagnitude() -> MathValue {
        guard let rational = exact?.rational else { return applying { abs($0) } }
        return rational.numerator < 0 ? -self : self
    }
}
