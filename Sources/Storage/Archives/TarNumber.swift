/// The numbers of tar headers.
enum TarNumber {
    /// The number of a field: octal digits, or base 256 where the first bit is set; nothing where it
    /// is neither, negative, or larger than a length can be.
    static func value(_ field: ArraySlice<UInt8>) -> Int? {
        guard let first = field.first else { return nil }
        if first & 0x80 != 0 {
            guard first & 0x40 == 0 else { return nil }
            return field.dropFirst().reduce(Int(first & 0x3F)) { number, byte in
                number.flatMap { $0 > Int.max >> 8 ? nil : $0 << 8 | Int(byte) }
            }
        }
        let digits = field.drop { $0 == 0x20 }
        let octal = digits.prefix { (0x30...0x37).contains($0) }
        guard digits.dropFirst(octal.count).allSatisfy({ $0 == 0x20 || $0 == 0 }) else {
            return nil
        }
        return octal.reduce(0) { number, digit in
            number.flatMap { $0 > Int.max >> 3 ? nil : $0 << 3 | Int(digit & 7) }
        }
    }

    /// The number of decimal digits; nothing where there are others, or none.
    static func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty else { return nil }
        return digits.reduce(0) { (number: Int?, digit) in
            guard let number, (0x30...0x39).contains(digit) else { return nil }
            let tens = number.multipliedReportingOverflow(by: 10)
            let sum = tens.partialValue.addingReportingOverflow(Int(digit) - 0x30)
            return tens.overflow || sum.overflow ? nil : sum.partialValue
        }
    }

    /// Whether the checksum of a header is right: the sum of its bytes, read with a sign or without,
    /// and its own field read as blanks.
    static func hasChecksum(_ block: [UInt8]) -> Bool {
        guard let stated = value(block[148..<156]) else { return false }
        var sum = 8 * 0x20
        var signed = 8 * 0x20
        for (index, byte) in block.enumerated() where !(148..<156).contains(index) {
            sum += Int(byte)
            signed += Int(Int8(bitPattern: byte))
        }
        return stated == sum || stated == signed
    }
}
