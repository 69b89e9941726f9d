/** One SQL statement with its values, ready for PostgreSQL. Made by `sql` in `sql.ts`. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** `bytes`: each cell as the bytes of its UTF-8, one character each: half the work for JSON that is only passed on. */
  readonly cells?: 'bytes'
  /** It says the opening of its batch itself, and is the whole of it: see `openingStatement` in `sql.ts`. */
  readonly opens?: true
}

/** Cells come as PostgreSQL's own text: what is only passed on is never parsed. */
export type Cell = string | null
export interface Answer {
  readonly rows: readonly (readonly Cell[])[]
  /** Rows that an insert, update or delete touched; rows of a select. */
  readonly count: number
  readonly columns: readonly string[]
}

/** Two numbers that rise: of all definitions, and of all sessions, memberships and permissions. */
export interface Stamps {
  readonly catalog: number
  readonly access: number
}

export interface Reply {
  /** As they stood when this very batch ran. */
  readonly stamps: Stamps
  readonly answers: readonly Answer[]
}

/** Runs statements for one site, behind the database's wall. */
export interface Executor {
  /**
   * One round trip. Outside a transaction the statements are one implicit transaction: all or nothing.
   * A statement that fails throws `DatabaseError` (with PostgreSQL's code) and undoes the batch.
   */
  run(...statements: Statement[]): Promise<Reply>
}

/** The database as the server uses it: the application role behind the wall, and the network owner's reading. */
export interface Database {
  /** Each `run` is its own implicit transaction. */
  site(siteId: number): Executor
  /** BEGIN … COMMIT around `work`; rolled back when it throws. The one transaction helper. */
  transaction<T>(siteId: number, work: (tx: Executor) => Promise<T>): Promise<T>
  /** Reads over all sites through the unfiltered views of schema `network`, by its own role and pool. */
  readonly network: Executor
}
