import Glibc
import Records

/// A new file, written from front to back in aligned pieces of two mebibytes.
///
/// The pieces go past the page cache where the file system allows it. A large file is synced before
/// it is published anyway, so the cache would only cost a copy and fresh pages, about half of a
/// shard's processor time, and push out what others read.
@safe final class SequentialFile {
    private let file: FileDescriptor
    private let buffer: UnsafeMutableRawBufferPointer
    private var filled = 0
    private var written = 0
    private var isDirect: Bool
    /// The digest of what was written; nothing if nobody asked.
    private var hash: SHA256?

    /// A huge page, where the system has one: it is handed to the device as one piece of memory and
    /// not as 512.
    private static let capacity = 1 << 21

    /// Makes a file, which must not exist.
    ///
    /// - Parameter isHashed: whether `finish` gives its digest, which is cheaper here, while the bytes
    ///   are at hand, than by reading the file again.
    init(_ path: String, isHashed: Bool = false) throws(Fault) {
        hash = isHashed ? SHA256() : nil
        file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_EXCL, for: "write")
        unsafe buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: SequentialFile.capacity, alignment: SequentialFile.capacity)
        _ = unsafe madvise(buffer.baseAddress, SequentialFile.capacity, MADV_HUGEPAGE)
        isDirect = false
        isDirect = setDirect(true)
    }

    deinit { unsafe buffer.deallocate() }

    /// How many bytes it has.
    var byteCount: Int { written + filled }

    /// Where it lies.
    var path: String { file.path }

    /// Adds bytes.
    func append(_ bytes: RawSpan) throws(Fault) {
        unsafe try bytes.withUnsafeBytes { source throws(Fault) in
            var done = 0
            while done < source.count {
                let count = min(source.count - done, SequentialFile.capacity - filled)
                unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + count)])
                    .copyMemory(
                        from: UnsafeRawBufferPointer(rebasing: source[done..<(done + count)]))
                done += count
                try advance(count)
            }
        }
    }

    /// Adds so many zero bytes.
    func appendZeros(_ count: Int) throws(Fault) {
        var rest = count
        while rest > 0 {
            let count = min(rest, SequentialFile.capacity - filled)
            unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<(filled + count)])
                .initializeMemory(as: UInt8.self, repeating: 0)
            rest -= count
            try advance(count)
        }
    }

    /// Writes what is left and waits until the file is on the disk. Nothing may be added afterwards.
    ///
    /// - Returns: the file's digest, if it was asked for.
    @discardableResult
    func finish() throws(Fault) -> Digest? {
        // The last piece has any length, which the page cache takes.
        if isDirect { isDirect = !setDirect(false) }
        try flush()
        try file.sync()
        return hash?.finalize()
    }

    private func advance(_ count: Int) throws(Fault) {
        filled += count
        if filled == SequentialFile.capacity { try flush() }
    }

    private func flush() throws(Fault) {
        unsafe hash?.update(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
        var done = 0
        while done < filled {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done..<filled])
            let count = unsafe Glibc.write(file.number, rest.baseAddress, rest.count)
            if count >= 0 {
                done += count
                continue
            }
            let error = errno
            // The device wants another alignment, or the disk took only a part of a piece.
            if error == EINVAL, isDirect, setDirect(false) {
                isDirect = false
            } else if error != EINTR {
                throw .system("cannot write `\(path)`", errorNumber: error)
            }
        }
        written += filled
        filled = 0
    }

    /// Turns writing past the page cache on or off. Returns false where the file system refuses.
    private func setDirect(_ isOn: Bool) -> Bool {
        let flags = fcntl(file.number, F_GETFL)
        guard flags >= 0 else { return false }
        let wanted = isOn ? flags | OpenFlags.direct : flags & ~OpenFlags.direct
        return fcntl(file.number, F_SETFL, wanted) == 0
    }
}
