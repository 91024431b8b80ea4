/// Tells the line of ascending places in a text, counting each byte once.
@unsafe struct LineCounter {
    private let text: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var number = 1

    init(_ text: UnsafeBufferPointer<UInt8>) { unsafe self.text = unsafe text }

    /// The line, from 1, of a place that is not before the last one asked for.
    mutating func line(of place: Int) -> Int {
        while unsafe offset < place {
            if unsafe text[offset] == UInt8(ascii: "\n") { unsafe number += 1 }
            unsafe offset += 1
        }
        return unsafe number
    }
}
