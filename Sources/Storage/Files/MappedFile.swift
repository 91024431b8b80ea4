internal import CMapGuard
import Glibc
public import Records

/// A file's bytes, mapped into memory read-only.
///
/// Another process may change the file meanwhile, and even cut it: its bytes are then new ones, or
/// zeros where there are none, and nobody is told. Whoever has used the bytes asks `checkUnchanged`
/// before anything is made of them, or `checkWhole` where the file is ours.
@safe public final class MappedFile: Sendable {
    /// Its length in bytes.
    public let count: Int
    /// The path it was opened by.
    public let path: String
    private let status: FileStatus
    /// Whether only its bytes count.
    private let isOurs: Bool
    private let address: UInt
    /// The `CMapGuard`, as a number: pointers are not `Sendable`.
    private let guardAddress: UInt

    /// Maps a file. With `isOurs`, nobody but this program writes to it, which never changes its
    /// bytes, but perhaps its times or its name: `checkUnchanged` does not mind those then.
    ///
    /// - Throws: a `Fault` where it cannot be opened, is not a file or cannot be mapped.
    public init(_ path: String, isOurs: Bool = false) throws(Fault) {
        self.path = path
        self.isOurs = isOurs
        let file = try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK, for: "read")
        status = try file.status()
        guard status.kind == .file else { throw Fault(.badInput, "`\(path)` is not a file") }
        count = status.byteCount
        guard count > 0 else {
            address = 0
            guardAddress = 0
            return
        }
        let pointer = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file.number, 0)
        guard let pointer = unsafe pointer, unsafe pointer != MAP_FAILED else {
            throw .system("cannot map `\(path)`", errorNumber: errno)
        }
        address = UInt(bitPattern: pointer)
        guardAddress = unsafe UInt(bitPattern: cmapguard_begin(pointer, count))
    }

    deinit {
        guard count > 0 else { return }
        unsafe cmapguard_end(OpaquePointer(bitPattern: guardAddress))
        unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), count)
    }

    /// Makes sure that all bytes that were looked at were there.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where the file was cut, or the disk could not read it.
    public func checkWhole() throws(Fault) {
        guard unsafe cmapguard_is_damaged(OpaquePointer(bitPattern: guardAddress)) == 0 else {
            throw .changed(path)
        }
    }

    /// Makes sure that the file is still the one that was mapped, and as it was.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    public func checkUnchanged() throws(Fault) {
        try checkWhole()
        guard !isOurs else { return }
        // The system counts time in ticks of milliseconds: two changes within one look like one.
        guard try FileSystem.status(path) == status else { throw .changed(path) }
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
    public func release(_ range: Range<Int>) { ByteSlice(self, range).release(0..<range.count) }
}
