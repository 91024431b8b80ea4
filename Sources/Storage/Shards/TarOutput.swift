internal import CArchive
import Glibc
import Records

/// A tar that is being written: plain ustar entries whose bytes depend on nothing but their content.
@safe final class TarOutput {
    private let archive: OpaquePointer
    private let file: FileDescriptor

    init(_ path: String) throws(Fault) {
        file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_EXCL, for: "write")
        guard let archive = unsafe archive_write_new() else {
            throw Fault(.tryAgain, "cannot write `\(path)`", cause: "out of memory")
        }
        unsafe self.archive = unsafe archive
        // Without a block size nothing is held back, so the file's position is the archive's.
        let ready =
            unsafe archive_write_set_format_ustar(archive) == ARCHIVE_OK
            && archive_write_set_bytes_per_block(archive, 0) == ARCHIVE_OK
            && archive_write_open_fd(archive, file.number) == ARCHIVE_OK
        guard ready else { throw unsafe .archive("cannot write `\(path)`", archive) }
    }

    deinit { unsafe archive_write_free(archive) }

    /// Appends a file. Returns where its bytes begin.
    func append(_ name: String, _ bytes: [UInt8]) throws(Fault) -> Int {
        guard let entry = unsafe archive_entry_new() else {
            throw Fault(.tryAgain, "cannot write `\(file.path)`", cause: "out of memory")
        }
        defer { unsafe archive_entry_free(entry) }
        unsafe archive_entry_set_pathname(entry, name)
        unsafe archive_entry_set_size(entry, la_int64_t(bytes.count))
        // AE_IFREG is a macro that Swift does not see.
        unsafe archive_entry_set_filetype(entry, 0o100000)
        unsafe archive_entry_set_perm(entry, 0o644)
        unsafe archive_entry_set_mtime(entry, 0, 0)
        unsafe archive_entry_set_uid(entry, 0)
        unsafe archive_entry_set_gid(entry, 0)
        guard unsafe archive_write_header(archive, entry) == ARCHIVE_OK else { throw failure() }
        let offset = lseek(file.number, 0, SEEK_CUR)
        guard offset >= 0 else {
            throw .system("cannot write `\(file.path)`", errorNumber: errno)
        }
        let written = unsafe bytes.withUnsafeBytes { buffer in
            unsafe archive_write_data(archive, buffer.baseAddress, buffer.count)
        }
        guard written == bytes.count, unsafe archive_write_finish_entry(archive) == ARCHIVE_OK
        else { throw failure() }
        return Int(offset)
    }

    /// How many bytes the file has so far.
    func byteCount() -> Int { max(0, Int(lseek(file.number, 0, SEEK_CUR))) }

    /// Writes the end mark and syncs the file.
    func close() throws(Fault) {
        guard unsafe archive_write_close(archive) == ARCHIVE_OK else { throw failure() }
        try file.sync()
    }

    private func failure() -> Fault {
        let number = unsafe archive_errno(archive)
        guard number > 0 else { return unsafe .archive("cannot write `\(file.path)`", archive) }
        return .system("cannot write `\(file.path)`", errorNumber: number)
    }
}
