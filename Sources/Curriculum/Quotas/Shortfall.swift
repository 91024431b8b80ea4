/// Questions that a phase asks for and that are not there.
public struct Shortfall: Sendable, Hashable {
    /// What was asked for: a source, or several together.
    public var what: String
    /// How many were asked for.
    public var asked: Int
    /// How many are there.
    public var there: Int

    /// Questions that are not there.
    public init(_ what: String, asked: Int, there: Int) {
        self.what = what
        self.asked = asked
        self.there = there
    }

    /// How many are not there.
    public var missing: Int { asked - there }

    /// Such as "`books`: asked 300, there 120, missing 180".
    public var description: String {
        "\(what): asked \(asked), there \(there), missing \(missing)"
    }
}
