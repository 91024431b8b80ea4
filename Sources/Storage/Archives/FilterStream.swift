internal import CArchive
import Records

/// A file compressed with bzip2, xz, zstd or lz4, decompressed by libarchive. Those formats' own
/// checksums are checked.
@safe final class FilterStream: ByteStream {
    private let archive: OpaquePointer

    init(_ path: String) throws(ArchiveFault) {
        _ = try ArchiveFault.wrapping { () throws(Fault) in try FileSystem.checkPath(path) }
        guard let archive = unsafe archive_read_new() else {
            throw ArchiveFault(.unreadable, "libarchive has no memory")
        }
        unsafe self.archive = unsafe archive
        unsafe archive_read_support_format_raw(archive)
        unsafe archive_read_support_filter_bzip2(archive)
        unsafe archive_read_support_filter_xz(archive)
        unsafe archive_read_support_filter_zstd(archive)
        unsafe archive_read_support_filter_lz4(archive)
        var entry: OpaquePointer?
        guard unsafe archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else {
            throw fault()
        }
        // Nothing to decompress is the end of the file already.
        let status = unsafe archive_read_next_header(archive, &entry)
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN || status == ARCHIVE_EOF else {
            throw fault()
        }
    }

    deinit { unsafe archive_read_free(archive) }

    var consumed: Int { unsafe Int(archive_filter_bytes(archive, -1)) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int {
        let count = unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw fault() }
        return count
    }

    private func fault() -> ArchiveFault {
        let text = unsafe archive_error_string(archive).map { unsafe String(cString: $0) } ?? ""
        let isCut = text.lowercased().contains("truncated")
        return ArchiveFault(
            isCut ? .truncated : .badCRC, "the compressed data is broken: \(text)")
    }
}
