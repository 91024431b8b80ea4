/// Why an input became no question. What a broken JSON row is refused for has names of its own in
/// `Storage` (`bad_json`, `bad_encoding`, `control_char`, `duplicate_json_key`, `too_deep`), as has what
/// an archive or a Parquet file is refused for (`ArchiveReason`, `ParquetFault`), and what
/// a picture's bytes are refused for in `Images` (`ImageFault.reason`), and a text in `TextReason`.
public enum RejectReason: String, Sendable, Hashable, CaseIterable {
    /// The file holds no row.
    case emptyFile = "empty_file"
    /// The file or a field of it is not UTF-8.
    case badEncoding = "bad_encoding"
    /// The file cannot be opened.
    case unreadable
    /// The file's name is not UTF-8.
    case badNameEncoding = "bad_name_encoding"
    /// The file is compressed.
    case compressed
    /// The file holds rows in another form than the data set says, or none that is known.
    case wrongContainer = "wrong_container"
    /// The file or row is not JSON.
    case badJSON = "bad_json"
    /// The file is not CSV: its header is bad or a quote is never closed. Or the row has not as many
    /// fields as the header, or text after a closing quote.
    case badCSV = "bad_csv"
    /// A file of a set is not there, or there twice.
    case shardSet = "shard_set"
    /// The tar is broken, compressed or cut.
    case badArchive = "bad_archive"
    /// A sample of a WebDataset has no picture, or no annotation.
    case incompleteSample = "incomplete_sample"
    /// A sample of a WebDataset has two files of one extension.
    case duplicateKey = "duplicate_key"
    /// A text holds a NUL character.
    case controlCharacter = "control_char"
    /// A field that the mapping needs is not there.
    case missingField = "missing_field"
    /// A field holds another type than the mapping needs.
    case wrongType = "wrong_type"
    /// A number is larger than a number can be.
    case infiniteNumber = "numeric_answer"
    /// The question is not there or has no text.
    case missingQuestion = "missing_question"
    /// The answer is not there or has no text.
    case missingAnswer = "missing_answer"
    /// The question is longer than any prompt, or the answer than any response.
    case tooLong = "too_long"
    /// No rule gives a capability.
    case unknownCapability = "unknown_capability"
    /// Another row of the split has the same id.
    case duplicateID = "duplicate_id"
    /// The row names no picture, or one that does not exist.
    case missingImage = "missing_image"
    /// The picture's path leaves the data root.
    case pathEscape = "path_escape"
    /// The picture is a URL; nothing is fetched.
    case remoteImage = "remote_image"
    /// The picture's bytes stand in the row.
    case inlineImage = "inline_image"
    /// The path leads to a folder or a device.
    case notAnImage = "not_an_image"
    /// The picture's file is over the size limit.
    case imageTooLarge = "entry_too_large"
    /// The picture's file cannot be read.
    case imageUnreadable = "image_unreadable"
}
