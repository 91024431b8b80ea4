import Glibc
import Records

/// Names for what is not yet published.
enum TemporaryName {
    /// `<parent>/.tmp-<name>-<pid>-<random>`: on the same file system as the final place, hidden,
    /// and of nobody else.
    static func beside(_ final: String) throws(Fault) -> String {
        guard let parent = FileSystem.parent(of: final) else {
            throw Fault(.internalError, "`\(final)` cannot be published: it has no parent folder")
        }
        // A name may have 255 bytes; the rest of ours needs up to 40.
        let name = String(decoding: FileSystem.name(of: final).utf8.prefix(200), as: UTF8.self)
        let random = String(UInt64.random(in: .min ... .max), radix: 16)
        return "\(parent)/.tmp-\(name)-\(getpid())-\(random)"
    }
}
