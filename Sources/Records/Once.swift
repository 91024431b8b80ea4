/// A value that is made by the first who asks for it; a failure to make it is kept too.
public actor Once<Value: Sendable> {
    private var result: Result<Value, Fault>?

    /// A value that is not made yet.
    public init() {}

    /// The value.
    ///
    /// - Parameter make: makes it; not called if it was.
    /// - Throws: what `make` threw.
    public func value(_ make: @Sendable () throws(Fault) -> Value) throws(Fault) -> Value {
        if let result { return try result.get() }
        let made = Result { () throws(Fault) in try make() }
        result = made
        return try made.get()
    }
}
