public import Records

/// A file without a name for values that wait on the disk. Nothing is left when the process ends,
/// however it ends.
@usableFromInline
final class SpillFile: Sendable {
    private let file: FileDescriptor

    /// Makes a file in a folder, and the folder if it is not there.
    @usableFromInline
    init(in folder: String) throws(Fault) {
        try FileSystem.createFolder(folder)
        file = try FileDescriptor.unnamed(beside: folder + "/spill")
    }

    /// Writes the bytes of values, of which so many lie before.
    @usableFromInline
    func write<Element: BitwiseCopyable>(
        _ elements: [Element], at index: Int
    ) throws(Fault) {
        let offset = index * MemoryLayout<Element>.stride
        // With the last element's padding, which the bytes of a span leave out.
        unsafe try elements.withUnsafeBufferPointer { buffer throws(Fault) in
            let bytes = UnsafeRawBufferPointer(buffer)
            unsafe try file.write(RawSpan(_unsafeBytes: bytes), at: offset)
        }
    }

    /// Reads values, of which so many lie before.
    @usableFromInline
    func read<Element: BitwiseCopyable>(_ range: Range<Int>) throws(Fault) -> [Element] {
        var fault: Fault?
        let elements = unsafe [Element](unsafeUninitializedCapacity: range.count) { buffer, count in
            do throws(Fault) {
                let target = unsafe UnsafeMutableRawBufferPointer(
                    UnsafeMutableBufferPointer(rebasing: buffer[..<range.count]))
                let offset = range.lowerBound * MemoryLayout<Element>.stride
                unsafe try file.read(at: offset, into: target)
                count = range.count
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        return elements
    }
}
