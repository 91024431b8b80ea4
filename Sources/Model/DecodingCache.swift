/// Keys, values and normalised inputs of the tokens drawn so far, per block and draw, and the rows
/// of the step at hand; reused from call to call.
final class DecodingCache<Scalar: NetworkScalar> {
    private let history = Buffer<Scalar>()
    private let keysAndValues = Buffer<Scalar>()
    private var rows = 0
    private var steps = 0
    private var width = 0

    let x = Buffer<Scalar>(), normed = Buffer<Scalar>(), inverse = Buffer<Scalar>()
    let tapped = Buffer<Scalar>(), qkv = Buffer<Scalar>(), attended = Buffer<Scalar>()
    let hidden = Buffer<Scalar>(), logits = Buffer<Scalar>(), probabilities = Buffer<Scalar>()

    /// Makes room for `rows` draws of up to `steps` tokens.
    func prepare(layers: Int, rows: Int, steps: Int, width: Int) {
        self.rows = rows
        self.steps = steps
        self.width = width
        history.resize(layers * rows * steps * width)
        keysAndValues.resize(layers * rows * steps * 3 * width)
    }

    /// The normalised inputs of a draw's tokens [steps, width].
    func normedRows(layer: Int, row: Int) -> UnsafeMutablePointer<Scalar> {
        history.pointer + (layer * rows + row) * steps * width
    }

    /// The queries, keys and values of a draw's tokens [steps, 3 · width].
    func qkvRows(layer: Int, row: Int) -> UnsafeMutablePointer<Scalar> {
        keysAndValues.pointer + (layer * rows + row) * steps * 3 * width
    }
}
