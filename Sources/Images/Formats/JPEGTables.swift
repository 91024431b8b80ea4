/// The tables of `JPEGCodes` as memory: what is looked up there has as many bits as a table has
/// places, so no place needs a check. Valid only inside `withTables`.
@unsafe struct JPEGTables {
    private let codes: JPEGCodes
    private let lookup: UnsafePointer<JPEGCodes.Entry>
    private let runs: UnsafePointer<JPEGCodes.Run>

    /// The memory of some codes.
    init(
        codes: JPEGCodes, lookup: UnsafePointer<JPEGCodes.Entry>,
        runs: UnsafePointer<JPEGCodes.Run>
    ) {
        unsafe self.codes = codes
        unsafe self.lookup = lookup
        unsafe self.runs = runs
    }

    /// The tables of a block.
    struct Choice {
        /// That of its first number, below 4.
        var first: Int
        /// That of the others, from 4 to 7.
        var other: Int
    }

    /// What following a block's codes showed.
    struct Block {
        /// By how much its brightness differs from that of the block before.
        var difference: Int
        /// Whether there is nothing but that.
        var isAlone: Bool
        /// Whether all codes are known and the numbers are no more than 64.
        var isWhole: Bool

        fileprivate static let broken = Block(difference: 0, isAlone: false, isWhole: false)
    }

    /// Follows the codes of the next block.
    @inline(__always)
    func follow(_ tables: Choice, _ bits: inout JPEGBits, _ bytes: RawSpan) -> Block {
        bits.fill(bytes)
        let start = unsafe entry(tables.first, bits)
        guard start.raw != 0 else { return .broken }
        let difference = start.number(bits.buffer)
        bits.skip(start.bitCount)
        var place = 1
        // The place of a table is added to no index, only once to its address: whatever stands
        // between two lookups counts.
        let own = unsafe runs + (tables.other &- 4) &<< JPEGCodes.runBits
        while true {
            let run = unsafe own[Int(bits.buffer &>> UInt64(64 &- JPEGCodes.runBits))]
            if run.raw != 0, place &+ run.before < 64 {
                bits.skip(run)
                place &+= run.advance
            } else {
                let next = unsafe entry(tables.other, bits)
                guard next.raw != 0 else { return .broken }
                bits.skip(next.bitCount)
                place &+= next.advance
            }
            if place >= 64 { break }
            bits.fill(bytes)
        }
        return Block(
            difference: difference, isAlone: place == 1 + JPEGCodes.endOfBlock,
            isWhole: place == 64 || place >= JPEGCodes.endOfBlock)
    }

    @inline(__always)
    private func entry(_ table: Int, _ bits: JPEGBits) -> JPEGCodes.Entry {
        let top = Int(bits.buffer &>> UInt64(64 &- JPEGCodes.lookupBits))
        let found = unsafe lookup[table &<< JPEGCodes.lookupBits | top]
        return found.raw != 0 ? found : unsafe codes.longEntry(table, bits.buffer)
    }
}
