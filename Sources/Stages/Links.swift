import Records
import Storage

/// Puts the files of one artifact into another without copying them.
enum Links {
    /// Links a file, making the folders above its new place.
    static func link(_ source: String, at path: String) throws(Fault) {
        if let slash = path.lastIndex(of: "/") {
            try FileSystem.createFolder(String(path[..<slash]))
        }
        try FileSystem.hardLink(source, at: path)
    }
}
