/// An event as TensorBoard reads it (`tensorboard/compat/proto/event.proto` and `summary.proto`).
struct TensorBoardEvent {
    /// What an event says.
    enum Content {
        /// The file begins; always its first event.
        case fileVersion
        /// A session begins; points of earlier files from its step on are dropped.
        case sessionStart
        /// Numbers of a step.
        case scalars([(name: String, value: Double)])
    }

    /// When it happened, in seconds since 1970.
    var time: Double
    /// The training step.
    var step: Int
    /// What it says.
    var content: Content

    /// Appends the event as a record: its length and bytes, each with a masked CRC-32C, little
    /// endian (`tensorflow/core/lib/io/record_writer.cc`).
    func append(to bytes: inout [UInt8]) {
        let message = self.message
        var length: [UInt8] = []
        TensorBoardEvent.append(UInt64(message.count), to: &length)
        bytes += length
        TensorBoardEvent.append(CRC32C.masked(length), to: &bytes)
        bytes += message
        TensorBoardEvent.append(CRC32C.masked(message), to: &bytes)
    }

    /// The protocol buffer `Event`.
    private var message: [UInt8] {
        var message: [UInt8] = [1 << 3 | 1]
        TensorBoardEvent.append(time.bitPattern, to: &message)
        message.append(2 << 3)
        TensorBoardEvent.appendVarint(step, to: &message)
        switch content {
        case .fileVersion:
            TensorBoardEvent.append(field: 3, Array("brain.Event:2".utf8), to: &message)
        case .sessionStart:
            // SessionLog.status = START
            TensorBoardEvent.append(field: 7, [1 << 3, 1], to: &message)
        case .scalars(let scalars):
            var summary: [UInt8] = []
            for (name, value) in scalars {
                var entry: [UInt8] = []
                TensorBoardEvent.append(field: 1, Array(name.utf8), to: &entry)
                entry.append(2 << 3 | 5)
                TensorBoardEvent.append(Float(value).bitPattern, to: &entry)
                TensorBoardEvent.append(field: 1, entry, to: &summary)
            }
            TensorBoardEvent.append(field: 5, summary, to: &message)
        }
        return message
    }

    private static func append(field: UInt8, _ content: [UInt8], to bytes: inout [UInt8]) {
        bytes.append(field << 3 | 2)
        appendVarint(content.count, to: &bytes)
        bytes += content
    }

    private static func appendVarint(_ value: Int, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: Int64(value))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private static func append(_ word: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }
}
