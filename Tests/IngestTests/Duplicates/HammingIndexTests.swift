import Records
import Testing

@testable import Ingest

@Suite struct HammingIndexTests {
    /// Random numbers, half of them near an earlier one.
    private static func numbers(_ count: Int) -> [UInt64] {
        var generator = CounterGenerator(Seed(UInt64(count)))
        var numbers: [UInt64] = []
        for index in 0..<count {
            guard index.isMultiple(of: 2), let base = numbers.randomElement(using: &generator)
            else {
                numbers.append(generator.next())
                continue
            }
            var flips: UInt64 = 0
            for _ in 0..<Int.random(in: 0...20, using: &generator) {
                flips |= 1 << UInt64.random(in: 0..<64, using: &generator)
            }
            numbers.append(base ^ flips)
        }
        return numbers
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var count: Int
        var radius: Int
        var testDescription: String { "\(count) numbers, \(radius) bits" }
    }

    static let cases = [0, 1, 50, 3000].flatMap { count in
        [0, 1, 3, 4, 8, 11, 16].map { Case(count: count, radius: $0) }
    }

    @Test(arguments: cases)
    func `the first neighbour is found as by comparing all`(given: Case) {
        let numbers = HammingIndexTests.numbers(given.count)
        let index = HammingIndex(numbers, radius: given.radius)
        for place in stride(from: 0, to: given.count, by: 7) {
            let found = index.first(near: numbers[place], before: place) { !$0.isMultiple(of: 5) }
            let expected = (0..<place).first { other in
                !other.isMultiple(of: 5)
                    && (numbers[other] ^ numbers[place]).nonzeroBitCount <= given.radius
            }
            #expect(found?.place == expected)
            if let found {
                let distance = (numbers[found.place] ^ numbers[place]).nonzeroBitCount
                #expect(found.distance == distance)
            }
        }
    }

    @Test(arguments: 0...16)
    func `every plan finds two numbers that differ in so many bits, however they lie`(
        radius: Int
    ) {
        var generator = CounterGenerator(Seed(7))
        for count in [1 << 12, 1 << 20, 1 << 26] {
            let chunks = HammingPlan(count: count, radius: radius).chunks
            for _ in 0..<(chunks.isEmpty ? 0 : 200) {
                var bits: UInt64 = 0
                while bits.nonzeroBitCount < radius {
                    bits |= 1 << UInt64.random(in: 0..<64, using: &generator)
                }
                let isFound = chunks.contains { chunk in
                    let own = bits >> UInt64(chunk.shift) & ((1 << UInt64(chunk.bitCount)) - 1)
                    return own.nonzeroBitCount <= chunk.radius
                }
                #expect(isFound)
            }
        }
    }

    @Test func `the flips of a chunk are all values within its radius`() {
        let chunk = HammingPlan.Chunk(shift: 0, bitCount: 9, radius: 3)
        #expect(Set(chunk.flips) == Set((0..<512).filter { $0.nonzeroBitCount <= 3 }))
        #expect(chunk.flips.count == Int(chunk.flipCount))
    }
}
