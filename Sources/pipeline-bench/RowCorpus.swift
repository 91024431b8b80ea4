import Images
import Ingest
import Records
import Storage

/// Many rows about few pictures: for what grows with rows alone.
enum RowCorpus {
    private static let rowsOfPicture = 5
    private static let distinctPictures = 4000

    /// Writes the rows, their pictures and the description of the data set.
    ///
    /// - Returns: the path of the description.
    static func write(count: Int, into folder: String) throws(Fault) -> String {
        let pictureCount = (count + rowsOfPicture - 1) / rowsOfPicture
        try writePictures(pictureCount, into: folder)
        var rows = try BufferedFile(path: folder + "/rows.jsonl")
        for number in 0..<count {
            // Rows about one picture are apart, and at no fixed distance.
            let picture = (number / 3 + number % 3 * 7919) % pictureCount
            let row: JSONValue = [
                "id": .string("row-\(number)"), "image": .string(path(picture)),
                "question": .string("How many dots are left of the line with number \(number)?"),
                "answer": .string("\(number % 97)"), "note": "kept as it is",
            ]
            try rows.append { bytes in
                row.append(to: &bytes)
                bytes.append(0x0A)
            }
        }
        try rows.close()
        let description = """
            name: rows
            licence: CC0-1.0
            root: \(folder)
            format: jsonl
            splits: {train: {annotations: rows.jsonl, images: .}}
            columns: {id: id, question: question, answer: answer, images: image}
            capability: {constant: fine}
            expected: {train: \(count)}

            """
        try FileSystem.write(Array(description.utf8), to: folder + "/rows.yaml")
        return folder + "/rows.yaml"
    }

    /// Writes the first pictures, and links the others to them.
    private static func writePictures(_ count: Int, into folder: String) throws(Fault) {
        let generator = ShapesGenerator(seed: 0)
        for number in 0..<count {
            if number % 1000 == 0 {
                try FileSystem.createFolder("\(folder)/pictures/\(number / 1000)")
            }
            let place = "\(folder)/\(path(number))"
            if number < distinctPictures {
                let item = generator.item(number, split: "train", role: .heldOut)
                let picture = generator.picture(of: item, index: number, split: "train")
                try FileSystem.write(picture.png(), to: place)
            } else {
                let first = "\(folder)/\(path(number % distinctPictures))"
                try FileSystem.hardLink(first, at: place)
            }
        }
    }

    private static func path(_ picture: Int) -> String {
        "pictures/\(picture / 1000)/\(picture).png"
    }
}
