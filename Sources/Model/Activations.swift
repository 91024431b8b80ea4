/// What a forward pass leaves for the backward pass, and for decoding; reused from step to step.
///
/// One worker owns one of these at a time.
final class Activations<Scalar: NetworkScalar> {
    /// A block's: input [rows, width], 1/rms [rows], normalised input, tapped input, queries, keys
    /// and values [rows, 3 · width], probabilities, attention's output, and the same for the
    /// feed-forward half, whose hidden layer is [rows, feedForward].
    final class Block {
        let input = Buffer<Scalar>(), inverse1 = Buffer<Scalar>(), normed = Buffer<Scalar>()
        let tapped = Buffer<Scalar>(), qkv = Buffer<Scalar>(), probabilities = Buffer<Scalar>()
        let attended = Buffer<Scalar>(), middle = Buffer<Scalar>(), inverse2 = Buffer<Scalar>()
        let normed2 = Buffer<Scalar>(), hidden = Buffer<Scalar>(), activated = Buffer<Scalar>()
    }

    let blocks: [Block]
    /// Patch encoder: hidden layer before and after its activation, and features [patches, width].
    let patchHidden = Buffer<Scalar>(), patchActivated = Buffer<Scalar>()
    let features = Buffer<Scalar>()
    /// The last block's output [rows, width].
    let final = Buffer<Scalar>()
    /// Rows of outputs: gathered, normalised, and their log-probabilities [outputs, vocabulary].
    let gathered = Buffer<Scalar>(), inverseFinal = Buffer<Scalar>()
    let normedFinal = Buffer<Scalar>(), logProbabilities = Buffer<Scalar>()
    /// Where each segment's probabilities start in a block's buffer.
    var probabilityOffsets: [Int] = []
    /// Gradients that live within one backward pass.
    let gradientRows = Buffer<Scalar>(), gradientWide = Buffer<Scalar>()
    let gradientHidden = Buffer<Scalar>(), gradientNormed = Buffer<Scalar>()
    let gradientLogits = Buffer<Scalar>(), gradientFeatures = Buffer<Scalar>()
    let scratch = Buffer<Scalar>()

    init(layers: Int) { blocks = (0..<layers).map { _ in Block() } }
}
