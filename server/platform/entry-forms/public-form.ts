import { projectionsOf } from '#engine/access/projections.ts'
import type { Context } from '#engine/context.ts'
import { choicesOf } from '#engine/records/choices.ts'
import { readRow } from '#engine/records/read.ts'
import {
  type EntryField,
  type EntryState,
  type EntryTimes,
  entryState,
  readEntryFields,
} from '#model/entry-form.ts'
import type { Field } from '#model/fields/index.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { everyRow } from '#model/where.ts'
import { tableOfForm } from './checked.ts'
import { entryError } from './errors.ts'
import { type Link, linkByKey } from './links.ts'
import { entryForms } from './tables.ts'

/** A form as it stands now: what strangers are asked for, and where it goes. */
export interface OpenForm {
  readonly link: Link
  readonly row: Row
  readonly table: Table
  /** The table as the form shows it: no other field, and no rule that looks at another. */
  readonly shown: Table
  readonly asked: readonly EntryField[]
  readonly state: EntryState
}

/** Whoever answers is nobody; what they leave is written in the form's name. */
export const asForm = (ctx: Context, form: number): Context => ({
  ...ctx,
  actor: { kind: 'system', name: `entry_form:${form}` },
})

export async function openForm(ctx: Context, key: string): Promise<OpenForm> {
  const link = await linkByKey(ctx, key)
  const forms = ctx.catalog.find(ctx.site.id, entryForms.slug)!
  const row = link && (await readRow(asForm(ctx, link.form), forms, link.form))
  const table = row && tableOfForm(ctx, row.table)
  if (!link || !row || !table) throw entryError('entry.not_found')
  const asked = readEntryFields(row.asked_fields, table).fields
  const slugs = new Set(asked.map(({ field }) => field))
  const shown = projectionsOf(table, new Map([...slugs].map((slug) => [slug, everyRow]))).seen
  return { link, row, table, shown, asked, state: stateOf(row, link.answers, ctx.now) }
}

const timesOf = (row: Row): EntryTimes => ({
  active: row.active === true,
  opens: row.opens as string | null,
  closes: row.closes as string | null,
  most: row.most as number | null,
})

export const stateOf = (row: Row, answers: number, now: Date): EntryState =>
  entryState(timesOf(row), answers, now)

/** What is told of it to anyone: of one that takes no answers, its name and when it does. */
export async function publicForm(ctx: Context, form: OpenForm) {
  const { row, state, shown, asked, link } = form
  const about = {
    name: row.name as string,
    site: ctx.site.name,
    state,
    opens: state === 'not_yet' ? row.opens : null,
    intro: row.intro ?? null,
    locale: { country: ctx.site.country, currency: ctx.site.currency, timeZone: ctx.site.timeZone },
  }
  if (state !== 'open') return about
  const choices = await choicesOf(asForm(ctx, link.form), shown)
  const fields = asked.map((one) => publicField(one, shown, choices))
  const bySlug = new Set(asked.map(({ field }) => field))
  return {
    ...about,
    fields,
    rules: shown.rules.filter((rule) => bySlug.has(rule.field)),
    sections: shown.sections ?? [],
    button: row.button ?? null,
    question: row.question ?? null,
  }
}

/** The field as tables tell of theirs, without what is the house's own business. */
function publicField(
  { field: slug, label, help, required }: EntryField,
  shown: Table,
  choices: Awaited<ReturnType<typeof choicesOf>>,
): Record<string, unknown> {
  const field = shown.fields.find((one) => one.slug === slug) as Field
  const { aliases: _, unique: __, readonly: ___, ...open } = field
  const options = choices[slug]?.map(({ value, label }) => ({ value, label: { fr: label } }))
  const {
    table: ____,
    category: _____,
    ...rest
  } = open as typeof open & { table?: string; category?: string }
  return {
    ...rest,
    ...(options && { options }),
    ...(label && { label }),
    ...(help && { help }),
    ...(required && { required }),
  }
}
