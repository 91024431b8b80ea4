import Testing

@testable import Ingest

@Suite struct KeyTableTests {
    private static func key(_ number: Int) -> Key128 {
        let hasher = KeyHasher()
        hasher.update("\(number)")
        return hasher.key()
    }

    @Test func `keys are numbered as they come, and forgotten from a number on`() {
        var table = KeyTable()
        for number in 0..<1000 {
            let found = table.insert(KeyTableTests.key(number))
            #expect(found.number == number && found.isNew)
        }
        for number in 0..<1000 { #expect(table.insert(KeyTableTests.key(number)).isNew == false) }
        table.removeKeys(from: 400)
        #expect(table.keys.count == 400)
        #expect(table.insert(KeyTableTests.key(399)).isNew == false)
        #expect(table.insert(KeyTableTests.key(900)) == (400, true))
    }

    @Test func `keys that differ in their first half only are two`() {
        var table = KeyTable()
        _ = table.insert(Key128(high: 1, low: 7))
        #expect(table.insert(Key128(high: 2, low: 7)).isNew)
        #expect(Key128(hex: Key128(high: 2, low: 7).hex) == Key128(high: 2, low: 7))
        #expect(Key128(hex: "7") == nil)
    }
}
