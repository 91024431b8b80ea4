extension Fault {
    /// Does something whose faults are about a place.
    ///
    /// - Throws: what `body` throws, at `location` where there is one.
    public static func located<Result>(
        at location: SourceLocation?, _ body: () throws(Fault) -> Result
    ) throws(Fault) -> Result {
        do throws(Fault) {
            return try body()
        } catch {
            var fault = error
            fault.location = location ?? fault.location
            throw fault
        }
    }
}
