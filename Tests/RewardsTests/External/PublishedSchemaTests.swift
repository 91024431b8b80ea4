import Records
import Storage
import Testing

@testable import Rewards

/// docs/schema says what an external reward is told, and what it may say.
@Suite struct PublishedSchemaTests {
    private static func schema(_ name: String) throws -> JSONValue {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let path = "/\(root)/docs/schema/\(name).schema.json"
        return try JSONReader.parse(try FileSystem.read(path), file: path)
    }

    @Test func `a request has the members of its schema, all of them`() throws {
        let schema = try PublishedSchemaTests.schema("reward-request")
        let sent = try RewardMessage.request(ExternalRewardFixture.responses[0])
        let names = sent.objectValue?.map(\.name)
        #expect(schema["required"]?.arrayValue?.map(\.stringValue) == names)
        let whole = try RewardMessage.request(
            ExternalRewardFixture.responseWithPicture, pictures: .init(folder: "/f"))
        let properties = schema["properties"]
        #expect(properties?.objectValue?.map(\.name) == whole.objectValue?.map(\.name))
        let picture = whole["pictures"]?.arrayValue?.first
        #expect(
            properties?["pictures"]?["items"]?["properties"]?.objectValue?.map(\.name)
                == picture?.objectValue?.map(\.name))
    }

    @Test func `a score of the schema's members is taken`() throws {
        let schema = try PublishedSchemaTests.schema("reward-score")
        #expect(
            schema["properties"]?.objectValue?.map(\.name) == ["id", "score", "components"])
        #expect(schema["required"]?.arrayValue == ["id", "score"])
    }
}
