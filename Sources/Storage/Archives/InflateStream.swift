internal import CZlib

/// Deflated bytes, inflated by zlib: a gzip file, of several members too, or the bare data of a zip's
/// entry. A gzip file's checksums are checked.
@safe final class InflateStream: ByteStream {
    /// What lies around the deflated bytes.
    enum Wrapping {
        /// The header and the checksum of gzip, once or several times.
        case gzip
        /// Nothing.
        case none
    }

    private let source: ByteSlice
    private let wrapping: Wrapping
    // zlib keeps the address, so it must not move.
    private let state: UnsafeMutablePointer<z_stream>
    private var position = 0
    private var released = 0
    private var isAtEnd = false

    /// A step of so many packed bytes at most: zlib counts with 32 bits.
    private static let stepBytes = 1 << 20
    private static let releaseBytes = 16 << 20

    init(_ source: ByteSlice, _ wrapping: Wrapping) throws(ArchiveFault) {
        self.source = source
        self.wrapping = wrapping
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: z_stream())
        // 15 bits of window; 16 more for gzip, a minus sign for bare data (zlib.h).
        let bits: Int32 = wrapping == .gzip ? 15 + 16 : -15
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(state, bits, ZLIB_VERSION, size) == Z_OK else {
            throw ArchiveFault(.unreadable, "zlib has no memory")
        }
    }

    deinit {
        unsafe inflateEnd(state)
        unsafe state.deallocate()
    }

    var consumed: Int { position }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int {
        var count = 0
        while count == 0, !isAtEnd { count = unsafe try step(buffer) }
        return count
    }

    private func step(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int {
        let part = source[position..<(position + min(source.count - position, Self.stepBytes))]
        let room = min(buffer.count, Self.stepBytes)
        let (status, used, made) = unsafe part.withBytes { bytes -> (Int32, Int, Int) in
            let input = unsafe bytes.bindMemory(to: UInt8.self)
            unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            unsafe state.pointee.avail_in = UInt32(input.count)
            unsafe state.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
            unsafe state.pointee.avail_out = UInt32(room)
            let status = unsafe inflate(state, Z_NO_FLUSH)
            return unsafe (
                status, input.count - Int(state.pointee.avail_in),
                room - Int(state.pointee.avail_out)
            )
        }
        position += used
        if position - released >= Self.releaseBytes {
            source.release(released..<position)
            released = position
        }
        switch status {
        case Z_STREAM_END: try endMember()
        case Z_OK: break
        case Z_BUF_ERROR:
            guard position < source.count else {
                throw ArchiveFault(.truncated, "the compressed data ends too early")
            }
        default:
            let text = unsafe state.pointee.msg.map { unsafe String(cString: $0) }
            throw ArchiveFault(.badCRC, "the compressed data is broken: \(text ?? "\(status)")")
        }
        return made
    }

    /// Begins the next member of a gzip file, if there is one; what is none is left alone, as gzip
    /// does.
    private func endMember() throws(ArchiveFault) {
        let isMember =
            wrapping == .gzip && source.count - position >= 2
            && source[position..<(position + 2)].bytes == [0x1F, 0x8B]
        guard isMember else {
            isAtEnd = true
            return
        }
        guard unsafe inflateReset(state) == Z_OK else {
            throw ArchiveFault(.badCRC, "the compressed data is broken")
        }
    }
}
