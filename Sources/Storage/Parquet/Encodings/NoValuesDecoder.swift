/// The values of a page that has none.
final class NoValuesDecoder: ValueDecoder {
    func next() throws(PageFault) -> ParquetValue { throw .valuesEndEarly }

    func skip(_ count: Int) throws(PageFault) {
        if count > 0 { throw .valuesEndEarly }
    }
}
