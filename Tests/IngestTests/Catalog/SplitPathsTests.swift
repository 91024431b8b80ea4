import Glibc
import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// What becomes of files that a pattern finds and that are none.
@Suite struct SplitPathsTests {
    private let folder: TemporaryFolder
    private let dataset: DatasetSpecification

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Fixture.png(1), to: "p.png")
        try folder.write(
            #"{"id": "1", "problem": "what is it?", "answer": "a", "images": "p.png"}"#,
            to: "good.jsonl")
        dataset = try Fixture.dataset(root: folder.path, splits: [("train", "*.jsonl")])
    }

    private func reject() throws -> Reject? {
        let run = try IngestRun([dataset])
        #expect(run.questions.map(\.id) == ["1"])
        #expect(run.summary.warnings.count == run.rejects.count)
        #expect(run.rejects.allSatisfy { $0.file == "odd.jsonl" })
        #expect(run.rejects.count < 2)
        return run.rejects.first
    }

    @Test func `a pipe is one reject, and nobody waits for it`() throws {
        #expect(mkfifo(folder.path + "/odd.jsonl", 0o644) == 0)
        #expect(try reject()?.reason == "not_a_file")
    }

    @Test(arguments: ["odd.jsonl", "nowhere"])
    func `a link that leads nowhere is one reject`(target: String) throws {
        try folder.link(target, at: "odd.jsonl")
        #expect(try reject()?.reason == "unreadable")
    }

    @Test func `a link out of the root is one reject`() throws {
        let outside = try TemporaryFolder()
        try outside.write("{}", to: "x")
        try folder.link(outside.path + "/x", at: "odd.jsonl")
        #expect(try reject()?.reason == "path_escape")
    }

    @Test(.enabled(if: geteuid() != 0, "whoever is root may read every file"))
    func `a file that may not be read is one reject`() throws {
        try folder.write("{}", to: "odd.jsonl")
        #expect(chmod(folder.path + "/odd.jsonl", 0) == 0)
        #expect(try reject()?.reason == "unreadable")
    }

    @Test func `a folder that is named like a file is passed over`() throws {
        try folder.write("{}", to: "odd.jsonl/inner")
        #expect(try reject() == nil)
    }

    @Test func `pointers of Git LFS are told from broken files`() throws {
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
        try folder.write(pointer, to: "odd.jsonl")
        #expect(try reject()?.reason == "git_lfs_pointer")
        try FileSystem.remove(folder.path + "/odd.jsonl")
        try folder.write(pointer, to: "p.png")
        let run = try IngestRun([dataset])
        #expect(run.reasons == ["git_lfs_pointer"])
        try folder.write(pointer, to: "a.tar")
        let fault = #expect(throws: ArchiveFault.self) {
            try ArchiveUnpacker.unpack(folder.path + "/a.tar", intoTar: folder.path + "/b.tar")
        }
        #expect(fault?.detail.contains("git lfs pull") == true)
    }
}
