import { AppError, errorsOf } from '#base/errors.ts'

/** What PostgreSQL refused. Its message may hold data: for the log, never for a client. */
export class DatabaseError extends Error {
  readonly code: string
  readonly constraint: string | undefined
  readonly table: string | undefined
  readonly column: string | undefined
  readonly detail: string | undefined

  constructor(message: string, fields: DatabaseErrorFields) {
    super(message)
    this.code = fields.code
    this.constraint = fields.constraint
    this.table = fields.table
    this.column = fields.column
    this.detail = fields.detail
  }
}

export interface DatabaseErrorFields {
  readonly code: string
  readonly constraint?: string | undefined
  readonly table?: string | undefined
  readonly column?: string | undefined
  readonly detail?: string | undefined
}

/** The connection ended under a batch. `sent`: PostgreSQL may have done it. */
export class ConnectionLost extends Error {
  readonly sent: boolean
  constructor(sent: boolean, cause?: unknown) {
    super('connection to PostgreSQL lost', { cause })
    this.sent = sent
  }
}

export const databaseProblem = errorsOf({
  'database.busy': [
    503,
    {
      fr: 'La base de données est trop occupée. Réessayez dans un instant.',
      en: 'The database is too busy. Try again in a moment.',
    },
  ],
  'database.gone': [
    503,
    {
      fr: 'La base de données ne répond pas. Réessayez dans un instant.',
      en: 'The database does not answer. Try again in a moment.',
    },
  ],
  'database.fate_unknown': [
    503,
    {
      fr: 'La base de données s’est arrêtée pendant l’enregistrement : vérifiez s’il a eu lieu avant de recommencer.',
      en: 'The database stopped while saving: check whether it was done before trying again.',
    },
  ],
  'database.too_slow': [
    503,
    {
      fr: 'La base de données a mis trop de temps à répondre. Précisez votre demande, ou réessayez plus tard.',
      en: 'The database took too long to answer. Narrow your request, or try again later.',
    },
  ],
  'database.full': [
    507,
    {
      fr: 'Le disque de la base de données est plein : rien n’a été enregistré. Libérez de la place, puis réessayez.',
      en: 'The disk of the database is full: nothing was saved. Make room, then try again.',
    },
  ],
})

/** « PostgreSQL is going, coming or gone ». Not 08P01, which is a statement with the wrong number of values. */
const gone = new Set(['08000', '08001', '08003', '08004', '08006', '08007', '57P01', '57P02', '57P03'])
export const saysGone = (code: string): boolean => gone.has(code)

/** The error as the floors above should see it. `fateKnown`: nothing of the batch can have been committed. */
export function seenFromAbove(error: unknown, fateKnown: boolean): unknown {
  if (error instanceof AppError) return error
  if (error instanceof ConnectionLost) return lost(fateKnown || !error.sent, error)
  if (!(error instanceof DatabaseError)) return error
  if (saysGone(error.code)) return lost(fateKnown, error)
  if (error.code === '53100') return databaseProblem('database.full', {}, { cause: error })
  if (error.code === '57014') return databaseProblem('database.too_slow', {}, { cause: error })
  return error
}

const lost = (fateKnown: boolean, cause: Error): AppError =>
  databaseProblem(fateKnown ? 'database.gone' : 'database.fate_unknown', {}, { cause })
