import Glibc
public import Records

extension FileSystem {
    /// Writes the bytes of some files, one after another, as one file; as `write` does, so that its
    /// name shows either the old content or all of the new.
    ///
    /// - Throws: a `Fault` where a file cannot be read or the disk refuses.
    public static func concatenate(_ paths: [String], to path: String) throws(Fault) {
        var joined = try AtomicFile(for: path)
        for path in paths {
            let part = try FileDescriptor.open(path, O_RDONLY, for: "read")
            try part.forEachChunk { chunk throws(Fault) in try joined.append(chunk) }
        }
        try joined.publish()
    }
}
