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

const isAdmin = ({ is_admin }: Here): boolean => is_admin
const isOwner = ({ is_network_owner }: Here): boolean => is_network_owner

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
    to: '/administration/utilisateurs',
    label: ['Utilisateurs', 'Users'],
    icon: 'users',
    app: 'house',
    isFor: isAdmin,
    alias: 'personnes membres comptes sessions deverrouiller people members accounts unlock',
  },
  {
    to: '/administration/groupes',
    label: ['Groupes et droits', 'Groups and rights'],
    icon: 'shield',
    app: 'house',
    isFor: isAdmin,
    alias: 'permissions acces roles',
  },
  {
    to: '/administration/jetons',
    label: ['Jetons d’API', 'API tokens'],
    icon: 'key',
    app: 'house',
    isFor: isAdmin,
    alias: 'cles programmes keys',
  },
  {
    to: '/tables/nouvelle',
    label: ['Nouvelle table', 'New table'],
    icon: 'plus',
    isFor: ({ is_admin }) => is_admin,
    alias: 'creer modele structure make template',
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
    to: '/administration/taches',
    label: ['Tâches de fond', 'Background jobs'],
    icon: 'history',
    app: 'house',
    isFor: isAdmin,
    alias: 'echecs refaire jobs failed retry',
  },
  {
    to: '/administration/audit',
    label: ['Journal', 'Audit log'],
    icon: 'file',
    app: 'house',
    isFor: isAdmin,
    alias: 'audit qui a fait quoi sceaux who did what seals',
  },
  {
    to: '/administration/connexions',
    label: ['Connexions', 'Sign-ins'],
    icon: 'lock',
    app: 'house',
    isFor: isOwner,
    alias: 'essais tentatives attempts login',
  },
  {
    to: '/administration/reglages',
    label: ['Réglages du site', 'Site settings'],
    icon: 'settings',
    app: 'house',
    isFor: isAdmin,
    alias: 'logo monnaie fuseau nom currency time zone',
  },
  {
    to: '/administration/sites',
    label: ['Sites', 'Sites'],
    icon: 'site',
    app: 'house',
    isFor: isOwner,
    alias: 'reseau network boutique shop',
  },
  {
    to: '/administration/installation',
    label: ['Installation', 'Installation'],
    icon: 'device',
    app: 'house',
    isFor: isOwner,
    alias: 'smtp sms courriel variables env serveur mail server',
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
