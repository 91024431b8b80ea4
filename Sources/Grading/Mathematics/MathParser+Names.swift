import Glibc

extension MathParser {
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
