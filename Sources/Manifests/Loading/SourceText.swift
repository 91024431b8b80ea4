/// Lines of a text, as libyaml counts them.
public enum SourceText {
    /// The lines without their ends. A line ends at LF, CR, CR LF, NEL, LS or PS, like in libyaml, so
    /// that its marks name the right one.
    public static func lines(of text: String) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
                lines.append(String(line))
                line = .init()
            default: line.append(scalar)
            }
            previous = scalar
        }
        lines.append(String(line))
        return lines
    }
}
