/// How the losses of a batch's tokens become one number.
public enum LossAggregation: String, CaseIterable, Sendable {
    /// Over all tokens of the batch: DAPO and BNPO (verl `token-mean`, EasyR1 `token`, TRL `dapo`).
    case tokenMean = "token-mean"
    /// Not divided at all (verl `token-sum`).
    case tokenSum = "token-sum"
    /// The mean over responses of the mean over their tokens: GRPO's paper (verl
    /// `seq-mean-token-mean`, EasyR1 `seq`, TRL `grpo`).
    case sequenceMeanTokenMean = "sequence-mean-token-mean"
    /// The mean over responses of the sum over their tokens (verl `seq-mean-token-sum`; with GSPO
    /// that is LUSPO, TRL `luspo`).
    case sequenceMeanTokenSum = "sequence-mean-token-sum"
    /// The same divided by a constant length, the limit of tokens: Dr.GRPO (verl
    /// `seq-mean-token-sum-norm`, TRL `dr_grpo`).
    case constantLength = "constant-length"
}
