@testable import Ingest

/// Answers a question from its text and a scene, on its own: what the generator is checked against.
enum SceneReader {
    static func answer(_ question: String, _ scene: ShapeScene) -> String? {
        let words = question.split(separator: " ").map(String.init)
        let objects = scene.objects.map { $0.triple.split(separator: " ").map(String.init) }
        func count(_ word: String) -> Int { objects.count { $0[1] == word || $0[2] == word } }
        func at(_ position: String) -> [String]? { objects.first { $0[0] == position } }
        switch (words.first, words.count) {
        case ("how", 4): return words[2] == "objects" ? "\(objects.count)" : "\(count(words[2]))"
        case ("how", 6): return "\(count(words[2]) + count(words[4]))"
        case ("what", 4): return objects.first { $0[2] == words[2] }?[1]
        case ("what", 5):
            guard let found = at(words[3]) else { return "none" }
            return words[1] == "color" ? found[1] : found[2]
        case ("more", _): return count(words[1]) > count(words[3]) ? "yes" : "no"
        case ("remove", _): return "\(objects.count - count(words[1]))"
        case ("same", _):
            guard let left = at(words[3]), let right = at(words[5]) else { return nil }
            return left[1] == right[1] ? "yes" : "no"
        default: return nil
        }
    }
}
