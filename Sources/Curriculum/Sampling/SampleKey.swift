import Glibc
public import Records

/// Keys that draw a weighted sample without replacement (Efraimidis and Spirakis 2006): the questions
/// with the least keys are the sample.
///
/// A key is −ln u / w, with u from the seed and the question's id. It is exponentially distributed with
/// rate w, so the least of some keys is a question's with probability w over the sum of all weights,
/// and the next least is so among the others.
public enum SampleKey {
    /// The key of a question, whose weight is above 0.
    public static func key(of id: TextHash, weight: Double, seed: Seed) -> Double {
        -log(uniform(id, seed)) / weight
    }

    /// A number above 0 and up to 1, of 53 bits.
    static func uniform(_ id: TextHash, _ seed: Seed) -> Double {
        let bits = seed.deriving(Int(truncatingIfNeeded: id.high))
            .deriving(Int(truncatingIfNeeded: id.low)).value
        return Double((bits >> 11) + 1) * 0x1p-53
    }
}
