import Records
import Storage

/// A picture as a row gives it.
enum PictureReference: Sendable {
    /// By the path of its file.
    case path(String)
    /// By its bytes, and the name that stands beside them, if one does.
    case bytes(ByteSlice, name: String?)

    /// What stands for a list of pictures: the same for two rows that name the same files. Paths are
    /// told apart by their bytes, as files are. Nothing where the row holds the bytes itself, as then
    /// no other row has the same ones.
    static func key(of references: [PictureReference], _ hash: KeyHasher) -> Key128? {
        for reference in references {
            guard case .path(let path) = reference else {
                _ = hash.key()
                return nil
            }
            // A length in front keeps two lists from giving the same bytes.
            hash.update("\(path.utf8.count):")
            hash.update(path)
        }
        return hash.key()
    }
}
