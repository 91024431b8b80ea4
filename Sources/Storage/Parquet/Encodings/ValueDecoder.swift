/// Gives the values of a page, one after the other. Nulls are not among them: levels know those.
protocol ValueDecoder: AnyObject {
    /// The next value.
    func next() throws(PageFault) -> ParquetValue

    /// Passes over values.
    func skip(_ count: Int) throws(PageFault)

    /// Appends the next values, which are whole numbers or booleans.
    func append(_ count: Int, to values: inout [Int64]) throws(PageFault)

    /// Appends the next values, which are numbers or booleans.
    func append(_ count: Int, to values: inout [Double]) throws(PageFault)

    /// Appends the next values, which are texts or bytes.
    func append(_ count: Int, to texts: inout TextBatch) throws(PageFault)
}

extension PageFault {
    /// Fewer values than levels promise.
    static let valuesEndEarly = PageFault("the values end early")
}
