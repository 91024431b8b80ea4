/// The texts of a page, as far as a batch of rows has them.
struct TextBatch {
    /// Which of the texts each value is.
    var codes: [Int32] = []
    /// The texts that are in a dictionary, if the page uses one.
    private var dictionary: PageDictionary?
    /// The texts otherwise; equal ones that follow each other are one.
    private var slices: [ByteSlice] = []

    /// The text of a code.
    subscript(code: Int32) -> ByteSlice {
        if let dictionary { return dictionary.slice(Int(code)) }
        return slices[Int(code)]
    }

    /// Forgets the batch before.
    mutating func removeAll() {
        codes.removeAll(keepingCapacity: true)
        slices.removeAll(keepingCapacity: true)
        dictionary = nil
    }

    /// Says that the codes are places in a dictionary.
    mutating func use(_ dictionary: PageDictionary) { self.dictionary = dictionary }

    /// Adds a text.
    mutating func append(_ slice: ByteSlice) {
        if let last = slices.last, last == slice {
            codes.append(Int32(slices.count - 1))
        } else {
            codes.append(Int32(slices.count))
            slices.append(slice)
        }
    }
}
