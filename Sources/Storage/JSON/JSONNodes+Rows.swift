internal import CJSON
import Records

extension JSONNodes {
    /// The document as a row.
    ///
    /// - Parameter source: the bytes of the document.
    func row(index: Int, line: Int, key: String?, _ source: ByteSlice) -> JSONRow {
        let top = unsafe nodes[0]
        var ranges: [Range<Int>] = []
        let value: JSONValue
        switch Int(top.kind) {
        case CJSON_OBJECT:
            var members: [JSONValue.Member] = []
            members.reserveCapacity(Int(top.count))
            ranges.reserveCapacity(Int(top.count))
            var child = 1
            while child < Int(top.next) {
                unsafe members.append(.init(text(nodes[child]), self.value(at: child + 1)))
                unsafe ranges.append(range(of: child + 1))
                child = unsafe Int(nodes[child + 1].next)
            }
            value = .object(members)
        case CJSON_ARRAY:
            ranges = unsafe children(of: 0).map { unsafe range(of: $0) }
            value = unsafe self.value(at: 0)
        default: value = unsafe self.value(at: 0)
        }
        return JSONRow(
            value: value, index: index, line: line, key: key, source: source, memberRanges: ranges)
    }
}
