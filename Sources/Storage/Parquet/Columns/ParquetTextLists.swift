/// A column of lists of texts that is read by `ParquetBatches`. The bytes are as they lie in the file:
/// whoever makes text of them checks that they are UTF-8.
public final class ParquetTextLists: BatchColumn {
    /// The batch's lists; empty where there is none.
    public private(set) var values: [[ByteSlice]] = []

    let cursor: ColumnReader
    private let node: ReadNode
    /// The definition level of an element, and the repetition level of the next one.
    private let element: (definition: Int, repetition: Int)
    private let limit: Int

    /// - Parameter limit: the most elements of a list.
    init(_ cursor: ColumnReader, _ node: ReadNode, definition: Int, repetition: Int, limit: Int) {
        self.cursor = cursor
        self.node = node
        element = (definition, repetition)
        self.limit = limit
    }

    /// Lists are taken row by row, across pages.
    func available() -> Int { .max }

    func fill(_ count: Int) throws(PageFault) {
        values.removeAll(keepingCapacity: true)
        for _ in 0..<count {
            try cursor.startRow()
            let level = try cursor.definition()
            if level < element.definition {
                try cursor.pass(level: level < node.definition ? 0 : node.definition)
                values.append([])
            } else {
                values.append(try list())
            }
        }
    }

    private func list() throws(PageFault) -> [ByteSlice] {
        var list: [ByteSlice] = []
        repeat {
            guard list.count < limit else {
                throw PageFault("a list of more than \(limit) texts", reason: ParquetFault.tooLarge)
            }
            switch try cursor.take(parent: element.definition) {
            case .string(let slice), .bytes(let slice), .invalidText(let slice):
                list.append(slice)
            case .tooLarge(let byteCount): throw .tooLarge(byteCount)
            default: throw .otherType
            }
        } while try cursor.repetition() == element.repetition
        return list
    }
}
