/// Sequences laid flat for one pass of the network: no padding, and a prompt that several responses
/// share is computed once.
///
/// A segment is a run of consecutive rows. A prompt is a segment without a parent; a response is a
/// segment whose parent is its prompt: its rows see the whole prompt and what precedes them in their
/// own segment, as if prompt and response stood side by side.
public struct TokenBatch: Sendable {
    /// A run of rows.
    public struct Segment: Sendable {
        /// The first row.
        public var start: Int
        /// How many rows.
        public var count: Int
        /// The first row of the parent segment; 0 rows mean that there is none.
        public var parentStart: Int
        /// How many rows the parent has.
        public var parentCount: Int
    }

    /// A row whose next token's log-probability is wanted.
    public struct Output: Sendable {
        /// The row.
        public var row: Int
        /// The token that follows it.
        public var target: Int
    }

    /// For a text row its token; for a picture row −1 − (row of the patch matrix).
    public private(set) var tokens: [Int] = []
    /// For a text row its text position; for a picture row its patch's index.
    public private(set) var positions: [Int] = []
    /// The three rows before each row, nearest first; −1 where there is none. [3 · rows]
    public private(set) var predecessors: [Int] = []
    /// The segments, parents before children.
    public private(set) var segments: [Segment] = []
    /// The rows whose logits are wanted.
    public private(set) var outputs: [Output] = []
    /// How many pictures the patch rows refer to.
    public private(set) var pictureCount = 0

    /// An empty batch.
    public init() {}

    /// How many rows there are.
    public var rowCount: Int { tokens.count }

    /// Adds a prompt, the picture's patches first, and returns its segment's index.
    ///
    /// - Parameters:
    ///   - picture: which picture of the patch matrix, or nothing for a text-only prompt.
    ///   - patchCount: patches a picture.
    ///   - text: the prompt's tokens; their positions count from 0.
    public mutating func addPrompt(picture: Int?, patchCount: Int, text: [Int]) -> Int {
        let start = rowCount
        if let picture {
            pictureCount = max(pictureCount, picture + 1)
            for patch in 0..<patchCount {
                tokens.append(-1 - (picture * patchCount + patch))
                positions.append(patch)
            }
        }
        for (position, token) in text.enumerated() {
            tokens.append(token)
            positions.append(position)
        }
        return close(Segment(start: start, count: rowCount - start, parentStart: 0, parentCount: 0))
    }

    /// Adds a response to the prompt `parent`, and asks for the log-probability of each of its tokens
    /// from `firstTarget` on.
    ///
    /// The last token is only a target: no row is spent on it.
    public mutating func addResponse(
        parent: Int, tokens response: [Int], firstPosition: Int, firstTarget: Int = 0
    ) {
        let prompt = segments[parent]
        let start = rowCount
        for (index, token) in response.enumerated() {
            if index >= firstTarget {
                let row = index == 0 ? prompt.start + prompt.count - 1 : start + index - 1
                outputs.append(Output(row: row, target: token))
            }
            if index < response.count - 1 {
                tokens.append(token)
                positions.append(firstPosition + index)
            }
        }
        if rowCount > start {
            _ = close(
                Segment(
                    start: start, count: rowCount - start, parentStart: prompt.start,
                    parentCount: prompt.count))
        }
    }

    /// Asks for the logits after a prompt's last row.
    public mutating func addOutput(afterPrompt parent: Int) {
        let prompt = segments[parent]
        outputs.append(Output(row: prompt.start + prompt.count - 1, target: 0))
    }

    private mutating func close(_ segment: Segment) -> Int {
        for offset in 0..<segment.count {
            for back in 1...3 {
                let own = offset - back
                let inParent = segment.parentCount + own
                if own >= 0 {
                    predecessors.append(segment.start + own)
                } else if inParent >= 0, segment.parentCount > 0 {
                    predecessors.append(segment.parentStart + inParent)
                } else {
                    predecessors.append(-1)
                }
            }
        }
        segments.append(segment)
        return segments.count - 1
    }
}
