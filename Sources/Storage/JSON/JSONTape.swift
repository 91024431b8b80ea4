internal import CJSON
import Records

/// The nodes of a row and the bytes that they point into, kept from the parser, which reads the next
/// row into the same memory. From them, values are made when somebody asks: most fields of a row are
/// asked for once, or never, so no tree is made of it.
final class JSONTape: Sendable {
    /// The row's bytes in the text of all rows.
    let range: Range<Int>
    /// Which row it is.
    let index: Int
    /// The line on which it begins.
    let line: Int
    /// The name under which it stood.
    let key: String?
    private let source: ByteSlice
    private let nodes: [cjson_node]
    private let decoded: [UInt8]
    /// Whether the row's source and what is decoded of it are ASCII.
    private let isASCII: Bool

    /// Keeps the nodes of a row.
    ///
    /// - Parameters:
    ///   - range: its bytes in `source`.
    ///   - source: the text of all rows.
    init(
        _ found: JSONNodes, at place: JSONRowPlace, _ range: Range<Int>, key: String?,
        in source: ByteSlice
    ) {
        self.range = range
        index = place.index
        line = place.line
        self.key = key
        self.source = source
        nodes = unsafe Array(found.nodes)
        let text = unsafe UnsafeBufferPointer(start: found.decoded, count: found.decodedCount)
        decoded = unsafe Array(text)
        isASCII = unsafe JSONNodes.isASCII(found.source) && JSONNodes.isASCII(text)
    }

    /// Calls `body` with the nodes.
    @inline(__always)
    func withNodes<Result, Failure: Error>(
        _ body: (JSONNodes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe source.withBytes { bytes throws(Failure) in
            let text = unsafe UnsafeBufferPointer(
                rebasing: bytes.bindMemory(to: UInt8.self)[range])
            return try unsafe nodes.withUnsafeBufferPointer { nodes throws(Failure) in
                try unsafe decoded.withUnsafeBufferPointer { decoded throws(Failure) in
                    try unsafe body(
                        JSONNodes(
                            nodes: nodes, source: text, decoded: decoded.baseAddress,
                            decodedCount: decoded.count, isASCII: isASCII))
                }
            }
        }
    }

    /// The row's own bytes.
    var bytes: ByteSlice { source[range] }
}
