import Storage

/// The files of a tar, read by their index.
enum TarFiles {
    /// The names and contents, in order.
    static func read(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
        let all = try FileSystem.read(path)
        return try ArchiveIndexer.index(ofTar: ByteSlice(all)).entries.map { entry in
            (entry.name, Array(all[entry.offset..<(entry.offset + entry.byteCount)]))
        }
    }
}
