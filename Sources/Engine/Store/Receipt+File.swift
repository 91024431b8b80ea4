import Records
import Storage

extension Receipt {
    /// Between the receipt and its checksum.
    private static let seam = Array(#","check":""#.utf8)
    /// After the checksum.
    private static let end = Array("\"}\n".utf8)

    /// The receipt as its file: an object whose last member, `check`, is the SHA-256 of the bytes
    /// before it, so that damage to the receipt itself is found too.
    var fileBytes: [UInt8] {
        var bytes: [UInt8] = []
        json.append(to: &bytes)
        bytes.removeLast()
        let check = SHA256.digest(of: bytes).hex
        return bytes + Receipt.seam + check.utf8 + Receipt.end
    }

    /// The receipt in a folder, or nothing if there is none that is sound.
    ///
    /// - Parameter folder: an artifact's folder.
    public static func read(in folder: String) -> Receipt? {
        let path = "\(folder)/\(fileName)"
        guard let bytes = try? FileSystem.read(path), isSound(bytes),
            let json = try? JSONReader.parse(bytes, file: path)
        else { return nil }
        return try? Receipt(json: json)
    }

    private static func isSound(_ bytes: [UInt8]) -> Bool {
        let length = bytes.count - seam.count - 64 - end.count
        guard length > 0, bytes[length...].starts(with: seam), bytes.suffix(end.count) == end[...]
        else { return false }
        let check = String(decoding: bytes.dropLast(end.count).suffix(64), as: UTF8.self)
        return SHA256.digest(of: Array(bytes[..<length])).hex == check
    }
}
