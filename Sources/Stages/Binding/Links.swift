import Engine
import Records
import Storage

/// Puts the files of one artifact into another without copying them.
enum Links {
    /// Links every file that an artifact's receipt names, each at its path, into a folder.
    static func link(_ artifact: Artifact, into folder: String) throws(Fault) {
        for file in artifact.receipt.files {
            try link(artifact.path(file.path), at: folder + "/" + file.path)
        }
    }

    /// Links a file, making the folders above its new place.
    static func link(_ source: String, at path: String) throws(Fault) {
        if let slash = path.lastIndex(of: "/") {
            try FileSystem.createFolder(String(path[..<slash]))
        }
        try FileSystem.hardLink(source, at: path)
    }
}
