import { DatabaseError } from '#db/errors.ts'
import { inLanguage } from '#model/language.ts'
import { type Problems, problemsOf } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { accessWhere } from '../access/access.ts'
import type { Context } from '../context.ts'
import { keySlug, uniqueSlugs } from '../schema/stored.ts'
import { recordError } from './errors.ts'
import { tellable } from './shown.ts'

const problem = problemsOf({
  'field.not_unique': {
    fr: 'Une autre ligne porte déjà cette valeur.',
    en: 'Another row already has this value.',
  },
  'reference.not_found': {
    fr: 'Cette ligne n’existe pas ici.',
    en: 'This row does not exist here.',
  },
})

/** What PostgreSQL refused, in the words of the table: whose value was taken, which row is missing, who uses this one. */
export function sayDatabaseProblem(ctx: Context, table: Table, error: unknown): never {
  if (!(error instanceof DatabaseError)) throw error
  if (error.code === '23505')
    throw recordError(
      'row.invalid',
      {},
      { errors: tellable(ctx, table, notUnique(table, error)), cause: error },
    )
  if (error.code === '23503') throw keyProblem(ctx, table, error)
  if (error.code === '40P01') throw recordError('row.busy', {}, { cause: error })
  if (error.code === '54000') throw recordError('row.too_long', {}, { cause: error })
  throw error
}

function notUnique(table: Table, error: DatabaseError): Problems {
  const slugs = uniqueSlugs(table, error.constraint ?? '') ?? ['']
  return Object.fromEntries(slugs.map((slug) => [slug, [problem('field.not_unique')]]))
}

/** The key is the table's own where the row refers to nothing; another's where something refers to the row. */
function keyProblem(ctx: Context, table: Table, error: DatabaseError): Error {
  const slug = keySlug(table, error.constraint ?? '')
  if (slug !== undefined && error.detail?.includes('is not present') !== false) {
    return recordError(
      'row.invalid',
      {},
      { errors: { [slug]: [problem('reference.not_found')] }, cause: error },
    )
  }
  const users = ctx.catalog
    .tablesOf(ctx.site.id)
    .filter((user) => keySlug(user, error.constraint ?? '') !== undefined && accessWhere(ctx, user, 'read'))
  const tables = users.map((user) => inLanguage(user.label, ctx.language)).join(', ')
  return recordError('row.in_use', { tables: tables || '…' }, { cause: error })
}
