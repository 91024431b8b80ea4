/// A unit of measure behind a number.
struct Unit: Hashable, Sendable {
    /// What it measures; different ones never equal.
    var dimension: String
    /// How many of the dimension's first unit it is.
    var size: Rational

    /// Whether leaving it out says the same: angles are in degrees, sums of money in the question's
    /// currency.
    var isImplied: Bool { dimension == "angle" || dimension.hasPrefix("money") }

    /// The unit that a text is, such as `cm^2`, `km/h` or `apples`; nothing if it is none.
    init?(_ text: ArraySlice<UInt8>) {
        guard let first = text.first, text.count <= 40, Unit.isWord(first) else { return nil }
        let name = String(decoding: text.map { AnswerText.lower($0) }, as: UTF8.self)
        if let exact = Unit.cased[String(decoding: text, as: UTF8.self)] ?? Unit.known[name] {
            self = exact
        } else if let derived = Unit.derived(name) {
            self = derived
        } else {
            return nil
        }
    }

    private init(_ dimension: String, _ size: Rational) {
        self.dimension = dimension
        self.size = size
    }

    /// A unit that is known by no table: one or two plain words, such as `apples`.
    static func unknown(_ text: ArraySlice<UInt8>) -> Unit? {
        let words = text.split(separator: UInt8(ascii: " "))
        guard (1...2).contains(words.count) else { return nil }
        for word in words {
            let lowered = String(decoding: word.map { AnswerText.lower($0) }, as: UTF8.self)
            guard word.count >= 3, word.allSatisfy({ AnswerText.lower($0) &- 97 < 26 }),
                !notUnits.contains(lowered)
            else { return nil }
        }
        let name = String(decoding: text.map { AnswerText.lower($0) }, as: UTF8.self)
        // `MPa` is no `mPa`.
        let start = Array(text.prefix(3))
        let isMega =
            start.count == 3 && start[0] == UInt8(ascii: "M") && start[1] &- 65 < 26
            && start[2] &- 97 < 26
        return Unit(isMega ? "M" + name.dropFirst() : name, .one)
    }

    /// What a word multiplies the number before it by.
    static func magnitude(_ word: ArraySlice<UInt8>) -> Rational? {
        magnitudes[String(decoding: word.map { AnswerText.lower($0) }, as: UTF8.self)]
    }

    /// Powers and quotients of known units.
    private static func derived(_ name: String) -> Unit? {
        let words = name.split(separator: " ").map { String($0) }
        if words.count == 2, let power = ["square": 2, "sq": 2, "sq.": 2, "cubic": 3][words[0]] {
            return raised(words[1], to: power)
        }
        if words.count == 2, let power = ["squared": 2, "cubed": 3][words[1]] {
            return raised(words[0], to: power)
        }
        for (suffix, power) in [("^2", 2), ("^{2}", 2), ("^3", 3), ("^{3}", 3)]
        where name.hasSuffix(suffix) {
            if let unit = raised(String(name.dropLast(suffix.count)), to: power) { return unit }
        }
        for separator in ["/", " per "] {
            let parts = name.split(separator: separator, maxSplits: 1)
            guard parts.count == 2, let above = part(parts[0]),
                let below = parts[1] == "s^2" ? Unit("time^2", .one) : part(parts[1]),
                let inverse = below.size.inverse, let size = above.size.multiplied(by: inverse)
            else { continue }
            return Unit("\(above.dimension)/\(below.dimension)", size)
        }
        return nil
    }

    private static func part(_ text: Substring) -> Unit? {
        Unit(AnswerText.trimmed(Array(text.utf8)[...]))
    }

    private static func raised(_ name: String, to power: Int) -> Unit? {
        guard let unit = known[name.filter { $0 != " " }], unit.dimension == "length" else {
            return nil
        }
        var size = Rational.one
        for _ in 0..<power {
            guard let next = size.multiplied(by: unit.size) else { return nil }
            size = next
        }
        return Unit(power == 2 ? "area" : "volume", size)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        AnswerText.lower(byte) &- 97 < 26 || byte >= 128
    }

    /// Dimension, size as a fraction, names.
    private static let table: [(String, Int, Int, String)] = [
        ("length", 1, 1, "m meter meters metre metres"),
        ("length", 1, 100, "cm centimeter centimeters centimetre centimetres"),
        ("length", 1, 10, "dm decimeter decimeters"),
        ("length", 1, 1000, "mm millimeter millimeters millimetre millimetres"),
        ("length", 1000, 1, "km kilometer kilometers kilometre kilometres"),
        ("length", 3048, 10000, "ft foot feet"), ("length", 254, 10000, "in inch inches"),
        ("length", 9144, 10000, "yd yard yards"), ("length", 1_609_344, 1000, "mi mile miles"),
        ("time", 1, 1, "s sec secs second seconds"), ("time", 60, 1, "min mins minute minutes"),
        ("time", 3600, 1, "h hr hrs hour hours"), ("time", 86400, 1, "day days"),
        ("time", 604_800, 1, "week weeks"), ("month", 1, 1, "month months"),
        ("month", 12, 1, "year years yr yrs"), ("time", 1, 1000, "ms millisecond milliseconds"),
        ("mass", 1, 1, "g gram grams"), ("mass", 1000, 1, "kg kilogram kilograms"),
        ("mass", 1, 1000, "mg milligram milligrams"), ("mass", 1_000_000, 1, "tonne tonnes"),
        ("weight", 1, 1, "lb lbs pound pounds"), ("weight", 1, 16, "oz ounce ounces"),
        ("volume", 1, 1000, "l liter liters litre litres"),
        ("volume", 1, 1_000_000, "ml milliliter milliliters millilitre millilitres"),
        ("angle", 1, 1, "degree degrees deg"), ("radians", 1, 1, "rad radian radians"),
        ("celsius", 1, 1, "degree c|degrees c|degrees celsius|degree celsius|celsius"),
        ("fahrenheit", 1, 1, "degree f|degrees f|degrees fahrenheit|degree fahrenheit|fahrenheit"),
        ("kelvin", 1, 1, "kelvin"), ("money:usd", 1, 1, "usd dollar dollars"),
        ("money:usd", 1, 100, "cent cents"), ("money:eur", 1, 1, "eur euro euros €"),
        ("money:gbp", 1, 1, "gbp £"), ("money:jpy", 1, 1, "jpy yen ¥"),
        ("money:cny", 1, 1, "yuan rmb cny"), ("money:inr", 1, 1, "inr rupee rupees ₹"),
        ("length", 1, 1_000_000, "μm µm micrometer micrometers"),
        ("length", 1, 1_000_000_000, "nanometer nanometers"), ("length", 1, 1, "unit units"),
        ("speed", 1, 1, "mph"), ("force", 1, 1, "newton newtons"), ("energy", 1, 1, "joule joules"),
        ("power", 1, 1, "watt watts"), ("volt", 1, 1, "volt volts"),
        ("amp", 1, 1, "ampere amperes"),
        ("ohm", 1, 1, "ohm ohms ω"), ("hertz", 1, 1, "hz hertz"),
    ]
    private static let known: [String: Unit] = {
        var result: [String: Unit] = [:]
        for (dimension, above, below, names) in table {
            guard let size = Rational(Int128(above), over: Int128(below)) else { continue }
            let separator: Character = names.contains("|") ? "|" : " "
            // A unit of an unnamed measure is its own.
            let own = names == "unit units" ? "units" : dimension
            for name in names.split(separator: separator) { result[String(name)] = Unit(own, size) }
        }
        return result
    }()
    /// Names in which case tells.
    private static let cased: [String: Unit] = {
        let table: [(String, Int, Int, String)] = [
            ("N", 1, 1, "force"), ("kN", 1000, 1, "force"), ("J", 1, 1, "energy"),
            ("kJ", 1000, 1, "energy"), ("W", 1, 1, "power"), ("kW", 1000, 1, "power"),
            ("V", 1, 1, "volt"), ("mV", 1, 1000, "volt"), ("kV", 1000, 1, "volt"),
            ("mA", 1, 1000, "amp"), ("K", 1, 1, "kelvin"), ("Pa", 1, 1, "pressure"),
            ("kPa", 1000, 1, "pressure"), ("MPa", 1_000_000, 1, "pressure"),
            ("mPa", 1, 1000, "pressure"), ("kHz", 1000, 1, "hertz"),
            ("MHz", 1_000_000, 1, "hertz"), ("mHz", 1, 1000, "hertz"),
            ("GHz", 1_000_000_000, 1, "hertz"), ("nm", 1, 1_000_000_000, "length"),
            ("eV", 1, 1, "electronvolt"),
        ]
        var result: [String: Unit] = [:]
        for (name, above, below, dimension) in table {
            guard let size = Rational(Int128(above), over: Int128(below)) else { continue }
            result[name] = Unit(dimension, size)
        }
        return result
    }()
    private static let magnitudes: [String: Rational] = [
        "hundred": Rational(100), "thousand": Rational(1000), "million": Rational(1_000_000),
        "billion": Rational(1_000_000_000), "trillion": Rational(1_000_000_000_000),
        "dozen": Rational(12), "hundreds": Rational(100), "thousands": Rational(1000),
        "millions": Rational(1_000_000), "billions": Rational(1_000_000_000),
    ]
    /// Words behind a number that are no unit, but change what is said.
    private static let notUnits: Set<String> = [
        "and", "are", "but", "each", "else", "except", "for", "from", "half", "halves", "less",
        "minus", "more", "not", "off", "over", "per", "percent", "plus", "quarter", "quarters",
        "than",
        "the", "then", "third", "thirds", "times", "twice", "with", "without", "squared", "cubed",
        "remainder", "hundred", "thousand", "million", "billion", "trillion", "dozen", "pairs",
        "pair",
        "score", "sin", "cos", "tan", "log", "exp", "sqrt", "mod", "tenths", "hundredths", "either",
        "neither", "about", "false", "true", "wrong", "tens", "hundreds", "thousands", "millions",
        "billions", "trillions", "dozens", "scores", "gross", "lakh", "lakhs", "crore", "crores",
        "mil", "fourth", "fourths", "fifth", "fifths", "sixth", "sixths", "seventh", "sevenths",
        "eighth", "eighths", "ninth", "ninths", "tenth", "twelfth", "twelfths", "thousandth",
        "thousandths", "point", "factorial", "below",
    ]
}
