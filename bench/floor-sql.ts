/**
 * The statements of the floor, by hand. Each answers one row of text: the reply's body, or its two halves.
 * Search looks for the text in name and description, with an exact total, as such a server would have it.
 */
const productColumns = 't.id, name, brand, t.price, description, category, in_stock, featured, slug'
const measureColumns =
  't.id, code, libelle, statut, t.montant::text, quantite, urgent, jour, releve_le, ville, note'
const byPrice = 't.price desc, t.id desc'
const byAmount = 't.montant desc, t.id desc'

const rows = (select: string) => `(select coalesce(json_agg(x), '[]')::text from (${select}) x)`
const total = (table: string, where: string) => `(select count(*) from ${table} t ${where})`

interface List {
  readonly table: string
  readonly columns: string
  readonly where: string
  readonly order: string
  readonly limit: number
  readonly counted: boolean
}

const firstPage = ({ table, columns, where, order, limit, counted }: List) => `
  select ${counted ? total(table, where) : 'null'} as count,
    ${rows(`select ${columns} from ${table} t ${where} order by ${order} limit ${limit}`)} as results`

/** Far down, the index alone is walked; rows are fetched for the page. */
const farPage = ({ table, columns, where, order, limit, counted }: List, offset: string) => {
  const page = `select t.id from ${table} t ${where} order by ${order} limit ${limit} offset ${offset}`
  return `select ${counted ? total(table, where) : 'null'} as count,
    ${rows(`select ${columns} from ${table} t join (${page}) page using (id) order by ${order}`)} as results`
}

/** One pass finds; page and total are made of what it found. */
const searchPage = (where: string) => {
  const page = `select t.id from found t order by ${byPrice} limit 20`
  return `with found as materialized (select id, price from products where ${where})
    select (select count(*) from found) as count,
      ${rows(`select ${productColumns} from products t join (${page}) page using (id) order by ${byPrice}`)} as results`
}
/** What ILIKE means, a quarter faster. */
const matches = (value: string) =>
  `(lower(name) like lower(${value}) or lower(description) like lower(${value}))`

const productList = (where: string, counted = true): List => ({
  table: 'products',
  columns: productColumns,
  order: byPrice,
  limit: 20,
  where,
  counted,
})
const measureList = (table: string, counted: boolean): List => ({
  table,
  columns: measureColumns,
  order: byAmount,
  limit: 50,
  where: 'where statut = $1',
  counted,
})

export const sql = {
  inCategory: firstPage(productList('where category = $1')),
  searchInCategory: searchPage(`category = $1 and ${matches('$2')}`),
  search: searchPage(matches('$1')),
  product: `select row_to_json(x)::text from (select ${productColumns} from products t where id = $1) x`,
  create: `with t as (
      insert into products (name, brand, price, description, category, in_stock, featured, slug)
      values ($1, $2, $3, $4, $5, $6, $7, $8) returning *)
    select row_to_json(x)::text from (select ${productColumns} from t) x`,
  all: farPage(productList(''), '$1'),
  allUncounted: farPage(productList('', false), '$1'),
  measures: (table: string, far: boolean, counted: boolean) => {
    const list = measureList(table, counted)
    return far ? farPage(list, '$2') : firstPage(list)
  },
}
