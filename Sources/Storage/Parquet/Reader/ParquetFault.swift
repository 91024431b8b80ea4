public import Records

/// Why a Parquet file, or a page of it, is not read.
public struct ParquetFault: Error, Sendable, Equatable {
    /// A name for a table of rejects; one of the constants of this type.
    public var reason: String
    /// What was found, and what was expected.
    public var detail: String
    /// The column, its names joined by dots.
    public var column: String?
    /// The row group, from 0.
    public var rowGroup: Int?
    /// Where in the file the page's header starts, or would have to.
    public var offset: Int?
    /// What the system said where it would not even open the file.
    public var cause: Fault?

    /// A fault with its facts.
    public init(_ reason: String, _ detail: String, cause: Fault? = nil) {
        self.reason = reason
        self.detail = detail
        self.cause = cause
    }

    /// The file cannot be opened; `cause` says why.
    public static let unreadable = "unreadable"
    /// There are no bytes.
    public static let empty = "empty_file"
    /// The file does not start and end as Parquet does.
    public static let badMagic = "bad_magic"
    /// A stand-in that Git LFS left where the file belongs.
    public static let gitLFSPointer = GitLFSPointer.reason
    /// The footer or a column is encrypted.
    public static let encrypted = "encrypted"
    /// The footer is broken, or says what cannot be.
    public static let badFooter = "bad_footer"
    /// Nothing has a name to be read by: the schema has no column, or not the one that is asked for.
    public static let missingColumns = "missing_columns"
    /// Two columns have one name.
    public static let duplicateColumn = "duplicate_json_key"
    /// A page cannot be decoded.
    public static let corruptPage = "corrupt_page"
    /// A page's checksum is wrong.
    public static let badChecksum = "bad_crc"
    /// A page, or what one inflates to, is larger than the limits allow.
    public static let tooLarge = "entry_too_large"
    /// A codec or an encoding that is not read, or pages in another file.
    public static let unsupported = "unsupported_method"
}

extension ParquetFault {
    /// The fault as it crosses the module's border: with the place in its message.
    public var fault: Fault {
        if let cause { return cause }
        return Fault(.badInput, description)
    }
}

extension ParquetFault: CustomStringConvertible {
    /// The place and the detail in one line.
    public var description: String {
        let parts = [
            column.map { "column `\($0)`" }, rowGroup.map { "row group \($0)" },
            offset.map { "page at byte \($0)" },
        ].compactMap(\.self)
        return (parts.isEmpty ? "" : parts.joined(separator: ", ") + ": ") + detail
    }
}
