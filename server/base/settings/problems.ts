import { errorsOf } from '../errors.ts'

/** One sentence each: which setting, why, and what to write. They stop the start, so no reply ever carries them. */
export const settingError = errorsOf({
  'setting.shell': [
    500,
    {
      fr: '{name}{from} contient « $( », une commande que rien n’exécute ici : écrivez la valeur elle-même, par exemple {name}={example}.',
      en: '{name}{from} contains "$(", a command that nothing runs here: write the value itself, for example {name}={example}.',
    },
  ],
  'setting.not_integer': [
    500,
    {
      fr: '{name}{from} vaut « {value} », qui n’est pas un nombre entier : écrivez par exemple {name}={example}.',
      en: '{name}{from} is "{value}", which is not a whole number: write for example {name}={example}.',
    },
  ],
  'setting.out_of_range': [
    500,
    {
      fr: '{name}{from} vaut {value}, hors des bornes ({min} à {max}) : écrivez par exemple {name}={example}.',
      en: '{name}{from} is {value}, out of bounds ({min} to {max}): write for example {name}={example}.',
    },
  ],
  'setting.not_boolean': [
    500,
    {
      fr: '{name}{from} vaut « {value} », qui ne dit ni oui ni non : écrivez {name}=True ou {name}=False.',
      en: '{name}{from} is "{value}", which says neither yes nor no: write {name}=True or {name}=False.',
    },
  ],
  'setting.not_choice': [
    500,
    {
      fr: '{name}{from} vaut « {value} », mais les valeurs possibles sont {choices} : écrivez par exemple {name}={example}.',
      en: '{name}{from} is "{value}", but the possible values are {choices}: write for example {name}={example}.',
    },
  ],
  'setting.not_url': [
    500,
    {
      fr: '{name}{from} vaut « {value} », qui n’est pas une adresse en {schemes} : écrivez par exemple {name}={example}.',
      en: '{name}{from} is "{value}", which is not an address in {schemes}: write for example {name}={example}.',
    },
  ],
  'setting.more_than_origin': [
    500,
    {
      fr: '{name}{from} vaut « {value} », mais s’arrête après le nom de la machine et le port : écrivez par exemple {name}={example}.',
      en: '{name}{from} is "{value}", but ends after the host name and the port: write for example {name}={example}.',
    },
  ],
  'setting.not_host': [
    500,
    {
      fr: '{name}{from} contient « {value} », qui n’est pas un nom d’hôte (ni http://, ni chemin, ni port) : écrivez par exemple {name}={example}.',
      en: '{name}{from} contains "{value}", which is not a host name (no http://, no path, no port): write for example {name}={example}.',
    },
  ],
  'setting.star': [
    500,
    {
      fr: '{name}{from} contient « * », qui ouvrirait Sugu à n’importe qui : nommez les vôtres, par exemple {name}={example}.',
      en: '{name}{from} contains "*", which would open Sugu to anybody: name yours, for example {name}={example}.',
    },
  ],
  'setting.not_proxy': [
    500,
    {
      fr: '{name}{from} contient « {value} », qui n’est ni une adresse, ni un réseau, ni loopback, linklocal ou uniquelocal : écrivez par exemple {name}={example}.',
      en: '{name}{from} contains "{value}", which is neither an address, nor a network, nor loopback, linklocal or uniquelocal: write for example {name}={example}.',
    },
  ],
  'setting.not_budget': [
    500,
    {
      fr: '{name}{from} vaut « {value} », qui n’est pas un nombre par seconde, minute, heure ou jour (s, m, h, d) : écrivez par exemple {name}={example}.',
      en: '{name}{from} is "{value}", which is not a number per second, minute, hour or day (s, m, h, d): write for example {name}={example}.',
    },
  ],
  'setting.length': [
    500,
    {
      fr: '{name}{from} a {length} caractères au lieu de {min} au moins{most} : par exemple ce que donne la commande « openssl rand -base64 48 ».',
      en: '{name}{from} has {length} characters instead of at least {min}{most}: for example what the command "openssl rand -base64 48" gives.',
    },
  ],
  'setting.placeholder': [
    500,
    {
      fr: '{name}{from} a gardé la valeur d’exemple d’un guide, que tout le monde connaît : retirez cette ligne ou donnez une valeur à vous, par exemple ce que donne la commande « openssl rand -base64 48 ».',
      en: '{name}{from} kept a guide’s example value, which everybody knows: remove that line or give a value of your own, for example what the command "openssl rand -base64 48" gives.',
    },
  ],
  'setting.debug_in_production': [
    500,
    {
      fr: 'DEBUG={value} est refusé en production ({why}) : écrivez DEBUG=False, et LOG_LEVEL=debug si vous voulez un journal plus bavard.',
      en: 'DEBUG={value} is refused in production ({why}): write DEBUG=False, and LOG_LEVEL=debug if you want a more talkative log.',
    },
  ],
  'setting.redirect_without_https': [
    500,
    {
      fr: 'SECURE_SSL_REDIRECT=True renverrait vers https, mais SUGU_URL est {value} : écrivez SECURE_SSL_REDIRECT=False, ou une adresse en https, par exemple SUGU_URL=https://sugu.example.com.',
      en: 'SECURE_SSL_REDIRECT=True would redirect to https, but SUGU_URL is {value}: write SECURE_SSL_REDIRECT=False, or an address in https, for example SUGU_URL=https://sugu.example.com.',
    },
  ],
  'setting.sender_name': [
    500,
    {
      fr: 'SMS_SENDER_NAME vaut « {value} » : écrivez 11 lettres et chiffres au plus, sans espace, par exemple MaBoutique.',
      en: 'SMS_SENDER_NAME is "{value}": write at most 11 letters and digits, without spaces, for example MyShop.',
    },
  ],
  'setting.sender_number': [
    500,
    {
      fr: 'ORANGE_SMS_SENDER vaut « {value} » : écrivez le numéro d’envoi de votre pays chez Orange, par exemple +2250000.',
      en: 'ORANGE_SMS_SENDER is "{value}": write the number that Orange sends from in your country, for example +2250000.',
    },
  ],
  'setting.half': [
    500,
    {
      fr: '{name} ne sert à rien sans {other} : donnez les deux, ou aucune.',
      en: '{name} is of no use without {other}: give both, or neither.',
    },
  ],
  'heroku.missing': [
    500,
    {
      fr: '{name} manque, et Heroku efface le disque chaque jour : donnez-la une fois pour toutes, par exemple par « {example} ».',
      en: '{name} is missing, and Heroku erases the disk every day: give it once and for all, for example by "{example}".',
    },
  ],
})
