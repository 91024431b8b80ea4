import Records
import Storage

/// The pictures of a phase as files, each once, named by digest.
struct PictureFiles {
    private let folder: String
    /// The bytes of a picture, as its source wrote them.
    let bytes: (Picture) throws(Fault) -> [UInt8]

    /// Pictures below a folder, whose bytes a closure knows.
    init(
        in folder: String, bytes: @escaping (Picture) throws(Fault) -> [UInt8]
    ) throws(Fault) {
        self.folder = folder
        self.bytes = bytes
        try FileSystem.createFolder("\(folder)/images")
    }

    /// Where a picture is, below the folder of the phase.
    static func path(of picture: Picture) -> String {
        "images/\(picture.digest.hex).\(picture.format == .jpeg ? "jpg" : "png")"
    }

    /// Writes a picture if it is not there yet.
    ///
    /// - Returns: whether it was written.
    /// - Throws: a `Fault` where it cannot be read or written.
    func add(_ picture: Picture) throws(Fault) -> Bool {
        let path = "\(folder)/\(PictureFiles.path(of: picture))"
        guard try FileSystem.linkStatus(path) == nil else { return false }
        try BufferedFile.write(try bytes(picture), to: path)
        return true
    }
}
