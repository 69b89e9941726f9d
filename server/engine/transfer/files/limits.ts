/** What a stranger's file may weigh before it is refused. */
export const fileLimits = {
  /** The file as it comes. */
  bytes: 512 * 1024 * 1024,
  columns: 2_000,
  /** Characters of one cell. */
  cell: 1_000_000,
  /** Characters of one row, over all its cells. */
  row: 4_000_000,
  /** How deep a JSON value may nest. */
  depth: 64,
  /** Entries of a zip archive. */
  entries: 10_000,
  /** Bytes of one unpacked entry. */
  unpacked: 4 * 1024 * 1024 * 1024,
  /** Unpacked bytes for one packed byte, once the first 32 MB are out. */
  ratio: 250,
  /** Characters of the strings that a workbook's cells share, held in memory. */
  sharedText: 256_000_000,
} as const
