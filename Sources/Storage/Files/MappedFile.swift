import Glibc
public import Records

/// A file's bytes, mapped into memory read-only.
///
/// The file must not be shortened while it is mapped; published artifacts never are.
public final class MappedFile: Sendable {
    /// Its length in bytes.
    public let count: Int
    private let address: UInt

    /// Maps a file.
    ///
    /// - Throws: a `Fault` where it cannot be opened, is not a file or cannot be mapped.
    public init(_ path: String) throws(Fault) {
        let file = try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK, for: "read")
        let status = try file.status()
        guard status.kind == .file else { throw Fault(.badInput, "`\(path)` is not a file") }
        count = status.byteCount
        guard count > 0 else {
            address = 0
            return
        }
        let pointer = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file.number, 0)
        guard let pointer = unsafe pointer, unsafe pointer != MAP_FAILED else {
            throw .system("cannot map `\(path)`", errorNumber: errno)
        }
        address = UInt(bitPattern: pointer)
    }

    deinit {
        if count > 0 { unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count) }
    }

    /// Calls `body` with the bytes; they must not be used after it returns.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try body(
            UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
    }

    /// A copy of some of the bytes.
    ///
    /// - Precondition: the range lies in `0..<count`.
    public func bytes(_ range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the file")
        return unsafe withBytes { unsafe [UInt8]($0[range]) }
    }

    /// Says that some of the bytes are not needed for now: the memory that holds them is given back,
    /// and they are read from the file again when somebody looks at them.
    ///
    /// - Precondition: the range lies in `0..<count`.
    public func release(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the file")
        // Pages at the ends may hold bytes of others.
        let pageSize = 4096
        let start = (range.lowerBound + pageSize - 1) / pageSize * pageSize
        let end = range.upperBound / pageSize * pageSize
        guard start < end else { return }
        let place = unsafe UnsafeMutableRawPointer(bitPattern: address + UInt(start))
        _ = unsafe madvise(place, end - start, MADV_DONTNEED)
    }
}
