/// Eight scalars from memory; no alignment is needed.
@inline(__always)
func loadLanes<Scalar: NetworkScalar>(_ pointer: UnsafePointer<Scalar>) -> Scalar.Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Scalar.Lanes.self)
}

/// Eight scalars from memory; no alignment is needed.
@inline(__always)
func loadLanes<Scalar: NetworkScalar>(_ pointer: UnsafeMutablePointer<Scalar>) -> Scalar.Lanes {
    UnsafeRawPointer(pointer).loadUnaligned(as: Scalar.Lanes.self)
}

/// Eight scalars to memory; no alignment is needed.
@inline(__always)
func storeLanes<Scalar: NetworkScalar>(
    _ value: Scalar.Lanes, _ pointer: UnsafeMutablePointer<Scalar>
) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: Scalar.Lanes.self)
}
