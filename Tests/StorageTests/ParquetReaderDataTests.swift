import Storage
import TestSupport
import Testing

/// Files of other writers: one table in many forms, and hostile ones.
@Suite struct ParquetReaderDataTests {
    /// The pictures' bytes or paths, the problem and the answer, however the file keeps them.
    private static func question(_ names: [String], _ row: [ParquetValue]) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        for (name, value) in zip(names, row) {
            if name == "images" || name == "image" { parts.insert(picture(value), at: 0) }
            if name == "problem" || name == "answer" { parts.append(bytes(value)) }
        }
        return parts
    }

    private static func picture(_ value: ParquetValue) -> [UInt8] {
        switch value {
        case .list(let elements): elements.flatMap(picture)
        case .object:
            if case .bytes? = value["bytes"] { bytes(value["bytes"]) } else { bytes(value["path"]) }
        default: bytes(value)
        }
    }

    private static func bytes(_ value: ParquetValue?) -> [UInt8] {
        switch value {
        case .string(let slice)?, .bytes(let slice)?: slice.bytes
        case .int(let number)?: Array("\(number)".utf8)
        default: []
        }
    }

    private static func questions(_ path: String) throws -> [[[UInt8]]] {
        let rows = try ParquetFile(path).rows()
        var result: [[[UInt8]]] = []
        while let row = try rows.next() { result.append(question(rows.names, row)) }
        return result
    }

    /// Those that hold something else than the others' 24 rows.
    private static let exceptions: [String: Int] = [
        "images_empty_or_null_mixed": 24, "images_list_of_path_strings": 24,
        "path_only_bytes_null": 24, "multi_image_2_or_3": 20, "zero_row_groups": 0, "zero_rows": 0,
        "answer_int64": 24, "answer_int64_delta_binary_packed": 24,
        "extra_columns_float_answer_dictionary_bool_timestamp": 24,
        "verl_style_prompt_reward_model": 24,
    ]

    @Test(.enabled(if: TestData.folder("geometry3k/variants") != nil))
    func `one table is the same in every form`() throws {
        let folder = try #require(TestData.folder("geometry3k/variants"))
        let expected = try ParquetReaderDataTests.questions("\(folder)/codec_none.parquet")
        #expect(expected.count == 24)
        #expect(expected.allSatisfy { $0.count == 3 && $0.allSatisfy { !$0.isEmpty } })
        var same = 0
        for file in try FileSystem.list(folder) where file.hasSuffix(".parquet") {
            let name = String(file.dropLast(8))
            if name == "codec_brotli" || name == "codec_lz4" {
                let fault = #expect(throws: ParquetFault.self) {
                    try ParquetReaderDataTests.questions("\(folder)/\(file)")
                }
                #expect(fault?.reason == ParquetFault.unsupported)
                #expect(fault?.detail.contains("compression=\"zstd\"") == true)
                continue
            }
            let questions = try ParquetReaderDataTests.questions("\(folder)/\(file)")
            if let count = ParquetReaderDataTests.exceptions[name] {
                #expect(questions.count == count, "\(name)")
            } else {
                #expect(questions == expected, "\(name)")
                same += 1
            }
        }
        #expect(same >= 30)
    }

    @Test(.enabled(if: TestData.folder("geometry3k/variants") != nil))
    func `any range is the same rows`() throws {
        let folder = try #require(TestData.folder("geometry3k/variants"))
        for name in [
            "rowgroups_of_5", "tiny_pages", "page_index_and_checksum", "datapage_v2_zstd",
            "strings_delta_length", "images_empty_or_null_mixed",
        ] {
            let file = try ParquetFile("\(folder)/\(name).parquet")
            let all = try ParquetReaderDataTests.questions("\(folder)/\(name).parquet")
            for start in all.indices {
                let rows = try file.rows(start..<(start + 3), columns: ["answer", "images"])
                #expect(rows.names == ["images", "answer"])
                for expected in all[start...].prefix(3) {
                    #expect(rows.position < all.count)
                    let row = try #require(try rows.next())
                    let found = ParquetReaderDataTests.question(rows.names, row)
                    #expect(found == [expected[0], expected[2]])
                }
                #expect(try rows.next() == nil)
            }
        }
    }

    @Test(.enabled(if: TestData.folder("geometry3k/sharded-zstd") != nil))
    func `the footer tells what a file is`() throws {
        let folder = try #require(TestData.folder("geometry3k/sharded-zstd"))
        let file = try ParquetFile("\(folder)/data/train-00000-of-00003.parquet")
        #expect(file.rowCount == 100)
        #expect(file.rowGroups.map(\.rowCount).reduce(0, +) == 100)
        #expect(
            file.fields.map(\.description) == [
                "images: list<struct<bytes: binary, path: string>>", "problem: string",
                "answer: string",
            ])
        #expect(file.features?.contains(#""_type": "Image""#) == true)
        #expect(file.createdBy?.hasPrefix("parquet-cpp-arrow") == true)
        #expect(file.columns.map(\.codecs) == [[.zstd], [.zstd], [.zstd], [.zstd]])
        #expect(file.columns.allSatisfy { $0.compressedByteCount > 0 })
        let fault = #expect(throws: ParquetFault.self) { try file.rows(columns: ["picture"]) }
        #expect(fault?.detail == "no column `picture`; there are `images`, `problem`, `answer`")
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var reason: String?
        var rowCount = 6
        var testDescription: String { name }

        init(_ name: String, _ reason: String? = nil, rowCount: Int = 6) {
            (self.name, self.reason, self.rowCount) = (name, reason, rowCount)
        }
    }

    @Test(
        .enabled(if: TestData.folder("nasty/parquet") != nil),
        arguments: [
            Case("truncated_head_lost", "bad_magic"), Case("wrong_magic_head", "bad_magic"),
            Case("encrypted_footer_PARE", "encrypted"), Case("footer_length_4GB", "bad_footer"),
            Case("footer_length_0", "bad_footer"), Case("footer_garbage", "bad_footer"),
            Case("is_jsonl", "bad_magic"), Case("git_lfs_pointer", "git_lfs_pointer"),
            Case("page_data_corrupt_zstd_frame", "corrupt_page"),
            Case("page_checksum_mismatch", "bad_crc"),
            Case("page_header_garbage", "corrupt_page"),
            Case("zero_columns", "missing_columns"),
            Case("duplicate_column_names", "duplicate_json_key"), Case("zero_rows", rowCount: 0),
            Case("columns_2000"), Case("image_bytes_120MB"), Case("string_column_invalid_utf8"),
            Case("images_null_row"), Case("images_null_struct"), Case("images_all_null"),
            Case("images_bytes_empty"), Case("answer_double"), Case("answer_list"),
        ])
    func `a hostile file gets its verdict`(_ each: Case) throws {
        let folder = try #require(TestData.folder("nasty/parquet"))
        let path = "\(folder)/\(each.name).parquet"
        if let reason = each.reason {
            let fault = #expect(throws: ParquetFault.self) {
                try ParquetReaderDataTests.questions(path)
            }
            #expect(fault?.reason == reason)
        } else {
            #expect(try ParquetReaderDataTests.questions(path).count == each.rowCount)
        }
    }

    @Test(.enabled(if: TestData.folder("nasty/parquet") != nil))
    func `only the bad row says that it is bad`() throws {
        let folder = try #require(TestData.folder("nasty/parquet"))
        func values(_ name: String, _ column: String) throws -> [ParquetValue] {
            let rows = try ParquetFile("\(folder)/\(name).parquet").rows(columns: [column])
            var values: [ParquetValue] = []
            while let row = try rows.next() { values += row }
            return values
        }
        let answers = try ["problem", "answer"].flatMap {
            try values("string_column_invalid_utf8", $0)
        }
        let invalid = answers.indices.filter {
            if case .invalidText = answers[$0] { true } else { false }
        }
        #expect(invalid.map { $0 % 6 } == [2])
        let images = try values("image_bytes_120MB", "images")
        let large = images.indices.filter { index in
            guard case .list(let list) = images[index],
                case .tooLarge(let count)? = list[0]["bytes"]
            else { return false }
            return count == 120_000_008
        }
        #expect(large == [0])
    }
}
