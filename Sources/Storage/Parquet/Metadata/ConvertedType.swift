/// What a column's values mean, in the words of old files (`ConvertedType` of parquet.thrift).
enum ConvertedType: Int32 {
    case utf8 = 0
    case map = 1
    case mapKeyValue = 2
    case list = 3
    case enumeration = 4
    case decimal = 5
    case date = 6
    case timeMilliseconds = 7
    case timeMicroseconds = 8
    case timestampMilliseconds = 9
    case timestampMicroseconds = 10
    case uint8 = 11
    case uint16 = 12
    case uint32 = 13
    case uint64 = 14
    case int8 = 15
    case int16 = 16
    case int32 = 17
    case int64 = 18
    case json = 19
    case bson = 20
    case interval = 21
}
