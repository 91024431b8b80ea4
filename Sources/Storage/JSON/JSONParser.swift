internal import CJSON
import Records

/// Reads JSON documents one after another with one set of buffers. Not for two threads at once.
@safe final class JSONParser {
    /// How deep arrays and objects may lie in each other.
    static let maximumDepth: UInt32 = 64
    /// The most bytes of one document.
    static let maximumByteCount = 1 << 30

    private let parser: OpaquePointer

    /// A parser.
    init() {
        guard let parser = unsafe cjson_create() else { preconditionFailure("out of memory") }
        unsafe self.parser = unsafe parser
    }

    deinit { unsafe cjson_destroy(parser) }

    /// Reads a document and hands its nodes to `body`.
    ///
    /// - Throws: what is wrong, and at which byte.
    func parse<Result>(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (JSONNodes) throws(Fault) -> Result,
        fault: (JSONProblem, Int) -> Fault
    ) throws(Fault) -> Result {
        guard bytes.count <= JSONParser.maximumByteCount else { throw fault(.tooLarge, 0) }
        let code = unsafe cjson_parse(
            parser, bytes.baseAddress, bytes.count, JSONParser.maximumDepth)
        guard code == 0 else {
            throw fault(
                JSONProblem(rawValue: code) ?? .unexpected, unsafe cjson_error_offset(parser))
        }
        let nodes = unsafe UnsafeBufferPointer(
            start: cjson_nodes(parser), count: cjson_node_count(parser))
        return unsafe try body(
            JSONNodes(
                nodes: nodes, source: bytes, decoded: cjson_decoded(parser),
                decodedCount: cjson_decoded_count(parser), isASCII: cjson_is_ascii(parser) != 0))
    }
}
