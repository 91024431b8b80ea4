/// Tars made byte by byte, so that they can be wrong.
struct ArchiveTarFixture {
    /// The archive so far.
    var bytes: [UInt8] = []

    /// Adds an entry.
    ///
    /// - Parameters:
    ///   - size: what the size field holds; the length in octal by default.
    ///   - magic: the field that names the format.
    mutating func add(
        _ name: String, _ content: String = "", type: Character = "0", link: String = "",
        size: [UInt8]? = nil, magic: String = "ustar\u{0}00", prefix: String = "",
        change: (inout [UInt8]) -> Void = { _ in }
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: [UInt8], at offset: Int) {
            header.replaceSubrange(offset..<(offset + text.count), with: text)
        }
        put(Array(name.utf8.prefix(100)), at: 0)
        put(Array("0000644".utf8), at: 100)
        let octal = String(content.utf8.count, radix: 8)
        put(
            size ?? Array((String(repeating: "0", count: 11 - octal.count) + octal).utf8), at: 124)
        header[156] = type == "\0" ? 0 : UInt8(ascii: type.unicodeScalars.first ?? "0")
        put(Array(link.utf8.prefix(100)), at: 157)
        put(Array(magic.utf8), at: 257)
        put(Array(prefix.utf8), at: 345)
        change(&header)
        put(Array(repeating: 0x20, count: 8), at: 148)
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        put(Array((String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ").utf8), at: 148)
        bytes += header
        addBlocks(Array(content.utf8))
    }

    /// Adds a pax header.
    mutating func addPax(_ records: [(String, String)], type: Character = "x") {
        let lines = records.map { key, value in
            let rest = " \(key)=\(value)\n"
            var count = rest.utf8.count + 1
            while "\(count)".utf8.count + rest.utf8.count != count { count += 1 }
            return "\(count)\(rest)"
        }
        add("PaxHeader", lines.joined(), type: type)
    }

    /// Adds bytes, filled up to whole blocks.
    mutating func addBlocks(_ content: [UInt8]) {
        bytes += content + [UInt8](repeating: 0, count: -content.count & 511)
    }

    /// Adds the end mark.
    mutating func end() { bytes += [UInt8](repeating: 0, count: 1024) }
}
