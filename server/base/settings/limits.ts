import type { Settings } from './setting.ts'

export const limits = {
  RATE_LIMIT_USER: {
    kind: 'budget',
    example: '100/h',
    use: 'used',
    says: 'Les demandes d’un même utilisateur : 100/h en permet cent par heure, la suivante reçoit 429. Sans elle, aucune limite : une grille que l’on remplit en fait plusieurs par seconde.',
  },
  RATE_LIMIT_ADDRESS: {
    kind: 'budget',
    example: '1000/m',
    use: 'used',
    says: 'Les demandes d’une même adresse (en IPv6, d’un même réseau /64). Sans elle, aucune limite : toute une foule peut se tenir derrière la passerelle d’un opérateur mobile.',
  },
  RATE_LIMIT_ENTRY_FORM: {
    kind: 'budget',
    default: '200/h',
    example: '200/h',
    use: 'used',
    says: 'Les réponses d’une même adresse à un même formulaire public. À hausser quand toute une salle répond par le même accès.',
  },
  REDIS_URL: {
    kind: 'url',
    schemes: ['redis', 'rediss'],
    example: 'redis://localhost:6379/0',
    use: 'used',
    says: 'Valkey ou Redis, pour y compter ce que ces limites permettent. Sans elle, ou quand il ne répond pas : PostgreSQL.',
  },
} as const satisfies Settings
