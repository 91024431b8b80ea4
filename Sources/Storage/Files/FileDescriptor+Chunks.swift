import Records

extension FileDescriptor {
    /// Calls `body` with the rest of the file, a mebibyte at a time.
    func forEachChunk(
        _ body: (RawSpan) throws(Fault) -> Void
    ) throws(Fault) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { unsafe buffer.deallocate() }
        while true {
            let count = unsafe try read(into: buffer)
            if count == 0 { return }
            unsafe try body(
                RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: buffer[..<count])))
        }
    }
}
