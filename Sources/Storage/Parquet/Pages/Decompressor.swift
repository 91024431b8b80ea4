import CSnappy
import CZlib
import CZstd

/// Decompresses pages. What a page claims to become is checked before memory is taken for it:
/// against the limit, against what the codec can do at best, and against what the compressed bytes
/// say themselves.
@safe final class Decompressor {
    private let limit: Int
    private var zstd: OpaquePointer?

    /// - Parameter limit: the most bytes of a page.
    init(limit: Int) { self.limit = limit }

    deinit { unsafe ZSTD_freeDCtx(zstd) }

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
            throw PageFault("the codec \(codec) is not read", reason: ParquetFault.unsupported)
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

    private func gzip(_ slice: ByteSlice, _ count: Int) throws(PageFault) -> ByteSlice {
        try unsafe slice.withBytes { source throws(PageFault) in
            let buffer = try unsafe ByteBuffer(count: count) { target throws(PageFault) in
                unsafe try Inflater.inflate(source, into: target)
            }
            return ByteSlice(buffer)
        }
    }
}
