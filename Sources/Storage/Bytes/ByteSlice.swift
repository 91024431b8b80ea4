import Glibc
public import Records

/// A run of bytes that something else keeps: a mapped file, a decompressed page, a buffer. Copying a
/// slice copies no bytes; the memory lives as long as any slice of it.
@safe public struct ByteSlice: Sendable {
    /// How many bytes there are.
    public let count: Int
    private let owner: any AnyObject & Sendable
    private let address: UInt

    /// Some bytes of a mapped file.
    ///
    /// - Precondition: the range lies in the file.
    public init(_ file: MappedFile, _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= file.count, "outside the file")
        owner = file
        count = range.count
        address = unsafe file.withBytes {
            UInt(bitPattern: $0.baseAddress) &+ UInt(range.lowerBound)
        }
    }

    /// All bytes of a buffer.
    public init(_ buffer: ByteBuffer) {
        owner = buffer
        count = buffer.count
        address = buffer.address
    }

    /// A copy of some bytes.
    public init(_ bytes: [UInt8]) {
        let buffer = unsafe ByteBuffer(count: bytes.count) { target in
            unsafe target.copyBytes(from: bytes)
        }
        self.init(buffer)
    }

    private init(owner: any AnyObject & Sendable, address: UInt, count: Int) {
        self.owner = owner
        self.address = address
        self.count = count
    }

    /// Some of the bytes, without a copy.
    ///
    /// - Precondition: the range lies in `0..<count`.
    public subscript(range: Range<Int>) -> ByteSlice {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the slice")
        return ByteSlice(
            owner: owner, address: address &+ UInt(range.lowerBound), count: range.count)
    }

    /// The size of the pages that the kernel has, in bytes: not the same on every machine.
    private static let pageSize = UInt(max(1, sysconf(Int32(_SC_PAGESIZE))))

    /// Calls `body` with the bytes.
    public func withSpan<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe withBytes { bytes throws(Failure) in
            try body(unsafe bytes.bytes)
        }
    }

    /// Calls `body` with the bytes; the pointer must not be used after it returns.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try unsafe body(
            UnsafeRawBufferPointer(
                start: count == 0 ? nil : UnsafeRawPointer(bitPattern: address), count: count))
    }

    /// Lets the system have the memory of some bytes of a mapped file back; whoever looks at them
    /// again reads them from the file again. Does nothing for other memory.
    ///
    /// - Precondition: the range lies in `0..<count`.
    public func release(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the slice")
        guard owner is MappedFile else { return }
        let page = ByteSlice.pageSize
        // Pages at the ends may hold bytes of others.
        let start = (address &+ UInt(range.lowerBound) &+ (page - 1)) & ~(page - 1)
        let end = (address &+ UInt(range.upperBound)) & ~(page - 1)
        guard start < end else { return }
        unsafe madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_DONTNEED)
    }

    /// Makes sure that the mapped file whose bytes these are is as it was when it was mapped; of other
    /// bytes there is nothing to say.
    ///
    /// - Throws: a `Fault` of code `tryAgain` where it is not.
    public func checkUnchanged() throws(Fault) {
        try (owner as? MappedFile)?.checkUnchanged()
    }

    /// A copy of the bytes.
    public var bytes: [UInt8] { unsafe withBytes { unsafe [UInt8]($0) } }
}
