import Storage

/// The files of a tar, read by their index.
enum TarFiles {
    /// The names and contents, in order.
    static func read(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
        let all = try FileSystem.read(path)
        return try ArchiveIndexer.index(ofTar: path).entries.map { entry in
            (entry.name, Array(all[entry.offset..<(entry.offset + entry.byteCount)]))
        }
    }
}

extension ArchiveIndexer {
    /// The good files of a tar, and what was found in it.
    static func index(ofTar path: String) throws -> ArchiveIndex {
        let file = try MappedFile(path)
        return try index(ofTar: ByteSlice(file, 0..<file.count))
    }
}
