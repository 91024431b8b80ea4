/// Memory for scalars that grows and is reused between steps; zeroed when it is made.
///
/// The owner hands its pointer to kernels; only `Model` and `Training` see it.
public final class Buffer<Scalar: NetworkScalar>: @unchecked Sendable {
    /// The first scalar.
    public private(set) var pointer: UnsafeMutablePointer<Scalar>
    /// How many scalars are in use.
    public private(set) var count: Int
    private var capacity: Int

    /// A buffer of `count` zeros.
    public init(count: Int = 0) {
        capacity = max(count, 1)
        self.count = count
        pointer = Buffer.allocate(capacity)
        pointer.initialize(repeating: 0, count: capacity)
    }

    /// A buffer with these values.
    public convenience init(_ values: some Collection<Scalar>) {
        self.init(count: values.count)
        for (index, value) in values.enumerated() { pointer[index] = value }
    }

    deinit { pointer.deallocate() }

    private static func allocate(_ count: Int) -> UnsafeMutablePointer<Scalar> {
        let raw = UnsafeMutableRawPointer.allocate(
            byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64)
        return raw.bindMemory(to: Scalar.self, capacity: count)
    }

    /// Makes room for `count` scalars and returns the first; contents are undefined afterwards.
    @discardableResult
    public func resize(_ count: Int) -> UnsafeMutablePointer<Scalar> {
        if count > capacity {
            pointer.deallocate()
            capacity = max(count, capacity * 3 / 2)
            pointer = Buffer.allocate(capacity)
            pointer.initialize(repeating: 0, count: capacity)
        }
        self.count = count
        return pointer
    }

    /// Makes room for `count` zeros and returns the first.
    @discardableResult
    public func resizeZeroed(_ count: Int) -> UnsafeMutablePointer<Scalar> {
        resize(count)
        pointer.update(repeating: 0, count: count)
        return pointer
    }

    /// Sets every scalar in use to zero.
    @inlinable  // so that other modules get it for their scalar, not for any
    public func zero() { pointer.update(repeating: 0, count: count) }

    /// The scalars in use.
    public var values: [Scalar] {
        get { Array(UnsafeBufferPointer(start: pointer, count: count)) }
        set {
            resize(newValue.count)
            for (index, value) in newValue.enumerated() { pointer[index] = value }
        }
    }

    /// A copy of the scalars in use.
    public func copy() -> Buffer<Scalar> {
        let result = Buffer(count: count)
        result.pointer.update(from: pointer, count: count)
        return result
    }

    /// Adds another buffer of the same count, scalar by scalar.
    @inlinable
    public func add(_ other: Buffer<Scalar>) {
        precondition(other.count == count, "buffers of one size are added")
        let target = pointer
        let source = other.pointer
        for index in 0..<count { target[index] += source[index] }
    }
}
