/// Why an archive or an entry of it is refused, or what was noted about it: names for a table of
/// rejects.
public enum ArchiveReason: String, Sendable, Hashable, CaseIterable {
    /// The file cannot be opened or read.
    case unreadable
    /// The file has no bytes.
    case emptyFile = "empty_file"
    /// The file is no archive that is read here.
    case notAnArchive = "not_an_archive"
    /// The archive, or its compressed data, ends too early.
    case truncated
    /// A tar header's checksum is wrong.
    case badChecksum = "bad_checksum"
    /// A header, or the directory of a zip, makes no sense.
    case badHeader = "bad_header"
    /// The bytes are not those that were packed, or cannot be decompressed.
    case badCRC = "bad_crc"
    /// There is more in it than a limit allows: of bytes, of entries, or of bytes for each packed one.
    case archiveTooLarge = "archive_too_large"
    /// It is encrypted.
    case encrypted

    /// The name is absolute, or leads out by `..`, on Linux or on Windows.
    case pathEscape = "path_escape"
    /// A symbolic link, or a hard link to what is not in the archive.
    case linkEntry = "link_entry"
    /// A device, a pipe or something of a tool's own.
    case notAFile = "not_a_file"
    /// A file with holes, which lies in pieces.
    case sparseEntry = "sparse_entry"
    /// The name is empty or too long.
    case badName = "bad_name"
    /// The name holds a control character.
    case controlCharacter = "control_char"
    /// An earlier entry has the name.
    case duplicateKey = "duplicate_key"
    /// The entry is larger than allowed, or unpacks to too many bytes for each packed one.
    case entryTooLarge = "entry_too_large"
    /// An archive inside the archive; it is not descended into.
    case nestedArchive = "nested_archive"
    /// The method of compression is not read here.
    case unsupportedMethod = "unsupported_method"
    /// The directory of a zip and the header of the entry say different things.
    case headerMismatch = "header_mismatch"
    /// The entry unpacks to another number of bytes than the archive says.
    case sizeMismatch = "size_mismatch"
    /// The entry shares packed bytes with another one.
    case overlappingEntry = "overlapping_entry"

    /// Noted: there is no entry.
    case emptyArchive = "empty_archive"
    /// Noted: something follows after the end.
    case trailingData = "trailing_data"
    /// Noted: something comes before the beginning.
    case prefixData = "prefix_data"
    /// Noted: all entries are whole, but the end is not marked.
    case missingEndMarker = "missing_end_marker"
    /// Noted: a name is not UTF-8; the entry is kept under its bytes.
    case badNameEncoding = "bad_name_encoding"
    /// Noted: names differ only in case or in Unicode's normal form; all are kept.
    case nameCollision = "name_collision"
    /// Noted: a name holds a backslash, which may be meant for a slash; it is kept as it is.
    case backslashPath = "backslash_path"
    /// Noted: side files of an operating system were left out.
    case ignoreLitter = "ignore_litter"
}
