/// One of the splits that a split of files is divided into.
public struct SplitPart: Sendable, Hashable {
    /// The split's name, unique in its data set.
    public var name = ""
    /// How much of the rows it gets, by the sum of the shares of all parts. Above 0.
    public var share = 1.0

    /// A part.
    public init(name: String, share: Double) {
        self.name = name
        self.share = share
    }
}
