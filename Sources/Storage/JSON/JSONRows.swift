public import Records

/// The rows of a JSON text: all in order, or one by its place.
///
/// Rows are cut from the text one after another and then parsed, so memory follows the largest row
/// and not the text. A broken row is a failure and the rows after it are read; only where the
/// brackets around the rows are broken, or the text is no JSON at all, is there a fault of the whole.
public struct JSONRows: Sendable {
    /// The most bytes of one row.
    public static let maximumRowBytes = 64 << 20
    /// After so many bytes the system may have the memory of a mapped file back.
    private static let releaseBytes = 8 << 20

    let source: ByteSlice
    let file: String
    private let layout: JSONRowLayout
    let parsers = JSONParserPool()

    /// The rows of a text.
    ///
    /// - Parameters:
    ///   - source: the text; a byte order mark at its start is skipped.
    ///   - file: its name, for faults.
    ///   - layout: where the rows lie.
    public init(_ source: ByteSlice, file: String, layout: JSONRowLayout) {
        self.source = source
        self.file = file
        self.layout = layout
    }

    /// What a pass over all rows keeps from one to the next. Only the pass looks at it, so nobody need
    /// check whether two do at once.
    private final class Pass {
        /// How many bytes the system has back.
        @exclusivity(unchecked) var released = 0
        /// For the next row, if nobody has kept the last one.
        @exclusivity(unchecked) var tape: JSONTape
        /// The names under which rows stood.
        @exclusivity(unchecked) var names: Set<[UInt8]> = []

        init(_ tape: JSONTape) { unsafe self.tape = tape }
    }

    /// How many bytes the text has.
    public var byteCount: Int { source.count }

    /// Calls `body` with each row in order, until it returns false.
    ///
    /// - Throws: a `Fault` where the text as a whole cannot be read, and what `body` throws.
    public func forEach(
        _ body: (JSONRowPlace, Result<JSONRow, JSONRowFault>) throws(Fault) -> Bool
    ) throws(Fault) {
        try parsers.withParser { parser throws(Fault) in try forEach(parser, body) }
    }

    private func forEach(
        _ parser: JSONParser,
        _ body: (JSONRowPlace, Result<JSONRow, JSONRowFault>) throws(Fault) -> Bool
    ) throws(Fault) {
        unsafe try source.withBytes { bytes throws(Fault) in
            let text = unsafe bytes.bindMemory(to: UInt8.self)
            unsafe try JSONRows.checkEncoding(text, file: file)
            let start = unsafe JSONReader.markCount(text)
            let pass = Pass(JSONTape(in: source))
            func visit(
                _ place: JSONRowPlace, _ name: Range<Int>?, _ value: Range<Int>
            ) throws(Fault) -> Bool {
                if unsafe place.range.lowerBound - pass.released >= JSONRows.releaseBytes {
                    unsafe source.release(pass.released..<place.range.lowerBound)
                    unsafe pass.released = place.range.lowerBound
                }
                if unsafe !isKnownUniquelyReferenced(&pass.tape) {
                    unsafe pass.tape = JSONTape(in: source)
                }
                let row = unsafe row(at: place, name: name, value: value, parser, pass.tape)
                if name != nil, case .success(let found) = row, let key = found.key,
                    unsafe !pass.names.insert(Array(key.utf8)).inserted
                {
                    return try body(place, .failure(fault(.duplicateName, at: place)))
                }
                return try body(place, row)
            }
            switch layout {
            case .lines:
                unsafe try forEachLine(text, from: start) { place throws(Fault) in
                    try visit(place, nil, place.range)
                }
            case .document(let path):
                unsafe try forEachElement(text, from: start, path: path) {
                    place, name, value throws(Fault) in try visit(place, name, value)
                }
            case .single:
                let place = unsafe JSONRows.placeOfAll(text, from: start)
                _ = try visit(place, nil, place.range)
            }
        }
    }

    /// The row at a place that `forEach` gave.
    public func row(at place: JSONRowPlace) -> Result<JSONRow, JSONRowFault> {
        guard place.range.lowerBound >= 0, place.range.upperBound <= source.count else {
            return .failure(fault(.truncated, at: place))
        }
        guard case .document = layout else { return row(at: place, name: nil, value: place.range) }
        // A row that begins with a text and goes on is the member of an object.
        let parts = unsafe source.withBytes { bytes -> (name: Range<Int>?, value: Range<Int>)? in
            let text = unsafe bytes.bindMemory(to: UInt8.self)
            let row = unsafe UnsafeBufferPointer(rebasing: text[..<place.range.upperBound])
            var cutter = unsafe JSONCutter(row, at: place.range.lowerBound)
            guard let first = cutter.value() else { return nil }
            guard cutter.take(UInt8(ascii: ":")) else { return (nil, place.range) }
            return cutter.value().map { (first, $0) }
        }
        guard let parts else { return .failure(fault(.truncated, at: place)) }
        return row(at: place, name: parts.name, value: parts.value)
    }

    /// Parses a row.
    ///
    /// - Parameters:
    ///   - name: the bytes of the name under which it stands, quotes included.
    ///   - value: its own bytes.
    func row(
        at place: JSONRowPlace, name: Range<Int>?, value: Range<Int>
    ) -> Result<JSONRow, JSONRowFault> {
        parsers.withParser {
            row(at: place, name: name, value: value, $0, JSONTape(in: source))
        }
    }

    /// Parses a row into a tape that has no row.
    private func row(
        at place: JSONRowPlace, name: Range<Int>?, value: Range<Int>, _ parser: JSONParser,
        _ tape: JSONTape
    ) -> Result<JSONRow, JSONRowFault> {
        guard place.range.count <= JSONRows.maximumRowBytes else {
            return .failure(fault(.tooLarge, at: place))
        }
        var found = (problem: JSONProblem.unexpected, offset: value.lowerBound)
        do throws(Fault) {
            let key = try name.map { name throws(Fault) in
                try text(of: name, parser) { found = ($0, $1) }
            }
            unsafe try source.withBytes { buffer throws(Fault) in
                let line = unsafe UnsafeBufferPointer(
                    rebasing: buffer.bindMemory(to: UInt8.self)[value])
                unsafe try parser.parse(line) { (nodes: JSONNodes) throws(Fault) in
                    unsafe tape.fill(nodes, at: place, value, key: key)
                } fault: { problem, offset in
                    found = (problem, value.lowerBound + offset)
                    return Fault(.badInput, "")
                }
            }
            return .success(JSONRow(tape))
        } catch {
            return .failure(fault(found.problem, at: place, offset: found.offset))
        }
    }

    /// The text of a string in the source.
    private func text(
        of range: Range<Int>, _ parser: JSONParser, _ failed: (JSONProblem, Int) -> Void
    ) throws(Fault) -> String {
        unsafe try source[range].withBytes { buffer throws(Fault) in
            let text = unsafe buffer.bindMemory(to: UInt8.self)
            return unsafe try parser.parse(text) { (nodes: JSONNodes) throws(Fault) in
                unsafe nodes.value(at: 0).stringValue ?? ""
            } fault: { problem, offset in
                failed(problem, range.lowerBound + offset)
                return Fault(.badInput, "")
            }
        }
    }
}
