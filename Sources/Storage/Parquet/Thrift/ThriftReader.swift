/// Reads Thrift's compact protocol from bytes that nobody vouches for.
///
/// Nothing is allocated before what it holds is known to be there: a string's length and a list's
/// count are checked against the bytes that are left, of which an element takes at least one.
/// Structures nest at most `maximumDepth` deep.
struct ThriftReader {
    /// How deep structures and containers may nest. Parquet's own nest six deep.
    static let maximumDepth = 32

    private let bytes: CheckedBytes
    private var depth = 0
    /// The first byte that has not been read.
    private(set) var position = 0

    init(_ slice: ByteSlice) { bytes = CheckedBytes(slice) }

    var left: Int { bytes.count - position }

    mutating func byte() throws(ThriftFault) -> UInt8 {
        guard left > 0 else { throw ThriftFault("it ends at byte \(position)") }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func varint() throws(ThriftFault) -> UInt64 {
        do throws(PageFault) {
            return try bytes.varint(&position, end: bytes.count)
        } catch {
            throw ThriftFault("\(error.detail) before byte \(position)")
        }
    }

    mutating func zigzag() throws(ThriftFault) -> Int64 {
        Int64(zigzag: try varint())
    }

    mutating func zigzag<Number: FixedWidthInteger>(
        as type: Number.Type
    ) throws(ThriftFault) -> Number {
        let value = try self.zigzag()
        guard let number = Number(exactly: value) else {
            throw ThriftFault("\(value) at byte \(position) is no \(type)")
        }
        return number
    }

    /// A length or a count, of things that take at least one byte each.
    mutating func count() throws(ThriftFault) -> Int {
        let value = try varint()
        guard value <= UInt64(left) else {
            throw ThriftFault("\(value) elements are claimed at byte \(position); \(left) are left")
        }
        return Int(value)
    }

    func type(_ code: UInt8) throws(ThriftFault) -> ThriftType {
        guard let type = ThriftType(rawValue: code) else {
            throw ThriftFault("\(code) at byte \(position) is no type")
        }
        return type
    }

    /// The place of a text or of bytes, which is passed over.
    mutating func run() throws(ThriftFault) -> Range<Int> {
        let length = try count()
        defer { position += length }
        return position..<(position + length)
    }

    mutating func skip(byteCount: Int) throws(ThriftFault) {
        guard byteCount <= left else { throw ThriftFault("it ends at byte \(bytes.count)") }
        position += byteCount
    }

    mutating func binary() throws(ThriftFault) -> [UInt8] {
        let range = try run()
        return bytes.slice[range].bytes
    }

    mutating func string() throws(ThriftFault) -> String {
        let range = try run()
        guard let text = String(validating: bytes.slice[range].bytes, as: UTF8.self) else {
            throw ThriftFault("the text at byte \(range.lowerBound) is not UTF-8")
        }
        return text
    }

    /// Enters a structure or a container.
    mutating func descend() throws(ThriftFault) {
        depth += 1
        guard depth <= ThriftReader.maximumDepth else {
            throw ThriftFault("structures nest deeper than \(ThriftReader.maximumDepth)")
        }
    }

    /// Leaves what `descend` entered.
    mutating func ascend() { depth -= 1 }
}
