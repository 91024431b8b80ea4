/// Takes squares out of whole numbers.
enum SquareFactor {
    private static let bound: UInt64 = 2000
    private static let primes: [UInt64] = (2...bound).filter { number in
        !(2..<number).prefix { $0 * $0 <= number }.contains { number % $0 == 0 }
    }

    /// The number as a square times a number without squares; nothing where that takes long to tell.
    static func split(_ number: UInt64) -> (root: UInt64, radicand: UInt64)? {
        var (rest, root, radicand): (UInt64, UInt64, UInt64) = (number, 1, 1)
        for prime in primes where rest >= prime * prime {
            while rest % prime == 0 {
                rest /= prime
                if rest % prime == 0 {
                    rest /= prime
                    root *= prime
                } else {
                    radicand *= prime
                }
            }
        }
        // What is left has no small factor: two large ones at most, if it is below their cube.
        let half = UInt64(Double(rest).squareRoot().rounded())
        if half * half == rest { return (root * half, radicand) }
        guard rest < bound * bound * bound else { return nil }
        let (product, overflow) = radicand.multipliedReportingOverflow(by: rest)
        return overflow ? nil : (root, product)
    }
}
