extension Int128 {
    /// A whole number of one word. The standard library's generic conversion, which goes word by word,
    /// took a third of a verdict's time.
    init(word value: Int) {
        self.init(_low: UInt64(bitPattern: Int64(value)), _high: value < 0 ? -1 : 0)
    }

    /// The number, if it fits one word.
    var word: Int? {
        let low = Int64(bitPattern: _low)
        return _high == low >> 63 ? Int(low) : nil
    }

    /// The number in double precision, to the last bit but one.
    var double: Double {
        word.map { Double($0) } ?? Double(_high) * 0x1p64 + Double(_low)
    }
}

extension UInt128 {
    /// A whole number of one word.
    init(word value: UInt64) { self.init(_low: value, _high: 0) }

    /// The number, if it fits one word.
    var word: UInt64? { _high == 0 ? _low : nil }
}
