import { margin, type Sheet } from '#platform/papers/draw.ts'

/** All that stands on a quote, in words already. */
export interface QuoteSheet {
  readonly seller: string
  readonly heading: string
  readonly isDraft: boolean
  readonly draft: string
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly buyer: { readonly title: string; readonly lines: readonly string[] }
  readonly line: {
    readonly title: string
    readonly amountTitle: string
    readonly text: string
    readonly amount: string
  }
  readonly totals: readonly (readonly [name: string, value: string])[]
  readonly agreement: string
}

const ink = '#1f2933'
const faint = '#616e7c'
const rule = '#cbd2d9'
const amounts = 150

export function drawQuote(paper: Sheet, quote: QuoteSheet, logo: Buffer | null): void {
  drawHead(paper, quote, logo)
  drawBuyer(paper, quote)
  drawLine(paper, quote)
  drawTotals(paper, quote)
  drawAgreement(paper, quote)
}

const widthOf = (paper: Sheet): number => paper.page.width - 2 * margin

function drawHead(paper: Sheet, quote: QuoteSheet, logo: Buffer | null): void {
  const half = widthOf(paper) / 2
  if (logo) paper.image(logo, margin, margin, { fit: [half - 20, 60] })
  const under = logo ? margin + 70 : margin
  paper.font('bold').fontSize(12).fillColor(ink)
  paper.text(quote.seller, margin, under, { width: half - 20, height: 45, ellipsis: true })
  paper.fontSize(18).text(quote.heading, margin + half, margin, { width: half, align: 'right' })
  paper.font('regular').fontSize(10).fillColor(faint)
  for (const [name, value] of quote.facts)
    paper.text(`${name}\u00a0: ${value}`, { width: half, align: 'right' })
  if (quote.isDraft) paper.fillColor('#b44d12').text(quote.draft, { width: half, align: 'right' })
  paper.y = Math.max(paper.y, under + 55) + 20
}

function drawBuyer(paper: Sheet, { buyer }: QuoteSheet): void {
  if (buyer.lines.length === 0) return
  const width = widthOf(paper)
  paper.font('regular').fontSize(9).fillColor(faint).text(buyer.title, margin, paper.y, { width })
  paper.moveDown(0.3).fontSize(11).fillColor(ink)
  buyer.lines.forEach((line, i) => {
    paper.font(i === 0 ? 'bold' : 'regular').text(line, { width: width * 0.7, height: 30, ellipsis: true })
  })
  paper.y += 24
}

function drawLine(paper: Sheet, { line }: QuoteSheet): void {
  const width = widthOf(paper)
  row(paper, line.title, line.amountTitle, (sheet) => sheet.font('bold').fontSize(9).fillColor(faint))
  strike(paper, width)
  row(paper, line.text, line.amount, (sheet) => sheet.font('regular').fontSize(11).fillColor(ink))
  strike(paper, width)
}

/** A text that may take several lines, and its amount beside the first of them. */
function row(paper: Sheet, text: string, amount: string, dress: (paper: Sheet) => void): void {
  const top = paper.y
  const width = widthOf(paper)
  dress(paper)
  paper.text(amount, margin + width - amounts, top, { width: amounts, align: 'right' })
  paper.text(text, margin, top, { width: width - amounts - 20 })
  paper.y = Math.max(paper.y, top + 14) + 6
}

function strike(paper: Sheet, width: number): void {
  const y = paper.y
  paper.strokeColor(rule).lineWidth(0.7)
  paper
    .moveTo(margin, y)
    .lineTo(margin + width, y)
    .stroke()
  paper.y = y + 8
}

function drawTotals(paper: Sheet, { totals }: QuoteSheet): void {
  const width = widthOf(paper)
  totals.forEach(([name, value], i) => {
    const top = paper.y + 4
    paper
      .font(i === totals.length - 1 ? 'bold' : 'regular')
      .fontSize(11)
      .fillColor(ink)
    paper.text(name, margin + width - 2 * amounts, top, { width: amounts })
    paper.text(value, margin + width - amounts, top, { width: amounts, align: 'right' })
  })
  paper.y += 40
}

function drawAgreement(paper: Sheet, { agreement, isDraft }: QuoteSheet): void {
  if (isDraft) return
  const box = { width: 240, height: 80 }
  if (paper.y + box.height > paper.page.height - margin) paper.addPage()
  const left = margin + widthOf(paper) - box.width
  paper.rect(left, paper.y, box.width, box.height).strokeColor(rule).stroke()
  paper.font('regular').fontSize(8).fillColor(faint)
  paper.text(agreement, left + 8, paper.y + 8, { width: box.width - 16 })
}
