import Testing

@testable import SlurmExecutor

@Suite struct IndexListTests {
    @Test(arguments: [
        ([0], "0"), ([3, 1, 2], "1-3"), ([0, 1, 2, 3, 7, 9, 10, 11], "0-3,7,9-11"), ([], ""),
        ([5, 5, 6], "5-6"),
    ])
    func `neighbours are written as ranges`(indices: [Int], text: String) {
        #expect(IndexList(indices).text == text)
        if !indices.isEmpty { #expect(IndexList(Substring(text)) == IndexList(indices)) }
    }

    @Test func `a throttle and steps are understood`() {
        #expect(IndexList("4-9,11%2")?.indices == [4, 5, 6, 7, 8, 9, 11])
        #expect(IndexList("0-6:2")?.indices == [0, 2, 4, 6])
    }

    @Test(arguments: [
        "", "a", "1-", "-1", "3-1", "1,,2", "1-2-3", "0-6:0", "0-99999999999", "1,...",
    ])
    func `what is no list is none`(text: String) { #expect(IndexList(Substring(text)) == nil) }

    @Test func `a long list is sent in parts`() {
        let parts = IndexList(0..<2500).split(by: 1000)
        #expect(parts.map(\.text) == ["0-999", "1000-1999", "2000-2499"])
    }
}
