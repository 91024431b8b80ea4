import Testing

@testable import Records

@Suite("Seeds and their streams")
struct SeedTests {
    @Test("derived seeds differ by name, by index and by path")
    func derivation() {
        let seed = Seed(0)
        var seen = Set<Seed>()
        for name in ["a", "b", "ab", "ba", ""] {
            seen.insert(seed.deriving(name))
            for index in 0..<100 { seen.insert(seed.deriving(name).deriving(index)) }
        }
        #expect(seen.count == 5 + 500)
        #expect(Seed(1).deriving("a") != Seed(0).deriving("a"))
        #expect(seed.deriving("a").deriving("b") != seed.deriving("b").deriving("a"))
    }

    @Test("a stream continues from its position")
    func position() {
        var whole = CounterGenerator(Seed(7))
        let numbers = (0..<20).map { _ in whole.next() }
        var rest = CounterGenerator(Seed(7))
        rest.position = 12
        #expect((12..<20).map { _ in rest.next() } == Array(numbers[12...]))
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    @Test("uniform and normal draws have their moments")
    func moments() {
        var random = CounterGenerator(Seed(3))
        let uniforms = (0..<50_000).map { _ in random.uniform() }
        #expect(uniforms.allSatisfy { (0..<1).contains($0) })
        #expect(abs(mean(uniforms) - 0.5) < 0.01)
        let normals = (0..<50_000).map { _ in random.normal() }
        #expect(abs(mean(normals)) < 0.02)
        #expect(abs(mean(normals.map { $0 * $0 }) - 1) < 0.03)
    }

    @Test("streams of neighbouring seeds are uncorrelated")
    func correlation() {
        for name in ["rollout", "sample"] {
            let pairs = (0..<20_000).map { index -> Double in
                var first = CounterGenerator(Seed(1).deriving(name).deriving(index))
                var second = CounterGenerator(Seed(1).deriving(name).deriving(index + 1))
                return (first.uniform() - 0.5) * (second.uniform() - 0.5)
            }
            // Five standard errors of a product of independent uniforms: 5 · (1/12) / √20000.
            #expect(abs(mean(pairs)) < 0.003)
        }
    }

    @Test("shuffling is a permutation that the seed decides")
    func shuffle() {
        var first = CounterGenerator(Seed(1))
        var second = CounterGenerator(Seed(1))
        let shuffled = first.shuffled(Array(0..<100))
        #expect(shuffled == second.shuffled(Array(0..<100)))
        #expect(shuffled != Array(0..<100))
        #expect(shuffled.sorted() == Array(0..<100))
    }
}
