import Manifests

/// The file that a unit of a `command` stage is about.
enum CommandItem {
    /// What an item's placeholder stands for; nothing for another placeholder.
    static func value(of placeholder: String, item: String) -> String? {
        switch placeholder {
        case "item": item
        case "item.name": RelativePath.name(of: item)
        case "item.stem": RelativePath.stem(of: item)
        default: nil
        }
    }

    /// The place that a unit writes to, relative to the root.
    ///
    /// - Parameter item: the item's path; nothing where there is one unit.
    static func expand(_ place: CommandTemplate, item: String?) -> String {
        let text = place.parts.reduce("") { text, part in
            switch part {
            case .text(let more): text + more
            case .placeholder(let name):
                text + (item.flatMap { value(of: name, item: $0) } ?? "")
            }
        }
        return RelativePath.normal(text)
    }
}
