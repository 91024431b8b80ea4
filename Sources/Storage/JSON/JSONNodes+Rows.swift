internal import CJSON
import Records

extension JSONNodes {
    /// The document as a row.
    ///
    /// - Parameter source: the bytes of the document.
    func row(index: Int, line: Int, key: String?, _ source: ByteSlice) -> JSONRow {
        let members = unsafe children(of: 0).map { unsafe range(of: $0) }
        return unsafe JSONRow(
            value: value(at: 0), index: index, line: line, key: key, source: source,
            memberRanges: members)
    }
}
