import Records
import Testing

@testable import Report

@Suite struct MarkupTests {
    struct Case {
        var text: String
        var markup: String
    }

    @Test(arguments: [
        Case(
            text: "a < b & \"c\" 'd' > e", markup: "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt; e"
        ),
        Case(
            text: "</script><script>alert(1)</script>",
            markup: "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        Case(text: "right\u{202E}tfel", markup: "right\\u{202e}tfel"),
        Case(text: "bell\u{7}, esc\u{1B}[31m", markup: "bell\\u{7}, esc\\u{1b}[31m"),
        Case(text: "line\u{2028}end", markup: "line\\u{2028}end"),
        Case(text: "größer 図 🎲", markup: "größer 図 🎲"),
    ])
    func `text enters escaped`(_ one: Case) {
        #expect(String(decoding: Markup.text(one.text).bytes, as: UTF8.self) == one.markup)
        let element = Markup.element("p", [.init("title", one.text)], [.text(one.text)])
        #expect(
            String(decoding: element.bytes, as: UTF8.self)
                == "<p title=\"\(one.markup)\">\(one.markup)</p>")
    }

    @Test func `JSON in a script element cannot end it, and reads back as it was`() throws {
        let text = "</script><!-- & \u{2028}\u{2029} \u{E2}\u{80} 図 \u{203A}"
        let markup = Markup.json(Array(JSONValue.string(text).serialized.utf8))
        let written = String(decoding: markup.bytes, as: UTF8.self)
        for hostile in ["<", ">", "&", "\u{2028}", "\u{2029}"] {
            #expect(!written.unicodeScalars.contains(Unicode.Scalar(hostile) ?? "<"))
        }
        #expect(written.contains("\\u003c/script\\u003e"))
        #expect(written.contains("\\u2028\\u2029"))
        #expect(written.contains("図 \u{203A}"))
    }

    struct Encoded {
        var text: String
        var letters: String
    }

    /// The vectors of RFC 4648, section 10.
    @Test(arguments: [
        Encoded(text: "", letters: ""), Encoded(text: "f", letters: "Zg=="),
        Encoded(text: "fo", letters: "Zm8="), Encoded(text: "foo", letters: "Zm9v"),
        Encoded(text: "foob", letters: "Zm9vYg=="), Encoded(text: "fooba", letters: "Zm9vYmE="),
        Encoded(text: "foobar", letters: "Zm9vYmFy"),
    ])
    func `Base64 is that of RFC 4648`(_ one: Encoded) {
        var letters: [UInt8] = []
        Base64Text.append(Array(one.text.utf8), to: &letters)
        #expect(String(decoding: letters, as: UTF8.self) == one.letters)
    }
}
