import CDeflate
import CSnappy
import CZstd

/// Decompresses pages. What a page claims to become is checked before memory is taken for it:
/// against the limit, against what the codec can do at best, and against what the compressed bytes
/// say themselves.
@safe final class Decompressor {
    private let limit: Int
    private var zstd: OpaquePointer?
    private var deflate: OpaquePointer?

    /// - Parameter limit: the most bytes of a page.
    init(limit: Int) { self.limit = limit }

    deinit {
        unsafe ZSTD_freeDCtx(zstd)
        unsafe libdeflate_free_decompressor(deflate)
    }

    /// The bytes, `count` of them, as the page's header says.
    func decompress(
        _ slice: ByteSlice, _ codec: CompressionCodec, count: Int
    ) throws(PageFault) -> ByteSlice {
        guard count <= limit else {
            throw PageFault(
                "a page of \(count) bytes; the limit is \(limit)", reason: ParquetFault.tooLarge)
        }
        switch codec {
        case .uncompressed:
            guard slice.count == count else {
                throw PageFault("\(slice.count) bytes where the header says \(count)")
            }
            return slice
        case .snappy, .gzip, .zstd: break
        default:
            throw PageFault(
                "the codec \(codec) is not read; write the file anew, with pyarrow: "
                    + "`pq.write_table(pq.read_table(old), new, compression=\"zstd\")`",
                reason: ParquetFault.unsupported)
        }
        guard count > 0 else { return slice[0..<0] }
        guard count / Decompressor.bestRatio(codec) <= slice.count else {
            throw PageFault("\(slice.count) bytes of \(codec) cannot become \(count)")
        }
        switch codec {
        case .snappy: return try snappy(slice, count)
        case .gzip: return try gzip(slice, count)
        default: return try zstandard(slice, count)
        }
    }

    /// What a codec can do at best: a copy of 64 bytes takes snappy 3 bytes, deflate 258 bytes 2
    /// bits, a block of 128 KiB zstd 4 bytes.
    private static func bestRatio(_ codec: CompressionCodec) -> Int {
        switch codec {
        case .snappy: 24
        case .gzip: 1_040
        default: 40_000
        }
    }

    private static func wrong(_ codec: CompressionCodec, _ detail: String) -> PageFault {
        PageFault("the \(codec) bytes are broken: \(detail)")
    }

    private func snappy(_ slice: ByteSlice, _ count: Int) throws(PageFault) -> ByteSlice {
        try unsafe slice.withBytes { source throws(PageFault) in
            let start = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
            var length = 0
            guard unsafe snappy_uncompressed_length(start, source.count, &length) == SNAPPY_OK,
                length == count
            else { throw Decompressor.wrong(.snappy, "\(length) bytes, not \(count)") }
            let buffer = try unsafe ByteBuffer(count: count) { target throws(PageFault) in
                let place = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
                guard unsafe snappy_uncompress(start, source.count, place, &length) == SNAPPY_OK
                else { throw Decompressor.wrong(.snappy, "they do not decode") }
            }
            return ByteSlice(buffer)
        }
    }

    private func zstandard(_ slice: ByteSlice, _ count: Int) throws(PageFault) -> ByteSlice {
        if unsafe zstd == nil { unsafe zstd = ZSTD_createDCtx() }
        guard let context = unsafe zstd else { throw PageFault("no memory for zstd") }
        return try unsafe slice.withBytes { source throws(PageFault) in
            let buffer = try unsafe ByteBuffer(count: count) { target throws(PageFault) in
                let done = unsafe ZSTD_decompressDCtx(
                    context, target.baseAddress, count, source.baseAddress, source.count)
                guard ZSTD_isError(done) == 0 else {
                    let name = unsafe String(cString: ZSTD_getErrorName(done))
                    throw Decompressor.wrong(.zstd, name)
                }
                guard done == count else {
                    throw Decompressor.wrong(.zstd, "\(done) bytes, not \(count)")
                }
            }
            return ByteSlice(buffer)
        }
    }

    /// Gzip members (RFC 1952), one or several, or zlib streams, which some writers put in their
    /// place.
    private func gzip(_ slice: ByteSlice, _ count: Int) throws(PageFault) -> ByteSlice {
        if unsafe deflate == nil { unsafe deflate = libdeflate_alloc_decompressor() }
        guard let context = unsafe deflate else { throw PageFault("no memory for gzip") }
        let isGzip = slice.count >= 2 && slice[0..<2].bytes == [0x1F, 0x8B]
        let inflate = unsafe isGzip ? libdeflate_gzip_decompress_ex : libdeflate_zlib_decompress_ex
        return try unsafe slice.withBytes { source throws(PageFault) in
            let buffer = try unsafe ByteBuffer(count: count) { target throws(PageFault) in
                var (taken, made) = (0, 0)
                repeat {
                    var (input, output) = (0, 0)
                    let result = unsafe inflate(
                        context, source.baseAddress.map { unsafe $0 + taken }, source.count - taken,
                        target.baseAddress.map { unsafe $0 + made }, count - made, &input, &output)
                    guard result == LIBDEFLATE_SUCCESS else {
                        throw Decompressor.wrong(.gzip, "they do not become \(count) bytes")
                    }
                    taken += input
                    made += output
                } while taken < source.count
                guard made == count else {
                    throw Decompressor.wrong(.gzip, "\(made) bytes, not \(count)")
                }
            }
            return ByteSlice(buffer)
        }
    }
}
