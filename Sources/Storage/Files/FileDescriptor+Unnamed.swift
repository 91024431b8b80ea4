import Glibc
import Records

extension FileDescriptor {
    /// Makes a file beside another that has no name any more: nothing is left of it when it is closed,
    /// however the process ends.
    static func unnamed(beside final: String) throws(Fault) -> FileDescriptor {
        let path = try TemporaryName.beside(final)
        let file = try FileDescriptor.open(path, O_RDWR | O_CREAT | O_EXCL, for: "write")
        unsafe unlink(path)
        return file
    }

    /// Reads bytes from a place: as many as the buffer holds.
    ///
    /// - Throws: a `Fault` where the file ends before.
    func read(
        at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(Fault) {
        var done = 0
        while done < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = unsafe pread(number, rest.baseAddress, rest.count, offset + done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw .system("cannot read `\(path)`", errorNumber: count < 0 ? errno : EIO)
            }
            done += count
        }
    }

    /// Writes all bytes to a place.
    func write(_ bytes: RawSpan, at offset: Int) throws(Fault) {
        unsafe try bytes.withUnsafeBytes { buffer throws(Fault) in
            var done = 0
            while done < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                let count = unsafe pwrite(number, rest.baseAddress, rest.count, offset + done)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else {
                    throw .system("cannot write `\(path)`", errorNumber: errno)
                }
                done += count
            }
        }
    }
}
