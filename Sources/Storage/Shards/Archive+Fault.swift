internal import CArchive
import Records

extension Fault {
    /// A fault with what libarchive says about an archive.
    static func archive(_ message: String, _ archive: OpaquePointer) -> Fault {
        let text = unsafe archive_error_string(archive).map { unsafe String(cString: $0) }
        return Fault(.badInput, message, cause: text)
    }
}
