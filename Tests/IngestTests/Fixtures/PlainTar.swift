/// A tar as other tools write it, of files by name: `ShardWriter` takes no name that is not plain.
enum PlainTar {
    /// The archive's bytes (POSIX ustar); names have at most 100 bytes.
    static func bytes(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var result: [UInt8] = []
        for file in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, at offset: Int) {
                for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
            }
            func octal(_ value: Int, _ count: Int) -> String {
                let digits = String(value, radix: 8)
                return String(repeating: "0", count: count - digits.utf8.count) + digits
            }
            put(file.name, at: 0)
            put(octal(0o644, 7), at: 100)
            put(octal(0, 7), at: 108)
            put(octal(0, 7), at: 116)
            put(octal(file.bytes.count, 11), at: 124)
            put(octal(0, 11), at: 136)
            put("        ", at: 148)
            put("0", at: 156)
            put("ustar\u{0}00", at: 257)
            put(octal(header.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", at: 148)
            result += header + file.bytes
            result += [UInt8](repeating: 0, count: (512 - file.bytes.count % 512) % 512)
        }
        return result + [UInt8](repeating: 0, count: 1024)
    }
}
