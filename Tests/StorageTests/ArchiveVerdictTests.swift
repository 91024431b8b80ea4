import Records
import Storage
import TestSupport
import Testing

/// Archives of the shared data that lie, are cut or lead out.
@Suite(.enabled(if: TestData.folder("nasty/archives") != nil)) struct ArchiveVerdictTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        /// How many files are good.
        var files = 0
        var refusals: [ArchiveReason] = []
        var notes: [ArchiveReason] = []
        /// Why the whole is refused.
        var fault: ArchiveReason?
        var testDescription: String { file }
    }

    @Test(arguments: [
        Case(file: "tar_path_traversal.tar", files: 2, refusals: [.pathEscape, .pathEscape]),
        Case(file: "tar_path_traversal_inner.tar", files: 2, refusals: [.pathEscape]),
        Case(file: "tar_absolute_path.tar", files: 2, refusals: [.pathEscape]),
        Case(file: "tar_backslash_paths.tar", files: 2, refusals: [.pathEscape, .pathEscape]),
        Case(file: "tar_hardlink_outside.tar", files: 2, refusals: [.linkEntry]),
        Case(file: "tar_hardlink_inside_legit.tar", files: 4),
        Case(file: "tar_pax_path_override_traversal.tar", files: 2, refusals: [.pathEscape]),
        Case(file: "tar_pax_size_lie.tar", fault: .truncated),
        Case(file: "tar_duplicate_names.tar", files: 2, refusals: [.duplicateKey, .duplicateKey]),
        Case(file: "tar_case_collision.tar", files: 4, notes: [.nameCollision]),
        Case(file: "tar_nfc_and_nfd_names.tar", files: 4, notes: [.nameCollision]),
        Case(file: "tar_non_utf8_name.tar", files: 4, notes: [.badNameEncoding]),
        Case(file: "tar_long_names_pax.tar", files: 6),
        Case(file: "tar_dot_slash_names.tar", files: 6),
        Case(file: "tar_odd_names.tar", files: 8),
        Case(file: "tar_macos_litter.tar", files: 2, notes: [.ignoreLitter]),
        Case(file: "tar_truncated_mid_entry.tar", fault: .truncated),
        Case(file: "tar_truncated_mid_header.tar", fault: .truncated),
        Case(file: "tar_no_end_blocks.tar", files: 4, notes: [.missingEndMarker]),
        Case(file: "tar_bad_header_checksum.tar", fault: .badChecksum),
        Case(file: "tar_bad_checksum_second_sample.tar", fault: .badChecksum),
        Case(file: "tar_size_base256_4EiB.tar", fault: .truncated),
        Case(file: "tar_size_base256_negative.tar", fault: .badHeader),
        Case(file: "tar_size_not_octal.tar", fault: .badHeader),
        Case(file: "tar_zero_bytes.tar", fault: .emptyFile),
        Case(file: "tar_empty_archive.tar", notes: [.emptyArchive]),
        Case(file: "tar_concatenated.tar", files: 4, notes: [.trailingData]),
        Case(file: "tar_garbage_tail.tar", files: 4, notes: [.trailingData]),
        Case(file: "not_a_tar.tar", fault: .notAnArchive),
        Case(file: "targz_bad_crc.tar.gz", fault: .badCRC),
        Case(file: "tarxz.tar.xz", files: 4),
        Case(file: "targz_bomb_150MB.tar.gz", files: 2, refusals: [.entryTooLarge]),
        Case(file: "zip_ok.zip", files: 2),
        Case(
            file: "zip_path_traversal.zip", files: 2,
            refusals: [.pathEscape, .pathEscape, .pathEscape]),
        Case(file: "zip_crc_error.zip", files: 1, refusals: [.badCRC]),
        Case(file: "zip_truncated.zip", fault: .truncated),
        Case(file: "zip_prefix_junk.zip", files: 2, notes: [.prefixData]),
        Case(file: "zip_empty.zip", notes: [.emptyArchive]),
        Case(file: "not_a_zip.zip", fault: .notAnArchive),
        Case(file: "zip_bomb_150MB.zip", files: 2, refusals: [.entryTooLarge]),
        Case(
            file: "zip_nested_bomb.zip", files: 2,
            refusals: [ArchiveReason](repeating: .nestedArchive, count: 20)),
        Case(file: "zip_local_name_differs.zip", files: 1, refusals: [.headerMismatch]),
        Case(file: "zip_uncompressed_size_lie.zip", files: 1, refusals: [.sizeMismatch]),
        Case(file: "zip_method_deflate64.zip", files: 1, refusals: [.unsupportedMethod]),
        Case(
            file: "zip_bzip2.zip", refusals: [.unsupportedMethod, .unsupportedMethod]),
        Case(file: "zip_lzma.zip", refusals: [.unsupportedMethod, .unsupportedMethod]),
        Case(file: "zip_encrypted_zipcrypto.zip", fault: .encrypted),
        Case(file: "zip_data_descriptor.zip", files: 2),
        Case(file: "zip_zip64.zip", files: 2),
        Case(file: "zip_nfd_name_nfc_reference.zip", files: 2),
        Case(file: "zip_cp437_name.zip", files: 2, notes: [.badNameEncoding]),
        Case(file: "zip_macos_litter.zip", files: 2, notes: [.ignoreLitter]),
        Case(file: "zip_backslash_separators.zip", files: 2, notes: [.backslashPath]),
    ])
    func everyArchiveGetsItsVerdict(_ given: Case) throws {
        let path = try #require(TestData.folder("nasty/archives")) + "/" + given.file
        let folder = try TemporaryFolder()
        if let reason = given.fault {
            let fault = #expect(throws: ArchiveFault.self) {
                try ArchiveUnpacker.unpack(path, intoTar: folder["spool.tar"])
            }
            #expect(fault?.reason == reason, "\(fault?.detail ?? "")")
            #expect(try FileSystem.list(folder.path) == [])
        } else {
            let index = try ArchiveUnpacker.unpack(path, intoTar: folder["spool.tar"])
            check(index, given)
            let again = try ArchiveIndexer.index(ofTar: folder["spool.tar"])
            #expect(again.entries == index.entries)
            #expect(again.report.refusals == [])
        }
        // A tar is indexed where it lies as well, with the same words about it.
        guard given.file.hasSuffix(".tar") else { return }
        if let reason = given.fault {
            let fault = #expect(throws: ArchiveFault.self) {
                try ArchiveIndexer.index(ofTar: path)
            }
            #expect(fault?.reason == reason)
        } else {
            let index = try ArchiveIndexer.index(ofTar: path)
            check(index, given)
            let source = try MappedFile(path)
            let spool = try MappedFile(folder["spool.tar"])
            let spooled = try ArchiveIndexer.index(ofTar: folder["spool.tar"])
            for entry in index.entries {
                let other = try #require(spooled[entry.nameBytes])
                let bytes = source.bytes(entry.offset..<(entry.offset + entry.byteCount))
                #expect(bytes == spool.bytes(other.offset..<(other.offset + other.byteCount)))
            }
        }
    }

    private func check(_ index: ArchiveIndex, _ given: Case) {
        let report = index.report
        #expect(report.fileCount == given.files, "\(index.entries.map(\.name))")
        #expect(index.entries.count == given.files)
        #expect(report.refusals.map(\.reason) == given.refusals)
        #expect(report.notes.map(\.reason) == given.notes)
    }
}
