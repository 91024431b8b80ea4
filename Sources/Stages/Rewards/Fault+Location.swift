import Records

extension Fault {
    /// Does something whose faults are about a place in the manifest.
    static func located<Result>(
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
