import Glibc
public import Records

extension FileSystem {
    /// Appends bytes to a file, and makes it where there is none. It is one write, so that bytes which
    /// several processes append do not mix.
    ///
    /// - Throws: a `Fault` where not all of them went in.
    public static func append(_ bytes: [UInt8], to path: String) throws(Fault) {
        let file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_APPEND, for: "write")
        try file.writeOnce(bytes)
    }
}

extension FileDescriptor {
    fileprivate func writeOnce(_ bytes: [UInt8]) throws(Fault) {
        while true {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(number, $0.baseAddress, $0.count)
            }
            if count == bytes.count { return }
            let error = errno
            if count >= 0 {
                throw Fault(
                    .tryAgain, "only \(count) of \(bytes.count) bytes went into `\(path)`",
                    remedy: "free some space on the disk")
            }
            if error != EINTR { throw .system("cannot write `\(path)`", errorNumber: error) }
        }
    }
}
