import Glibc

/// The C library's functions under names that do not clash with ours.
enum CMath {
    static func exponential(_ x: Double) -> Double { exp(x) }
    static func logarithm(_ x: Double) -> Double { log(x) }
}
