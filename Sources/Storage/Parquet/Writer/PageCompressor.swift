import CZstd
import Records

/// Compresses pages, with memory that is used again. Zstandard at its default level.
@safe final class PageCompressor {
    private let context: OpaquePointer

    /// - Throws: a `Fault` where there is no memory.
    init() throws(Fault) {
        guard let context = unsafe ZSTD_createCCtx() else {
            throw Fault(.tryAgain, "there is no memory to compress with")
        }
        unsafe self.context = context
    }

    deinit { _ = unsafe ZSTD_freeCCtx(context) }

    /// The bytes as one frame.
    func compress(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
        let room = ZSTD_compressBound(bytes.count)
        var status = 0
        let result = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, count in
            status = unsafe bytes.withUnsafeBytes { input in
                unsafe ZSTD_compressCCtx(
                    context, output.baseAddress, room, input.baseAddress, input.count,
                    ZSTD_CLEVEL_DEFAULT)
            }
            count = ZSTD_isError(status) == 0 ? status : 0
        }
        guard ZSTD_isError(status) == 0 else {
            throw Fault(
                .internalError, "a page of \(bytes.count) bytes cannot be compressed",
                cause: unsafe String(cString: ZSTD_getErrorName(status)))
        }
        return result
    }
}
