/// Where a row lies in a text, so that it can be read again by itself.
public struct JSONRowPlace: Sendable, Hashable {
    /// Its bytes. The row of an object's member begins with the member's name.
    public let range: Range<Int>
    /// Which row it is, from 0; broken rows count too.
    public let index: Int
    /// The line on which it begins, from 1.
    public let line: Int

    /// The place of a row.
    public init(range: Range<Int>, index: Int, line: Int) {
        self.range = range
        self.index = index
        self.line = line
    }
}
