import Images
import Manifests
import Records
import Storage
import TestSupport
import Testing

@testable import Ingest

/// The archives of `nasty/archives` that hold samples, taken in whole.
@Suite(.enabled(if: TestData.root != nil, "\(TestData.remedy)"))
struct ArchiveIngestTests {
    /// A data set of a tar of samples.
    private func samples(_ file: String) throws -> IngestRun {
        let root = try #require(TestData.root) + "/nasty/archives"
        var dataset = try Fixture.dataset(root: root, splits: [("train", file)])
        dataset.format = .webdataset
        // The samples are all the same.
        dataset.duplicates.exact = .ignore
        dataset.columns.id = .field(try Fixture.path("__key__"))
        dataset.columns.images = .field(try Fixture.path("__images__"))
        return try IngestRun([dataset])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var reason: String?
        var testDescription: String { file }
    }

    @Test(arguments: [
        Case(file: "tar_path_traversal.tar", reason: "path_escape"),
        Case(file: "tar_hardlink_outside.tar", reason: "link_entry"),
        Case(file: "tar_duplicate_names.tar", reason: "duplicate_key"),
        Case(file: "wds_incomplete_samples.tar", reason: "incomplete_sample"),
        Case(file: "wds_sample_files_not_adjacent.tar", reason: nil),
        Case(file: "wds_upper_case_ext.tar", reason: nil),
        Case(file: "tar_dot_slash_names.tar", reason: nil),
        Case(file: "tar_long_names_pax.tar", reason: nil),
        Case(file: "tarxz.tar.xz", reason: nil),
        Case(file: "not_a_tar.tar", reason: "not_an_archive"),
        Case(file: "targz_bad_crc.tar.gz", reason: "bad_crc"),
    ])
    func `a tar of samples comes to its verdict`(_ given: Case) throws {
        let run = try samples(given.file)
        #expect(run.summary.accounting.balances)
        if let reason = given.reason {
            #expect(
                run.reasons.contains(reason), "\(run.rejects.map { "\($0.reason): \($0.detail)" })")
        } else {
            #expect(run.rejects.isEmpty, "\(run.rejects.map(\.detail))")
            #expect(!run.questions.isEmpty)
        }
    }

    @Test(arguments: [
        Case(file: "zip_ok.zip"), Case(file: "zip_macos_litter.zip"), Case(file: "zip_zip64.zip"),
        Case(file: "zip_data_descriptor.zip"),
        Case(file: "zip_path_traversal.zip", reason: "path_escape"),
        Case(file: "zip_crc_error.zip", reason: "bad_crc"),
        Case(file: "zip_bomb_150MB.zip", reason: "entry_too_large"),
    ])
    func `a zip holds annotations and pictures`(_ given: Case) throws {
        let root = try #require(TestData.root) + "/nasty/archives"
        var dataset = try Fixture.dataset(root: root, splits: [("train", "*.jsonl")])
        dataset.splits[0].archive = given.file
        dataset.columns.id = nil
        dataset.duplicates.exact = .ignore
        let run = try IngestRun([dataset])
        #expect(run.summary.accounting.balances)
        if let reason = given.reason {
            #expect(run.reasons.contains(reason), "\(run.rejects.map(\.detail))")
        } else {
            #expect(run.rejects.isEmpty, "\(run.rejects.map(\.detail))")
            #expect(!run.questions.isEmpty)
        }
    }

    @Test func `a name that is nearly one of the archive's is told`() throws {
        let root = try #require(TestData.root) + "/nasty/archives"
        var dataset = try Fixture.dataset(root: root, splits: [("train", "*.jsonl")])
        dataset.splits[0].archive = "zip_nfd_name_nfc_reference.zip"
        dataset.columns.id = nil
        let run = try IngestRun([dataset])
        #expect(run.reasons == ["missing_image"])
        #expect(run.rejects.first?.detail.contains("which differs") == true)
    }
}
