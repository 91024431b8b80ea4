/// LaTeX as plain text, as pylatexenc 2 writes it and mathruler rewrites that: `\frac{1}{2}` is `1/2`,
/// `\sqrt{3}` is `sqrt(3)`; commands it does not know are left out, what they are of is kept.
struct LaTeXText {
    private let text: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    private static let deepest = 60

    private init(_ text: [Unicode.Scalar]) { self.text = text }

    /// The plain text; nothing if it nests too deep.
    static func plain(_ latex: CodePoints) -> CodePoints? {
        var latex = latex
        for (old, new) in [("\\tfrac", "\\frac"), ("\\dfrac", "\\frac"), ("\\frac", " \\frac")] {
            latex.replace(old, with: new)
        }
        var reader = LaTeXText(latex.scalars)
        guard let scalars = reader.group(closedBy: nil) else { return nil }
        var result = CodePoints(scalars)
        for (old, new) in [
            ("√", "sqrt"), ("π", "pi"), ("∞", "inf"), ("∪", "U"), ("·", "*"), ("×", "*"),
        ] {
            result.replace(old, with: new)
        }
        return result.stripped
    }

    /// Everything up to a closing brace or bracket, or to the end.
    private mutating func group(closedBy end: Unicode.Scalar?) -> [Unicode.Scalar]? {
        guard depth < LaTeXText.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        var result: [Unicode.Scalar] = []
        while index < text.count {
            let scalar = text[index]
            if scalar == end {
                index += 1
                return result
            }
            if scalar == "}" {
                if end != nil { return result }
                // A brace that opens nowhere is passed over.
                index += 1
                continue
            }
            guard let next = piece() else { return nil }
            result += next
        }
        return result
    }

    /// One character, command or group.
    private mutating func piece() -> [Unicode.Scalar]? {
        let scalar = text[index]
        switch scalar {
        case "{":
            index += 1
            return group(closedBy: "}")
        case "\\": return command()
        case "~":
            index += 1
            return ["\u{A0}"]
        case "&":
            index += 1
            return Array("   ".unicodeScalars)
        default: break
        }
        for (old, new) in LaTeXText.ligatures {
            if text[index...].starts(with: old) {
                index += old.count
                return [new]
            }
        }
        index += 1
        return [scalar]
    }

    private mutating func command() -> [Unicode.Scalar]? {
        index += 1
        guard index < text.count else { return [] }
        var name = ""
        if CodePoints.isLetter(text[index]), text[index].isASCII {
            while index < text.count, text[index].isASCII, CodePoints.isLetter(text[index]) {
                name.unicodeScalars.append(text[index])
                index += 1
            }
            if index < text.count, text[index] == "*" { index += 1 }
            skipSpaces()
        } else {
            name.unicodeScalars.append(text[index])
            index += 1
        }
        switch name {
        case "frac":
            guard let above = argument(), let below = argument() else { return nil }
            return above + ["/"] + below
        case "sqrt":
            if index < text.count, text[index] == "[" {
                index += 1
                guard group(closedBy: "]") != nil else { return nil }
            }
            guard let radicand = argument() else { return nil }
            return ["√", "("] + radicand + [")"]
        case "mathbf", "boldsymbol", "bm":
            return argument()?.map { LaTeXText.letter($0, 0x1D400, 0x1D41A, digits: 0x1D7CE) }
        case "mathit": return argument()?.map { LaTeXText.letter($0, 0x1D434, 0x1D44E) }
        case "mathsf", "mathtt":
            return argument()?.map { LaTeXText.letter($0, 0x1D5A0, 0x1D5BA, digits: 0x1D7E2) }
        case "mathbb", "mathcal", "mathfrak", "mathscr":
            // Letters of their own, which equal no others.
            return argument()?.map { LaTeXText.letter($0, 0x1D4D0, 0x1D4EA) }
        case "bar", "hat", "vec", "tilde", "dot", "ddot":
            return argument().map { $0 + ["\u{305}"] }
        case "begin", "end":
            _ = argument()
            return ["\n"]
        case "mbox", "textsf", "hspace", "color", "label":
            _ = argument()
            return []
        case "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr": return []
        default: return LaTeXText.symbols[name].map { Array($0.unicodeScalars) } ?? []
        }
    }

    /// What a command is of: a group, a command, or one character.
    private mutating func argument() -> [Unicode.Scalar]? {
        skipSpaces()
        guard index < text.count, text[index] != "}" else { return [] }
        guard depth < LaTeXText.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        return piece()
    }

    private mutating func skipSpaces() {
        while index < text.count, CodePoints.isSpace(text[index]) { index += 1 }
    }

    /// A letter or digit in another type: Unicode has each alphabet in order.
    private static func letter(
        _ scalar: Unicode.Scalar, _ upper: UInt32, _ lower: UInt32, digits: UInt32? = nil
    ) -> Unicode.Scalar {
        let value = scalar.value
        switch value {
        case 48...57: return digits.flatMap { Unicode.Scalar($0 + value - 48) } ?? scalar
        case 65...90: return Unicode.Scalar(upper + value - 65) ?? scalar
        case 97...122: return Unicode.Scalar(lower + value - 97) ?? scalar
        default: return scalar
        }
    }

    private static let ligatures: [([Unicode.Scalar], Unicode.Scalar)] = [
        ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"),
    ].map { (Array($0.unicodeScalars), $1) }

    private static let symbols: [String: String] = {
        var result: [String: String] = [:]
        for entry in table.split(separator: " ") {
            let parts = entry.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { result[String(parts[0])] = String(parts[1]) }
        }
        for name in functions.split(separator: " ") { result[String(name)] = String(name) }
        for (name, text) in [
            (" ", " "), (",", " "), (";", " "), (":", " "), ("\\", "\n"), ("quad", "  "),
            ("qquad", "    "), ("{", "{"), ("}", "}"), ("%", "%"), ("$", "$"), ("#", "#"),
            ("&", "&"), ("_", "_"), ("[", "\n"), ("]", "\n"),
        ] {
            result[name] = text
        }
        return result
    }()

    private static let functions =
        "sin cos tan arcsin arccos arctan sinh cosh tanh ln log exp max min lim inf sup"

    private static let table =
        "cdot=· times=× pi=π infty=∞ cup=∪ cap=∩ pm=± mp=∓ le=≤ leq=≤ ge=≥ geq=≥ neq=≠ approx=≈ "
        + "to=→ rightarrow=→ leftarrow=← Rightarrow=⇒ in=∈ notin=∉ angle=∠ div=÷ circ=∘ ldots=… "
        + "dots=… cdots=⋯ perp=⊥ parallel=∥ mid=| ast=∗ emptyset=∅ subset=⊂ equiv=≡ sim=∼ cong=≅ "
        + "ell=ℓ hbar=ħ vert=| Vert=‖ leqslant=⩽ geqslant=⩾ because=∵ therefore=∴ "
        + "sum=∑ prod=∏ int=∫ prime=' partial=∂ nabla=∇ forall=∀ exists=∃ star=⋆ bullet=∙ "
        + "alpha=α beta=β gamma=γ delta=δ epsilon=ϵ varepsilon=ε zeta=ζ eta=η theta=θ iota=ι kappa=κ "
        + "lambda=λ mu=μ nu=ν xi=ξ rho=ρ sigma=σ tau=τ upsilon=υ phi=ϕ varphi=φ chi=χ psi=ψ omega=ω "
        + "Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Phi=Φ Psi=Ψ Omega=Ω"
}
