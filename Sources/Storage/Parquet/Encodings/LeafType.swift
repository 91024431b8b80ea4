/// How the values of a leaf lie in its pages, and what they become.
struct LeafType {
    let physical: PhysicalType
    /// The bytes of a value, where all take the same; 0 for booleans, which take a bit.
    let byteCount: Int?
    let meaning: ValueMeaning
    /// The most bytes of a value.
    let limit: Int

    init(_ physical: PhysicalType, typeLength: Int?, _ logical: LogicalType?, limit: Int) {
        self.physical = physical
        byteCount =
            switch physical {
            case .boolean: 0
            case .int32, .float: 4
            case .int64, .double: 8
            case .int96: 12
            case .byteArray: nil
            case .fixedLengthByteArray: typeLength ?? 0
            }
        meaning = ValueMeaning(physical, byteCount: byteCount, logical)
        self.limit = limit
    }

    /// The value that a whole number means; numbers of 32 bits come with their sign.
    func value(integer: Int64) -> ParquetValue {
        switch meaning {
        case .null: .null
        case .uint(let bitWidth):
            .uint(UInt64(bitPattern: integer) & (.max >> UInt64(64 - bitWidth)))
        case .decimal(let scale): .decimal(DecimalText.make(integer, scale: scale))
        case .date: .text(CalendarText.date(day: Int(integer)))
        case .time(let unit): .text(CalendarText.time(Int(integer), unit))
        case .timestamp(let unit, let isUTC):
            .text(CalendarText.timestamp(Int(integer), unit, isUTC: isUTC))
        default: .int(integer)
        }
    }

    /// The value that bytes mean.
    func value(bytes: ByteSlice) -> ParquetValue {
        guard bytes.count <= limit else { return .tooLarge(bytes.count) }
        switch meaning {
        case .null: return .null
        case .string: return UTF8Check.isValid(bytes) ? .string(bytes) : .invalidText(bytes)
        case .decimal(let scale):
            let text = DecimalText.make(bytes, scale: scale)
            return text.map { .decimal($0) } ?? .tooLarge(bytes.count)
        case .uuid: return .text(UUIDText.make(bytes))
        case .float16:
            let bits = bytes.withSpan { unsafe $0.unsafeLoadUnaligned(as: UInt16.self) }
            return .float(Float(Float16(bitPattern: UInt16(littleEndian: bits))))
        case .julianTimestamp:
            let page = CheckedBytes(bytes)
            let nanoseconds = page.load(0, as: Int64.self)
            let day = page.load(8, as: Int32.self)
            return .text(
                CalendarText.timestamp(julianDay: Int(day), nanoseconds: Int(nanoseconds)))
        default: return .bytes(bytes)
        }
    }

    /// The value at a place of a page, of those that all take the same number of bytes.
    ///
    /// - Precondition: the bytes are there.
    func value(_ page: CheckedBytes, at offset: Int) -> ParquetValue {
        switch physical {
        case .int32: value(integer: Int64(page.load(offset, as: Int32.self)))
        case .int64: value(integer: page.load(offset, as: Int64.self))
        case .float:
            meaning == .null
                ? .null : .float(Float(bitPattern: page.load(offset, as: UInt32.self)))
        case .double:
            meaning == .null
                ? .null : .double(Double(bitPattern: page.load(offset, as: UInt64.self)))
        case .int96, .fixedLengthByteArray, .byteArray, .boolean:
            value(bytes: page.slice[offset..<(offset + (byteCount ?? 0))])
        }
    }
}

extension LeafType {
    /// Appends whole numbers from a place of a page on.
    ///
    /// - Precondition: the bytes are there, and the leaf is one of numbers or booleans.
    func append(
        _ page: CheckedBytes, from start: Int, count: Int, to values: inout [Int64]
    ) throws(PageFault) {
        if meaning == .int {
            switch physical {
            case .int64:
                for place in 0..<count { values.append(page.load(start + place * 8)) }
                return
            case .int32:
                for place in 0..<count {
                    values.append(Int64(page.load(start + place * 4, as: Int32.self)))
                }
                return
            default: break
            }
        }
        for place in 0..<count {
            values.append(try .init(value(page, at: start + place * (byteCount ?? 0))))
        }
    }

    /// Appends numbers from a place of a page on.
    ///
    /// - Precondition: the bytes are there, and the leaf is one of numbers or booleans.
    func append(
        _ page: CheckedBytes, from start: Int, count: Int, to values: inout [Double]
    ) throws(PageFault) {
        if meaning == .double {
            for place in 0..<count {
                values.append(Double(bitPattern: page.load(start + place * 8)))
            }
            return
        }
        for place in 0..<count {
            values.append(try .init(value(page, at: start + place * (byteCount ?? 0))))
        }
    }
}
