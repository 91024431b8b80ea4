internal import CArchive
internal import CCrypto
internal import CDeflate
internal import CZlib
internal import CZstd

/// The libraries that this module wraps, with what they say of their versions.
public enum StorageLibraries {
    /// Names and versions, in the order of the names.
    public static var versions: [(name: String, version: String)] {
        [
            ("libarchive", unsafe text(archive_version_string())),
            // OPENSSL_VERSION.
            ("libcrypto", unsafe text(OpenSSL_version(0))),
            ("libdeflate", LIBDEFLATE_VERSION_STRING),
            ("zlib", unsafe text(zlibVersion())),
            ("zstd", unsafe text(ZSTD_versionString())),
        ]
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        guard let pointer = unsafe pointer else { return "unknown" }
        return unsafe String(cString: pointer)
    }
}
