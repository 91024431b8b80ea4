import Storage
import TestSupport
import Testing

/// The same table in every form that the field writes, from the shared data.
@Suite(.enabled(if: Peers.areThere(for: "the variants of geometry3k")))
struct VariantTablesTests {
    /// Codecs that hardly anybody writes and nobody here reads.
    private static let unread = ["codec_brotli.parquet", "codec_lz4.parquet"]

    @Test func `every value is as pyarrow reads it`() throws {
        guard let data = TestData.folder("geometry3k", for: "the variants of geometry3k") else {
            return
        }
        let folder = try TemporaryFolder()
        var paths: [String] = []
        for part in ["variants", "sharded-zstd/data", "hf-native/data"] {
            for name in try FileSystem.list("\(data)/\(part)") where name.hasSuffix(".parquet") {
                if !Self.unread.contains(name) { paths.append("\(data)/\(part)/\(name)") }
            }
        }
        let names = paths.enumerated().map { index, path in "\(index)" }
        _ = try Peers.run(
            "dump_parquet", zip(names, paths).flatMap { [folder["\($0).jsonl"], $1] })
        for (name, path) in zip(names, paths) {
            do {
                try TheirTablesTests.compare(path, with: folder["\(name).jsonl"])
            } catch {
                Issue.record("\(path): \(error)")
            }
        }
        #expect(paths.count >= 40)
    }

    @Test(arguments: unread)
    func `a codec that is not read is named`(name: String) throws {
        guard let data = TestData.folder("geometry3k", for: "the variants of geometry3k") else {
            return
        }
        let path = "\(data)/variants/\(name)"
        let error = #expect(throws: ParquetFault.self) { try ParquetFile(path).rows().next() }
        let codec = name.contains("brotli") ? "BROTLI" : "LZ4"
        #expect(error?.detail.contains(codec) == true, "\(error?.detail ?? "")")
    }
}
