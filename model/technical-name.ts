import { slugify } from './slugs.ts'

const longest = 40

/** `Montant H.T.` becomes `montant_h_t`; where that is taken or kept from others, `montant_h_t_2`. */
export function technicalName(label: string, isTaken: (name: string) => boolean, kind = 'champ'): string {
  const plain = slugify(label, longest).replaceAll('-', '_')
  const name = plain === '' ? kind : /^[a-z]/.test(plain) ? plain : `${kind}_${plain}`
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : `_${n}`
    const wanted = `${name.slice(0, longest - end.length).replace(/_+$/, '')}${end}`
    if (!isTaken(wanted)) return wanted
  }
}
