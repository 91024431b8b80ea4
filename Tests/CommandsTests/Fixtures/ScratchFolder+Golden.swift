import TestSupport
import Testing

extension ScratchFolder {
    /// Compares a text with the golden file of its name, times and this folder made the same.
    func expect(_ text: String, is name: String) throws {
        let normal = text.replacing(path, with: "SCRATCH")
            .replacing(/\d{4}-\d\d-\d\dT[\d:.]+Z/, with: "TIME")
            // A busy machine takes seconds or minutes, which have fewer digits.
            .replacing(/\ {2,}(?:\d+\.\d+ s|\d+:\d\d) {2}/, with: "    0.00 s  ")
            .replacing(/\d+\.\d+ s\b/, with: "0.00 s")
            .replacing(/\babout \d+:\d\d\b/, with: "about 0.00 s")
        try Golden.expect(normal, name)
    }
}
