/// What the length of a response is worth.
public enum LengthRule: Sendable, Hashable {
    /// 1 up to `limit` tokens, then limit / length: PeBR-R1's (`pebr_1.py`).
    case share(limit: Int)
    /// 0 up to `buffer` tokens before `limit`, from there evenly down to −1 at it: DAPO's soft overlong
    /// punishment (arXiv 2503.14476, section 3.4; EasyR1's `dapo.py`).
    case overlong(limit: Int, buffer: Int)

    /// The worth of a response of so many tokens, its end token included.
    public func value(_ tokenCount: Int) -> Double {
        switch self {
        case .share(let limit): min(1, Double(limit) / Double(max(1, tokenCount)))
        case .overlong(let limit, let buffer):
            max(-1, min(0, Double(limit - buffer - tokenCount) / Double(max(1, buffer))))
        }
    }
}
