extension RawSpan {
    /// One byte.
    ///
    /// - Precondition: the place lies in the span.
    @inline(__always)
    subscript(place: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: place, as: UInt8.self) }

    /// A number of 16 bits, highest byte first.
    func big16(_ place: Int) -> Int { Int(self[place]) << 8 | Int(self[place + 1]) }

    /// A number of 32 bits, highest byte first.
    func big32(_ place: Int) -> Int { big16(place) << 16 | big16(place + 2) }

    /// A number of 16 bits, lowest byte first.
    func little16(_ place: Int) -> Int { Int(self[place + 1]) << 8 | Int(self[place]) }

    /// A number of 32 bits, lowest byte first.
    func little32(_ place: Int) -> Int { little16(place + 2) << 16 | little16(place) }

    /// Whether these bytes stand at a place; nothing stands beyond the end.
    func holds(_ text: StaticString, at place: Int = 0) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place >= 0, place <= byteCount, count <= byteCount - place else { return false }
        let wanted = unsafe UnsafeRawBufferPointer(start: text.utf8Start, count: count)
        return unsafe withUnsafeBytes { all in
            unsafe all[place..<(place + count)].elementsEqual(wanted)
        }
    }

    /// The first place of a byte at or after `start`.
    func place(of byte: UInt8, from start: Int) -> Int? {
        guard start < byteCount else { return nil }
        return unsafe withUnsafeBytes { all in unsafe all[start...].firstIndex(of: byte) }
    }

    /// A copy of some bytes.
    func copy(_ range: Range<Int>) -> [UInt8] {
        unsafe withUnsafeBytes { all in unsafe [UInt8](all[range]) }
    }
}
