import Records
import Testing

@testable import Stages

@Suite struct OutputPlacesTests {
    struct Case: Sendable {
        var first: String
        var second: String
        var fits: Bool
    }

    @Test(arguments: [
        Case(first: "out/a", second: "out/b", fits: true),
        Case(first: "out/a", second: "out/ab", fits: true),
        Case(first: "out/a", second: "out/a", fits: false),
        Case(first: "out", second: "out/a", fits: false),
        Case(first: "out/a/b", second: "out", fits: false),
        Case(first: "out/e\u{301}", second: "out/\u{E9}", fits: true),
    ])
    func `a place is written by one`(_ given: Case) throws {
        var places = OutputPlaces()
        try places.add(given.first, of: "one", at: nil)
        let fits: Bool
        do throws(Fault) {
            try places.add(given.second, of: "two", at: nil)
            fits = true
        } catch {
            #expect(error.message.contains("`one` and `two`"))
            fits = false
        }
        #expect(fits == given.fits)
    }

    @Test func `who writes a file, and who writes in a folder, is told`() throws {
        var places = OutputPlaces()
        #expect(places.writer(in: ".") == nil)
        try places.add("out/shards", of: "shard", at: nil)
        #expect(places.writer(of: "out/shards/0.tar") == "shard")
        #expect(places.writer(of: "out") == nil)
        #expect(places.writer(in: "out") == "shard")
        #expect(places.writer(in: ".") == "shard")
        #expect(places.writer(in: "in") == nil)
    }
}
