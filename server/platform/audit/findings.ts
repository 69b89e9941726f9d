import type { Source } from './seals.ts'

/** Something that is not as it was sealed. */
export type Finding =
  | {
      /** `emptied`: as an erasure does it, though nobody was erased. */
      readonly what: 'edited' | 'deleted' | 'added' | 'emptied'
      readonly source: Source
      readonly seq: number
      /** Of a row's line `site/table/row/version`; of an event its kind and whom it is about. */
      readonly name: string
      /** When it was written, where the line is there to say so. */
      readonly at: string | null
      /** The seal that it lies under. */
      readonly seal: number | null
    }
  | {
      /**
       * `seal.edited`: it does not hash to its own hash. `seal.unsigned`: nobody with the key signed it.
       * `seal.foreign`: signed with another key, which cannot be judged here. `seal.missing`: it does not hang on to
       * the one before it. `checkpoint`: the mark of the last cleaning is not ours. `end.missing`: later seals were seen.
       */
      readonly what:
        | 'seal.edited'
        | 'seal.unsigned'
        | 'seal.foreign'
        | 'seal.missing'
        | 'checkpoint'
        | 'end.missing'
      readonly seal: number
    }

export interface Report {
  readonly seals: number
  /** Found as they were sealed. */
  readonly lines: number
  readonly findings: readonly Finding[]
  /** Written since the last seal: nobody vouches for them yet. */
  readonly unsealed: number
  /** Emptied because a person was erased. */
  readonly erased: number
  /** Cleaned away as too old, under a signed checkpoint. */
  readonly cleaned: number
  /** Slugs of tables, by their number in the names of lines. */
  readonly tables: Readonly<Record<string, string>>
}
