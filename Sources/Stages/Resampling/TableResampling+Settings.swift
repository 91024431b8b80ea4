public import Engine
public import Manifests
import Records
public import Sampling

extension TableResampling {
    /// A table and what a `sample` stage would make of it.
    ///
    /// - Parameters:
    ///   - table: the file, whose name ends in `.parquet`, `.jsonl`, `.ndjson`, `.csv` or `.tsv`.
    ///   - settings: how questions are labelled.
    ///   - output: the folder for the result: not there yet, or empty.
    ///   - dataset: the data set of PeBR-R1's script, to be split as that script does; nothing for none.
    ///   - stop: asked now and then whether the work is to end.
    public init(
        _ table: String, _ settings: SampleSettings, output: String, dataset: String? = nil,
        stop: StopRequest = StopRequest()
    ) {
        self.init(
            table, settings.labelling, fitsPriors: settings.fixedPriors == nil, output: output,
            dataset: dataset
        ) { path, delimiter throws(Fault) in
            try SeparatedDrawTable(path, delimiter: delimiter)
        } checkStop: { () throws(Fault) in
            guard stop.isMade else { return }
            throw Fault(
                stop.code, "stopped before the labels were complete; nothing was written")
        }
    }
}
