/// Gives the values of a page, one after the other. Nulls are not among them: levels know those.
protocol ValueDecoder: AnyObject {
    /// The next value.
    func next() throws(PageFault) -> ParquetValue

    /// Passes over values.
    func skip(_ count: Int) throws(PageFault)
}

extension PageFault {
    /// Fewer values than levels promise.
    static let valuesEndEarly = PageFault("the values end early")
}
