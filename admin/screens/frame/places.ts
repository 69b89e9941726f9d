import type { LinkProps } from '@tanstack/react-router'
import type { Here } from '../../lib/session.ts'
import type { IconName } from '../../parts/icons.tsx'

/** A place that is no table: one line here puts it into the navigation and the palette. */
export interface Place {
  readonly to: NonNullable<LinkProps['to']>
  readonly label: readonly [fr: string, en: string]
  readonly icon: IconName
  /** Under which heading; absent: at the top. */
  readonly app?: string
  /** Absent: for everybody. */
  readonly isFor?: (here: Here) => boolean
  /** What else one may call it, for the palette. */
  readonly alias?: string
}

export const places: readonly Place[] = [
  { to: '/', label: ['Accueil', 'Home'], icon: 'home', alias: 'debut start' },
  {
    to: '/tableaux',
    label: ['Tableaux de bord', 'Dashboards'],
    icon: 'chart',
    alias: 'chiffres graphiques figures charts',
  },
  {
    to: '/projets',
    label: ['Bureau', 'Office'],
    icon: 'kanban',
    app: 'projects',
    isFor: ({ tables }) => tables.some(({ from }) => from === 'projects.projet' || from === 'projects.devis'),
    alias: 'projets devis retard projects quotes overdue',
  },
  {
    to: '/administration/webhooks',
    label: ['Webhooks', 'Webhooks'],
    icon: 'bolt',
    app: 'house',
    isFor: ({ is_admin }) => is_admin,
    alias: 'prevenir api automatisation',
  },
  {
    to: '/compte',
    label: ['Mon compte', 'My account'],
    icon: 'user',
    app: 'account',
    alias: 'profil mot de passe profile password securite security',
  },
]

/** Places of an app, or of the top of the navigation. */
export const placesOf = (here: Here, app?: string): readonly Place[] =>
  places.filter((place) => place.app === app && (place.isFor?.(here) ?? true))
