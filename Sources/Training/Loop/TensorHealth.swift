import Model
import Records

/// How many numbers of a tensor are no numbers, and how large the others are.
struct TensorHealth {
    private(set) var nanCount = 0
    private(set) var infiniteCount = 0
    /// The Euclidean norm of the finite ones.
    private(set) var norm = 0.0
    /// The largest magnitude of the finite ones.
    private(set) var largest: Float = 0

    init(_ buffer: Buffer<Float>, _ range: Range<Int>) {
        var squares = 0.0
        for index in range {
            let value = buffer.pointer[index]
            if value.isFinite {
                squares += Double(value) * Double(value)
                largest = max(largest, abs(value))
            } else if value.isNaN {
                nanCount += 1
            } else {
                infiniteCount += 1
            }
        }
        norm = squares.squareRoot()
    }

    /// Whether every one is finite.
    var isFinite: Bool { nanCount == 0 && infiniteCount == 0 }

    /// For a diagnosis.
    var json: JSONValue {
        [
            "nan": .integer(nanCount), "infinite": .integer(infiniteCount), "norm": .real(norm),
            "largest": .real(largest),
        ]
    }
}
