/** `./sugu test --long`: the proofs in their full length; otherwise a short form of each, for every day. */
export const isLong = process.env.SUGU_LONG === '1'

export const inLength = <T>(long: T, short: T): T => (isLong ? long : short)
