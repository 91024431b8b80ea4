/// The types of Thrift's compact protocol, by their wire codes
/// (github.com/apache/thrift, doc/specs/thrift-compact-protocol.md).
enum ThriftType: UInt8 {
    case stop = 0
    /// A field whose value is in its type. Elements of a list are of this type as well.
    case yes = 1
    case no = 2
    case int8 = 3
    case int16 = 4
    case int32 = 5
    case int64 = 6
    case double = 7
    case binary = 8
    case list = 9
    case set = 10
    case map = 11
    case structure = 12
    case uuid = 13
}
