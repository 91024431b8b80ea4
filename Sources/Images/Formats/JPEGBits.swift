/// The bits of a JPEG's scan, up to the next marker. After it come zeros, which are counted.
///
/// It stays in registers, several times as fast, only while no call gets its address: what is called
/// for each block is inlined, or takes a copy and returns another.
struct JPEGBits {
    /// The next bits, from the top.
    private(set) var buffer: UInt64 = 0
    /// How many of them there are.
    private(set) var count: UInt64 = 0
    /// Where the bytes after them lie.
    private(set) var place: Int
    /// Zeros after the end that `count` counts.
    private var missing: UInt64 = 0

    /// The bits from a place on.
    init(at place: Int) { self.place = place }

    /// Whether more bits were taken than there were.
    var isExhausted: Bool { missing > count }

    /// Whether fewer than eight bits are left, and those fill up a byte.
    var isAtEndOfBytes: Bool { count < missing + 8 }

    /// Makes sure of 56 bits: more than any two codes and their numbers have. Without asking whether
    /// they are there already, which could not be foretold.
    @inline(__always) mutating func fill(_ bytes: RawSpan) {
        if place <= bytes.byteCount - 8 {
            let next = unsafe UInt64(
                bigEndian: bytes.unsafeLoadUnaligned(
                    fromUncheckedByteOffset: place, as: UInt64.self))
            // No byte of it is FF: take as many as there is room for.
            if (~next &- 0x0101_0101_0101_0101) & next & 0x8080_8080_8080_8080 == 0 {
                buffer |= next &>> count
                place &+= Int(truncatingIfNeeded: (63 &- count) &>> 3)
                count |= 56
                return
            }
        }
        self = filled(bytes)
    }

    @inline(never) private consuming func filled(_ bytes: RawSpan) -> JPEGBits {
        // What lies below the counted bits came from bytes that come again.
        buffer &= ~(UInt64.max &>> count)
        while count < 56 {
            var byte: UInt8 = 0
            if place < bytes.byteCount, bytes[place] != 0xFF {
                byte = bytes[place]
                place += 1
            } else if place < bytes.byteCount - 1, bytes[place + 1] == 0 {
                byte = 0xFF
                place += 2
            } else {
                missing += 8
            }
            buffer |= UInt64(byte) << (56 - count)
            count += 8
        }
        return self
    }

    /// Passes over bits.
    @inline(__always) mutating func skip(_ bits: UInt64) {
        buffer = buffer &<< bits
        count = count &- bits
    }

    /// Passes over codes.
    @inline(__always) mutating func skip(_ run: JPEGCodes.Run) {
        buffer = buffer &<< UInt64(run.raw)
        count = count &- UInt64(run.raw & 63)
    }

    /// Passes over the marker that must come next, and drops what is left of the byte before.
    /// Returns false where another comes, or none.
    @inline(__always) mutating func take(marker: UInt8, _ bytes: RawSpan) -> Bool {
        guard isAtEndOfBytes, place < bytes.byteCount, bytes[place] == 0xFF else { return false }
        while place < bytes.byteCount, bytes[place] == 0xFF { place += 1 }
        guard place < bytes.byteCount, bytes[place] == marker else { return false }
        self = JPEGBits(at: place + 1)
        return true
    }
}
