import Glibc

/// Numbers as text.
public enum Figures {
    /// A number with so many decimals, as `0.880`.
    public static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "-" }
        let factor = pow(10, Double(decimals))
        let scaled = (abs(value) * factor).rounded()
        guard scaled < 1e15 else { return "\(value)" }
        let whole = Int(scaled)
        let unit = Int(factor)
        let fraction = String(whole % unit)
        let padded = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
        let sign = value < 0 && whole > 0 ? "-" : ""
        return decimals == 0 ? "\(sign)\(whole)" : "\(sign)\(whole / unit).\(padded)"
    }

    /// A share as a percentage with one decimal, as `88.0 %`.
    public static func percent(_ share: Double) -> String { fixed(share * 100, 1) + " %" }
}
