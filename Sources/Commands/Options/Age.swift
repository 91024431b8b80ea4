import ArgumentParser

/// How long ago, such as `30d`.
struct Age {
    let seconds: Int

    init(_ text: String) throws {
        let units: [Character: Int] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()),
            count >= 0, count <= 1_000_000
        else {
            throw ValidationError(
                "`\(text)` is not an age: a number and m, h, d or w, such as 30d")
        }
        seconds = count * unit
    }
}
