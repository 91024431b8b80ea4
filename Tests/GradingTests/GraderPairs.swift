import Foundation
import Testing

/// Pairs of answers with other people's verdicts.
struct GraderPair: Decodable, Sendable {
    var given: String
    var gold: String
    /// What mathruler 0.1.0 says; nothing where it took too long.
    var mathruler: Bool?
    /// Whether the two mean the same, by construction.
    var equivalent: Bool?

    private enum Key: String, CodingKey { case given, gold, mathruler, equivalent }

    init(from decoder: any Decoder) throws {
        let row = try decoder.container(keyedBy: Key.self)
        given = try row.decode(String.self, forKey: .given)
        gold = try row.decode(String.self, forKey: .gold)
        mathruler = try? row.decode(Bool.self, forKey: .mathruler)
        equivalent = try row.decodeIfPresent(Bool.self, forKey: .equivalent)
    }

    /// The pairs of a file of `Fixtures`.
    static func all(_ name: String) throws -> [GraderPair] {
        let url = try #require(
            Bundle.module.url(
                forResource: name, withExtension: "jsonl", subdirectory: "Fixtures"))
        return try Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))
            .map { try JSONDecoder().decode(GraderPair.self, from: Data($0)) }
    }
}
