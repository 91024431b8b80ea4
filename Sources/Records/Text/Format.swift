import Glibc

/// Numbers as people read them.
public enum Format {
    /// `1,234,567`.
    public static func count(_ number: Int) -> String {
        let digits = Array("\(number.magnitude)")
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// `0.34 s`, `12.3 s`, `2:05`, `1:02:03`.
    public static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "?" }
        if seconds < 10 { return "\(fixed(seconds, 2)) s" }
        if seconds < 60 { return "\(fixed(seconds, 1)) s" }
        let whole = Int(seconds.rounded())
        let rest = "\(pad(whole / 60 % 60)):\(pad(whole % 60))"
        if whole >= 3600 { return "\(whole / 3600):\(rest)" }
        return rest.hasPrefix("0") ? String(rest.dropFirst()) : rest
    }

    /// `12 MB`, of 1,000,000 bytes.
    public static func megabytes(_ byteCount: Int) -> String {
        "\(count(byteCount / 1_000_000)) MB"
    }

    /// `310/s`, with two telling digits below ten.
    public static func rate(_ perSecond: Double) -> String {
        guard perSecond.isFinite, perSecond < 1e15 else { return "?" }
        return perSecond < 10
            ? "\(fixed(perSecond, 1))/s" : "\(count(Int(perSecond.rounded())))/s"
    }

    /// A metric, with up to four telling digits: `1,234`, `0.8312`, `2.4e-4`.
    public static func metric(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
        if value.rounded() == value { return count(Int(value)) }
        if value.magnitude >= 1000 { return count(Int(value.rounded())) }
        if value.magnitude < 1e-300 { return "\(value)" }
        if value.magnitude < 0.001 { return scientific(value) }
        return fixed(value, value.magnitude >= 100 ? 1 : value.magnitude >= 10 ? 2 : 4)
    }

    /// With three telling digits, as `2.4e-4`.
    private static func scientific(_ value: Double) -> String {
        var exponent = Int(log10(value.magnitude).rounded(.down))
        var mantissa = (value / pow(10, Double(exponent)) * 100).rounded() / 100
        if mantissa.magnitude >= 10 {
            mantissa /= 10
            exponent += 1
        }
        let digits = mantissa.rounded() == mantissa ? fixed(mantissa, 0) : "\(mantissa)"
        return "\(digits)e\(exponent)"
    }

    /// With so many digits after the point, as `0.880`; `-` where it is no number.
    public static func fixed(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite else { return "-" }
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let magnitude = (value.magnitude * Double(scale)).rounded()
        guard magnitude < 1e15 else { return "\(value)" }
        let scaled = Int(magnitude)
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        let fraction = "\(scaled % scale)"
        let zeros = String(repeating: "0", count: digits - fraction.utf8.count)
        return "\(sign)\(scaled / scale).\(zeros)\(fraction)"
    }

    /// A share as a percentage with one decimal, as `88.0 %`.
    public static func percent(_ share: Double) -> String { fixed(share * 100, 1) + " %" }

    /// A share with an interval around it, as `88.0 % [80.1, 93.4]`.
    public static func share(_ share: Double, low: Double, high: Double) -> String {
        "\(percent(share)) [\(fixed(low * 100, 1)), \(fixed(high * 100, 1))]"
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
