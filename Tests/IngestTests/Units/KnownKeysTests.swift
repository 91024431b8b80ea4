import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What was ingested before stays in the cache: keys of data sets that use nothing new are as they were.
@Suite struct KnownKeysTests {
    @Test func `keys are those of earlier versions`() throws {
        let folder = try TemporaryFolder()
        for number in 0..<3 { try folder.write(Fixture.png(number), to: "\(number).png") }
        for name in ["train", "test"] {
            let rows = (0..<3).map { number in
                #"{"id": \#(number), "problem": "a", "answer": "\#(name)", "#
                    + #""images": "\#(number).png"}"# + "\n"
            }
            try folder.write(rows.joined() + "no row\n", to: "\(name).jsonl")
        }
        let dataset = try Fixture.dataset(
            root: folder.path, splits: [("train", "train.jsonl"), ("test", "test.jsonl")])
        let ingestion = Fixture.ingestion([dataset])
        let fingerprint = try ingestion.fingerprint().canonical.serialized
        let parameters = dataset.parameters.serialized
        let identities = try ingestion.plan().map(\.identity.hex)
        let known = [parameters, fingerprint].map { SHA256.digest(of: $0).hex } + identities
        #expect(
            known.map { String($0.prefix(16)) }
                == ["fb3b53dfdb383232", "a605d86af86c14af", "7b6597ad2ff0eb0f", "c63ad144306419f5"])
    }
}
