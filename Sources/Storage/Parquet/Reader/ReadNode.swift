/// How the values of a field are put together from the leaves under it (Melnik et al., "Dremel:
/// Interactive Analysis of Web-Scale Datasets", VLDB 2010).
final class ReadNode: Sendable {
    enum Content: Sendable {
        case leaf
        /// A list; an element is there from this definition level on, and the next one comes at this
        /// repetition level.
        case list(ReadNode, definition: Int, repetition: Int)
        case structure(names: [String], [ReadNode])
    }

    let content: Content
    /// The leaves under it; at least one.
    let leaves: Range<Int>
    let isNullable: Bool
    /// The definition level from which on it is not null.
    let definition: Int

    init(_ content: Content, leaves: Range<Int>, isNullable: Bool, definition: Int) {
        self.content = content
        self.leaves = leaves
        self.isNullable = isNullable
        self.definition = definition
    }
}
