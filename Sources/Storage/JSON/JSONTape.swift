internal import CJSON
import Records

/// The nodes of a row and the bytes that they point into, kept from the parser, which reads the next
/// row into the same memory. From them, values are made when somebody asks: most fields of a row are
/// asked for once, or never, so no tree is made of it.
///
/// A reader of many rows fills a tape again where nobody has kept the row. While there is a row of it,
/// a tape does not change, so nobody need look whether two use it at once.
@safe final class JSONTape: @unchecked Sendable {
    private let source: ByteSlice
    @exclusivity(unchecked) private var row = unsafe Row()
    @exclusivity(unchecked) private var nodes = UnsafeMutableBufferPointer<cjson_node>.allocate(
        capacity: 64)
    @exclusivity(unchecked) private var decoded = UnsafeMutableBufferPointer<UInt8>.allocate(
        capacity: 0)

    /// A row: where it lies, and what it holds.
    @unsafe private struct Row {
        var place = JSONRowPlace(range: 0..<0, index: 0, line: 1)
        /// Its own bytes, without a name before them.
        var range = 0..<0
        var key: String?
        /// In memory of the tape.
        var nodes = unsafe JSONNodes.none
    }

    /// A tape for rows of this text.
    init(in source: ByteSlice) { self.source = source }

    deinit {
        unsafe nodes.deallocate()
        unsafe decoded.deallocate()
    }

    /// Keeps a row.
    ///
    /// - Parameters:
    ///   - found: its nodes; their source is `range` of the text of all rows.
    ///   - range: its own bytes.
    func fill(_ found: JSONNodes, at place: JSONRowPlace, _ range: Range<Int>, key: String?) {
        let text = unsafe UnsafeBufferPointer(start: found.decoded, count: found.decodedCount)
        let kept = unsafe JSONNodes(
            nodes: JSONTape.copy(found.nodes, into: &nodes), source: found.source,
            decoded: JSONTape.copy(text, into: &decoded).baseAddress,
            decodedCount: found.decodedCount, isASCII: found.isASCII)
        unsafe row = unsafe Row(place: place, range: range, key: key, nodes: kept)
    }

    private static func copy<Element: BitwiseCopyable>(
        _ elements: UnsafeBufferPointer<Element>,
        into room: inout UnsafeMutableBufferPointer<Element>
    ) -> UnsafeBufferPointer<Element> {
        if room.count < elements.count {
            unsafe room.deallocate()
            unsafe room = .allocate(capacity: max(elements.count, room.count * 2))
        }
        let end = unsafe room.initialize(fromContentsOf: elements)
        return unsafe UnsafeBufferPointer(rebasing: room[..<end])
    }

    /// Calls `body` with the nodes.
    @inline(__always)
    func withNodes<Result, Failure: Error>(
        _ body: (JSONNodes) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        // The tape keeps their memory, and the text that they point into.
        defer { withExtendedLifetime(self) {} }
        return try unsafe body(row.nodes)
    }

    /// Where the row lies in the text of all rows.
    var place: JSONRowPlace { unsafe row.place }

    /// The name under which it stood.
    var key: String? { unsafe row.key }

    /// The row's own bytes.
    var bytes: ByteSlice { unsafe source[row.range] }
}
