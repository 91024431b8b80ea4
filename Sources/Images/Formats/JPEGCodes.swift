/// The Huffman codes of a JPEG file (ITU-T T.81, annex C), as tables to look them up in.
struct JPEGCodes {
    /// What a code says. Nothing is `none`.
    struct Entry {
        var raw: UInt32

        static let none = Entry(raw: 0)

        init(raw: UInt32) { self.raw = raw }

        init(length: Int, size: Int, advance: Int) {
            raw =
                UInt32(length + size) | UInt32(length) << 8 | UInt32(advance) << 16
                | UInt32(size) << 24
        }

        /// Bits of the code and of the number after it.
        @inline(__always) var bitCount: UInt64 { UInt64(raw & 0xFF) }
        /// Bits of the code.
        @inline(__always) var length: UInt64 { UInt64(raw >> 8 & 0xFF) }
        /// By how much the place in a block moves on; `endOfBlock` for its end.
        @inline(__always) var advance: Int { Int(raw >> 16 & 0xFF) }
        /// Bits of the number after the code.
        @inline(__always) var size: UInt64 { UInt64(raw >> 24) }

        /// The number after the code, which is at the top of `bits` (T.81, figure F.12). Its sign
        /// cannot be foretold, so nothing is decided by it.
        @inline(__always) func number(_ bits: UInt64) -> Int {
            // In two steps, since a shift by 64 is one by 0.
            let number = Int(((bits &<< length) &>> 1) &>> (63 &- size))
            let range = 1 &<< Int(size)
            return number &- (number < range &>> 1 ? range &- 1 : 0)
        }
    }

    /// Codes that come one after another, with the numbers between them.
    struct Run {
        /// The bits of all are the lowest six, all that a shift looks at.
        var raw: UInt32

        /// By how much the place in a block moves on by all but the last.
        @inline(__always) var before: Int { Int(raw >> 8 & 0xFF) }
        /// By how much it moves on by all.
        @inline(__always) var advance: Int { Int(raw >> 16) }
    }

    /// More than the places of a block.
    static let endOfBlock = 128
    /// Codes of up to this many bits are looked up at once, the few longer ones step by step.
    static let lookupBits = 10
    /// Codes that fit in this many bits are looked up together.
    static let runBits = 11
    private static let tableCount = 8

    /// Eight tables, one after another: four for the first place of a block, four for the others.
    private(set) var lookup = [Entry](
        repeating: .none, count: tableCount << lookupBits)
    /// What the next bits hold, for the four tables of the other places; `raw` is 0 where they do
    /// not hold a whole code.
    private(set) var runs = [Run](
        repeating: Run(raw: 0), count: (tableCount / 2) << runBits)
    private var isDefined = [Bool](repeating: false, count: tableCount)
    /// For each table and length, one more than the last code, and where its values begin.
    private var ends = [Int](repeating: 0, count: tableCount * 17)
    private var offsets = [Int](repeating: 0, count: tableCount * 17)
    private var longEntries = [[Entry]](repeating: [], count: tableCount)

    /// Whether a table has been defined.
    func has(_ table: Int) -> Bool { isDefined[table] }

    /// Adds the tables of a segment. Returns false where they cannot be right.
    mutating func add(_ data: RawSpan) -> Bool {
        var place = 0
        while place < data.byteCount {
            guard data.byteCount - place >= 17, data[place] & 0xEF < 4 else { return false }
            let isFirst = data[place] & 0x10 == 0
            let table = Int(data[place] & 3) + (isFirst ? 0 : 4)
            var total = 0
            for length in 1...16 { total += Int(data[place + length]) }
            guard total <= 256, data.byteCount - place - 17 >= total else { return false }
            let values = data.extracting((place + 17)..<(place + 17 + total))
            guard define(table, counts: data.extracting(place..<(place + 17)), values, isFirst)
            else { return false }
            place += 17 + total
        }
        return true
    }

    private mutating func define(
        _ table: Int, counts: RawSpan, _ values: RawSpan, _ isFirst: Bool
    ) -> Bool {
        let base = table << JPEGCodes.lookupBits
        for index in base..<(base + 1 << JPEGCodes.lookupBits) where isDefined[table] {
            lookup[index] = .none
        }
        var entries: [Entry] = []
        var code = 0
        for length in 1...16 {
            offsets[table * 17 + length] = entries.count - code
            for _ in 0..<Int(counts[length]) {
                let entry = JPEGCodes.entry(values[entries.count], length, isFirst)
                if length <= JPEGCodes.lookupBits {
                    let free = JPEGCodes.lookupBits - length
                    guard code < 1 << length else { return false }
                    for index in (code << free)..<((code + 1) << free) {
                        lookup[base + index] = entry
                    }
                }
                entries.append(entry)
                code += 1
            }
            ends[table * 17 + length] = counts[length] > 0 ? code : 0
            // The code of ones alone is not given out.
            guard code < 1 << length || counts[length] == 0 else { return false }
            code <<= 1
        }
        longEntries[table] = entries
        isDefined[table] = true
        return true
    }

    private static func entry(_ value: UInt8, _ length: Int, _ isFirst: Bool) -> Entry {
        let size = Int(value & 15)
        if isFirst {
            // A difference has at most 11 bits.
            return value <= 11 ? Entry(length: length, size: size, advance: 1) : .none
        }
        let run = Int(value >> 4)
        switch (run, size) {
        case (0, 0): return Entry(length: length, size: 0, advance: endOfBlock)
        case (15, 0): return Entry(length: length, size: 0, advance: 16)
        // A number has at most 10 bits, and no number no run but these.
        case (_, 0), (_, 11...): return .none
        default: return Entry(length: length, size: size, advance: run + 1)
        }
    }

    /// Makes `runs`.
    mutating func prepareRuns() {
        for table in 4..<JPEGCodes.tableCount where isDefined[table] {
            let base = (table - 4) << JPEGCodes.runBits
            for index in 0..<(1 << JPEGCodes.runBits) {
                runs[base + index] = run(table, index)
            }
        }
    }

    private func run(_ table: Int, _ index: Int) -> Run {
        let surplus = JPEGCodes.runBits - JPEGCodes.lookupBits
        let mask = 1 << JPEGCodes.runBits - 1
        var (bitCount, before, advance) = (0, 0, 0)
        while bitCount < JPEGCodes.runBits {
            let bits = (index << bitCount & mask) >> surplus
            let entry = lookup[table << JPEGCodes.lookupBits | bits]
            // The number after the last code is passed over, so it need not be among the bits.
            guard entry.raw != 0, bitCount + Int(entry.length) <= JPEGCodes.runBits else { break }
            bitCount += Int(entry.bitCount)
            (before, advance) = (advance, advance + entry.advance)
            if advance >= 63 { break }
        }
        return Run(raw: UInt32(bitCount) | UInt32(before) << 8 | UInt32(advance) << 16)
    }

    /// Calls `body` with the tables as memory, which must not be used after it returns.
    func withTables<Result>(_ body: (JPEGTables) -> Result) -> Result {
        unsafe lookup.withUnsafeBufferPointer { lookup in
            unsafe runs.withUnsafeBufferPointer { runs in
                // Neither is empty.
                unsafe body(
                    JPEGTables(
                        codes: self, lookup: lookup.baseAddress.unsafelyUnwrapped,
                        runs: runs.baseAddress.unsafelyUnwrapped))
            }
        }
    }

    /// The entry of a code that is not in `lookup`; `none` where there is no such code.
    ///
    /// - Parameter bits: the code, at the top.
    func longEntry(_ table: Int, _ bits: UInt64) -> Entry {
        for length in (JPEGCodes.lookupBits + 1)...16 {
            let code = Int(bits >> UInt64(64 - length))
            if code < ends[table * 17 + length] {
                let index = code + offsets[table * 17 + length]
                return index >= 0 && index < longEntries[table].count
                    ? longEntries[table][index] : .none
            }
        }
        return .none
    }
}
