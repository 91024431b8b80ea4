import Foundation
import Records
import Storage
import Testing

/// A table that another program made; see `Fixtures/make_fixtures.py`.
enum SamplingFixture {
    static func read(_ name: String) throws -> JSONValue {
        let place = try #require(
            Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"))
        return try JSONReader.parse(file: place.path)
    }
}
