/// The head of a field: which one, and of what type.
struct ThriftField {
    var id: Int16
    var type: ThriftType
}
