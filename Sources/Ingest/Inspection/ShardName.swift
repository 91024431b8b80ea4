/// The name of a file that is one of several, as the Hugging Face Hub names them:
/// `train-00000-of-00003.parquet`.
struct ShardName {
    /// What stands before the number, without its hyphen.
    let prefix: String
    /// Its number, from 0.
    let number: Int
    /// How many there are, as the name writes it.
    let total: String
    /// What follows.
    let suffix: String
    /// How many there are.
    let count: Int

    /// The parts of a name; nothing where it is another name.
    init?(_ name: [UInt8]) {
        let parts = name.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[parts.count - 2].elementsEqual("of".utf8) else { return nil }
        let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
        let last = parts[parts.count - 1]
        let digits = last.prefix(while: isDigit)
        let numberPart = parts[parts.count - 3]
        let tail = last.dropFirst(digits.count)
        guard (5...9).contains(digits.count), (5...9).contains(numberPart.count),
            numberPart.allSatisfy(isDigit), tail.isEmpty || tail.first == UInt8(ascii: "."),
            let count = Int(String(decoding: digits, as: UTF8.self)), count > 0,
            let number = Int(String(decoding: numberPart, as: UTF8.self))
        else { return nil }
        prefix = String(decoding: name[..<(numberPart.startIndex - 1)], as: UTF8.self)
        self.number = number
        total = String(decoding: digits, as: UTF8.self)
        suffix = String(decoding: tail, as: UTF8.self)
        self.count = count
    }
}
