/// Decodes DELTA_BINARY_PACKED of parquet-format's Encodings.md: whole numbers as differences, in
/// blocks of packed bits.
struct DeltaDecoder {
    private let bytes: CheckedBytes
    private let end: Int
    private let blockCount: Int
    private let miniblockSize: Int
    /// How many numbers are left.
    private(set) var left: Int
    private var position: Int
    private var value: Int64
    private var isFirst = true
    private var minimum: Int64 = 0
    /// Where the widths of the block's miniblocks are, and which one is next.
    private var widths = 0
    private var nextMiniblock: Int
    private var width = 0
    private var bit = 0
    private var leftInMiniblock = 0

    /// - Precondition: the range lies in the page.
    init(_ bytes: CheckedBytes, _ range: Range<Int>) throws(PageFault) {
        self.bytes = bytes
        end = range.upperBound
        position = range.lowerBound
        let blockSize = try bytes.varint(&position, end: end)
        let miniblocks = try bytes.varint(&position, end: end)
        let count = try bytes.varint(&position, end: end)
        let first = try bytes.varint(&position, end: end)
        guard blockSize > 0, blockSize <= 1 << 31, miniblocks > 0, miniblocks <= blockSize,
            blockSize % (miniblocks * 8) == 0, count <= UInt64(Int32.max)
        else {
            throw PageFault(
                "\(count) differences in blocks of \(blockSize) with \(miniblocks) miniblocks")
        }
        blockCount = Int(miniblocks)
        miniblockSize = Int(blockSize / miniblocks)
        nextMiniblock = blockCount
        left = Int(count)
        value = Int64(zigzag: first)
    }

    /// The next number, or nothing after the last.
    mutating func next() throws(PageFault) -> Int64? {
        guard left > 0 else { return nil }
        left -= 1
        if isFirst {
            isFirst = false
            return value
        }
        if leftInMiniblock == 0 { try startMiniblock() }
        let delta = Int64(bitPattern: bytes.bits(at: bit, width: width))
        bit += width
        leftInMiniblock -= 1
        value = value &+ minimum &+ delta
        return value
    }

    private mutating func startMiniblock() throws(PageFault) {
        if nextMiniblock == blockCount {
            minimum = Int64(zigzag: try bytes.varint(&position, end: end))
            guard blockCount <= end - position else { throw PageFault("a block is cut") }
            widths = position
            position += blockCount
            nextMiniblock = 0
        }
        width = Int(bytes[widths + nextMiniblock])
        guard width <= 64 else { throw PageFault("differences of \(width) bits") }
        nextMiniblock += 1
        let byteCount = miniblockSize / 8 * width
        guard byteCount <= end - position else { throw PageFault("a miniblock is cut") }
        bit = position * 8
        position += byteCount
        leftInMiniblock = miniblockSize
    }

    /// The first byte behind the numbers.
    func endPosition() throws(PageFault) -> Int {
        var ahead = self
        var rest = ahead.left - (ahead.isFirst ? 1 : 0) - ahead.leftInMiniblock
        while rest > 0 {
            try ahead.startMiniblock()
            rest -= ahead.miniblockSize
        }
        return ahead.position
    }
}
