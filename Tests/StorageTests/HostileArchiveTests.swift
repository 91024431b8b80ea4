import Records
import Storage
import Testing

/// Archives of the shared data that lie, are cut or lead out.
@Suite(.enabled(if: TestData.folder("nasty/archives") != nil)) struct HostileArchiveTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        /// Names that must be found as whole files.
        var files: Int
        /// Reasons of refused entries.
        var refusals: [String] = []
        /// Whether the archive as a whole is broken.
        var isBroken = false
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "tar_path_traversal", files: 2, refusals: ["path_escape", "path_escape"]),
        Case(name: "tar_path_traversal_inner", files: 2, refusals: ["path_escape"]),
        Case(name: "tar_absolute_path", files: 2, refusals: ["path_escape"]),
        Case(name: "tar_backslash_paths", files: 2, refusals: ["path_escape", "path_escape"]),
        Case(name: "tar_pax_path_override_traversal", files: 2, refusals: ["path_escape"]),
        Case(name: "tar_hardlink_outside", files: 2, refusals: ["link_entry"]),
        Case(name: "tar_hardlink_inside_legit", files: 3, refusals: ["link_entry"]),
        Case(name: "tar_duplicate_names", files: 2, refusals: ["duplicate_key", "duplicate_key"]),
        Case(name: "tar_case_collision", files: 4),
        // Names that only their normal form tells apart are the same text to Swift, but two files.
        Case(name: "tar_nfc_and_nfd_names", files: 4),
        Case(
            name: "tar_non_utf8_name", files: 2,
            refusals: ["bad_name_encoding", "bad_name_encoding"]),
        Case(name: "tar_long_names_pax", files: 6),
        Case(name: "tar_dot_slash_names", files: 6),
        Case(name: "tar_odd_names", files: 8),
        Case(name: "tar_empty_archive", files: 0),
        Case(name: "tar_no_end_blocks", files: 4),
        Case(name: "tar_garbage_tail", files: 4),
        Case(name: "tar_concatenated", files: 4),
        Case(name: "tar_pax_size_lie", files: 2, isBroken: true),
        Case(name: "tar_truncated_mid_entry", files: 0, isBroken: true),
        Case(name: "tar_truncated_mid_header", files: 2, isBroken: true),
        Case(name: "tar_bad_header_checksum", files: 0, isBroken: true),
        Case(name: "tar_bad_checksum_second_sample", files: 2, isBroken: true),
        Case(name: "tar_size_base256_4EiB", files: 0, isBroken: true),
        Case(name: "tar_size_base256_negative", files: 0, isBroken: true),
        Case(name: "tar_size_not_octal", files: 0, isBroken: true),
        Case(name: "tar_zero_bytes", files: 0, isBroken: true),
        Case(name: "not_a_tar", files: 0, isBroken: true),
    ])
    func isReadUpToWhereItBreaks(_ each: Case) throws {
        let folder = try #require(TestData.folder("nasty/archives"))
        let path = "\(folder)/\(each.name).tar"
        var seen = TarIndexLike()
        var isBroken = false
        do {
            try TarReader.forEachEntry(in: path) { entry throws(Fault) in
                try seen.add(entry)
            }
        } catch {
            isBroken = true
        }
        #expect(isBroken == each.isBroken)
        #expect(seen.names.count == each.files, "\(seen.names)")
        #expect(seen.reasons == each.refusals.filter { $0 != "duplicate_key" })
        if each.isBroken {
            #expect(throws: Fault.self) { try TarReader.contents(of: path) }
        } else {
            let index = try TarReader.contents(of: path)
            #expect(index.refusals.map(\.reason) == each.refusals)
            let bytes = try FileSystem.read(path)
            for (name, content) in zip(seen.names, seen.contents) {
                let place = try #require(index.places[name])
                let found = bytes[place.offset..<(place.offset + place.byteCount)]
                #expect(found.elementsEqual(content), "\(name)")
            }
        }
    }

    @Test func compressedArchivesAreRead() throws {
        let folder = try #require(TestData.folder("nasty/archives"))
        var count = 0
        try TarReader.forEachEntry(in: folder + "/tarxz.tar.xz") { entry throws(Fault) in
            if try entry.bytes().count == entry.byteCount { count += 1 }
        }
        #expect(count == 4)
        #expect(throws: Fault.self) { try TarReader.contents(of: folder + "/tarxz.tar.xz") }
    }

    @Test func aBombIsRefusedByItsSize() throws {
        let folder = try #require(TestData.folder("nasty/archives"))
        var refused: [String] = []
        var taken: [String] = []
        try TarReader.forEachEntry(in: folder + "/targz_bomb_150MB.tar.gz") { entry in
            do throws(Fault) {
                _ = try entry.bytes(limit: 1 << 24)
                taken.append(entry.name)
            } catch {
                refused.append(entry.name)
            }
        }
        #expect(refused.count == 1)
        #expect(taken.count >= 2)
        #expect(throws: Fault.self) {
            try TarReader.forEachEntry(in: folder + "/targz_bomb_150MB.tar.gz", limit: 1 << 24) {
                _ = $0.name
            }
        }
    }
}

/// What a reader that takes every file would have.
private struct TarIndexLike {
    var names: [String] = []
    var contents: [[UInt8]] = []
    var reasons: [String] = []

    mutating func add(_ entry: TarEntry) throws(Fault) {
        if let problem = entry.problem {
            reasons.append(problem.rawValue)
        } else if !entry.isFolder {
            let bytes = try entry.bytes()
            // By bytes, as an archive tells names apart.
            guard !names.contains(where: { $0.utf8.elementsEqual(entry.name.utf8) }) else { return }
            names.append(entry.name)
            contents.append(bytes)
        }
    }
}
