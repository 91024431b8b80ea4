/// Something that lies in a folder.
public struct FolderEntry: Sendable, Hashable {
    /// Its name, byte for byte.
    public var nameBytes: [UInt8]
    /// What it is; a link is a link.
    public var status: FileStatus

    /// The name as text; broken bytes are replaced.
    public var name: String { String(decoding: nameBytes, as: UTF8.self) }

    /// The name as text that tells every byte: broken ones as `\xE9`.
    public var escapedName: String {
        var text = ""
        var rest = nameBytes[...]
        while let first = rest.first {
            let scalar = (1...4).lazy.compactMap { count in
                String(validating: rest.prefix(count), as: UTF8.self)
            }.first
            if let scalar {
                text += scalar
                rest = rest.dropFirst(scalar.utf8.count)
            } else {
                let digits = String(first, radix: 16, uppercase: true)
                text += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
                rest = rest.dropFirst()
            }
        }
        return text
    }
}
