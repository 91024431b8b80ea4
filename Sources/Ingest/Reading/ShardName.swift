/// The name of a file that is one of several, as the Hugging Face Hub names them:
/// `train-00000-of-00003.parquet`.
struct ShardName {
    /// What stands before the number, without its hyphen.
    let prefix: String
    /// Its number, from 0.
    let number: Int
    /// How many there are.
    let count: Int
    /// How many there are, as the name writes it.
    let total: String
    /// What follows.
    let suffix: String
    /// The digits of its number.
    private let digitCount: Int

    /// The parts of a name or path; nothing where it is another name.
    init?(_ name: String) {
        // The pattern takes its time, and nearly all names are others.
        guard name.utf8.contains("-of-".utf8),
            let match = name.wholeMatch(of: #/(.*)-([0-9]{5,9})-of-([0-9]{5,9})(\.[^/]*)?/#),
            let number = Int(match.output.2), let count = Int(match.output.3), count > 0
        else { return nil }
        prefix = String(match.output.1)
        digitCount = match.output.2.count
        self.number = number
        self.count = count
        total = String(match.output.3)
        suffix = match.output.4.map { String($0) } ?? ""
    }

    /// The name of another file of the set.
    func file(number: Int) -> String {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, digitCount - digits.count))
        return "\(prefix)-\(zeros)\(digits)-of-\(total)\(suffix)"
    }
}
