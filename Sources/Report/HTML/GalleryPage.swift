import Records
import Sampling
import Storage

/// The gallery of a page: rows in blocks, compressed, in inert elements that a script reads when somebody
/// looks at them; some questions as plain HTML for whoever has no script.
struct GalleryPage {
    let gallery: QuestionGallery

    private static let plainRows = 3

    init(_ gallery: QuestionGallery) { self.gallery = gallery }

    var markup: Markup {
        guard !gallery.rows.isEmpty else { return .empty }
        let names = GalleryNames(gallery.rows)
        return browser(names) + .element("noscript", [], [plain]) + blocks(names)
    }

    private func browser(_ names: GalleryNames) -> Markup {
        let filters = Markup.element(
            "form", [.init("id", "gallery-filters"), .init("class", "filters"), .init("role", "search")],
            [
                select("label", "Label", Difficulty.allCases.enumerated().compactMap {
                    names.hasLabel($0) ? ("\($0)", $1.rawValue) : nil
                }),
                select("source", "Source", names.sources.enumerated().map { ("\($0)", $1) }),
                select(
                    "capability", "Capability",
                    names.capabilities.enumerated().map { ("\($0)", $1) }),
                .element(
                    "label", [],
                    [
                        .text("Search texts, answers and ids"),
                        .element(
                            "input",
                            [.init("type", "search"), .init("name", "text"), .init("autocomplete", "off")]),
                    ]),
            ])
        let pages = HTML.div(
            "pages",
            [
                button("Previous", "previous"), button("Next", "next"),
                .element(
                    "span", [.init("id", "gallery-status"), .init("role", "status")], []),
            ])
        return .element(
            "div", [.init("id", "gallery-browser"), .init("hidden", "")],
            [filters, pages, .element("ul", [.init("class", "cards"), .init("id", "gallery-list")], [])])
    }

    private func button(_ title: String, _ page: String) -> Markup {
        .element("button", [.init("type", "button"), .init("data-page", page)], [.text(title)])
    }

    private func select(
        _ name: String, _ title: String, _ options: [(value: String, title: String)]
    ) -> Markup {
        let all = Markup.element("option", [.init("value", "")], [.text("all")])
        return .element(
            "label", [],
            [
                .text(title),
                .element(
                    "select", [.init("name", name)],
                    [all]
                        + options.map {
                            .element("option", [.init("value", $0.value)], [.text($0.title)])
                        }),
            ])
    }

    /// The first questions of each label.
    private var plain: Markup {
        let labels = Difficulty.allCases.flatMap { label in
            Array(
                gallery.rows.indices.filter { gallery.rows[$0].rate.difficulty == label }
                    .prefix(GalleryPage.plainRows))
        }
        return HTML.p("The first questions of each label. All can be browsed with scripts allowed.")
            + .element(
                "ul", [.init("class", "cards")],
                labels.map { PlainCard(gallery.rows[$0], gallery.thumbnails[$0]).markup })
    }

    private func blocks(_ names: GalleryNames) -> Markup {
        var result = inert("gallery-index", .json(Array(names.index(gallery).serialized.utf8)))
        var budget = GalleryText.Budget(rows: gallery.rows.count)
        for start in stride(from: 0, to: gallery.rows.count, by: GalleryNames.blockSize) {
            let number = start / GalleryNames.blockSize
            let end = min(gallery.rows.count, start + GalleryNames.blockSize)
            let data = GalleryText.block(Array(gallery.rows[start..<end]), names, &budget)
            var letters: [UInt8] = []
            Base64Text.append(data, to: &letters)
            result += inert("rows-\(number)", .base64(letters))
            let pictures = pictures(start..<end)
            if !pictures.isEmpty { result += inert("pictures-\(number)", .base64(pictures)) }
        }
        return result
    }

    /// A line for each picture: the place of its row, and its JPEG file.
    private func pictures(_ range: Range<Int>) -> [UInt8] {
        var letters: [UInt8] = []
        for place in range {
            guard let thumbnail = gallery.thumbnails[place] else { continue }
            letters += "\(place) ".utf8
            Base64Text.append(thumbnail, to: &letters)
            letters.append(UInt8(ascii: "\n"))
        }
        return letters
    }

    private func inert(_ id: String, _ content: Markup) -> Markup {
        .element("script", [.init("type", "application/x-pipeline"), .init("id", id)], [content])
    }
}
