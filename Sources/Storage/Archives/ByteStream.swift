/// Bytes that come one after another, decompressed on the way.
protocol ByteStream: AnyObject {
    /// Reads up to the buffer's length; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveFault) -> Int
    /// How many packed bytes were used so far; it may run ahead by a buffer.
    var consumed: Int { get }
}
