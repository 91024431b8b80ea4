import Records
import Sampling

/// A question as plain HTML.
struct PlainCard {
    let row: GalleryRow
    let thumbnail: [UInt8]?

    init(_ row: GalleryRow, _ thumbnail: [UInt8]?) {
        self.row = row
        self.thumbnail = thumbnail
    }

    var markup: Markup {
        let answers = row.answers.map { answer in
            Markup.element(
                "li", [],
                [
                    .text(
                        "\(GalleryText.word(answer.verdict)) \(answer.count)× "
                            + GalleryRow.cut(answer.answer ?? "", 200))
                ])
        }
        return .element(
            "li", [.init("class", "card")],
            [
                .element("div", [], [picture]),
                .element(
                    "div", [],
                    [
                        .element(
                            "h3", [],
                            [.text(GalleryRow.cut(row.question?.text ?? row.rate.question, 600))]),
                        HTML.p("\(row.rate.difficulty.rawValue), \(GalleryText.mean(row.rate))"),
                        HTML.p(
                            "gold answer: " + GalleryRow.cut(row.question?.answer ?? "", 200),
                            [.init("class", "gold")]),
                        .element("ul", [], answers),
                        HTML.p(GalleryText.reason(row.rate.reason)),
                    ]),
            ])
    }

    private var picture: Markup {
        guard let thumbnail else {
            return HTML.div("none", [.text("no picture in this file")])
        }
        var source = Array("data:image/jpeg;base64,".utf8)
        Base64Text.append(thumbnail, to: &source)
        return .element(
            "img",
            [
                .init("src", String(decoding: source, as: UTF8.self)),
                .init("alt", "Picture of the question \(row.rate.question)"),
            ])
    }
}
