/// How often a field is there (`FieldRepetitionType` of parquet.thrift).
public enum Repetition: Int32, Sendable {
    /// Once.
    case required = 0
    /// Once or not at all.
    case optional = 1
    /// Any number of times.
    case repeated = 2
}
