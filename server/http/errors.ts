import { errorsOf } from '#base/errors.ts'

export const httpError = errorsOf({
  'http.not_found': [404, { fr: 'Cette adresse n’existe pas.', en: 'There is nothing at this address.' }],
  'http.method': [
    405,
    { fr: 'Cette adresse ne répond pas à {method}.', en: 'This address does not answer {method}.' },
  ],
  'host.unknown': [
    400,
    {
      fr: 'Aucun site ne répond au nom « {host} ». Ajoutez-le à ALLOWED_HOSTS ou aux noms du site.',
      en: 'No site answers to “{host}”. Add it to ALLOWED_HOSTS or to the site’s host names.',
    },
  ],
  'site.unknown': [400, { fr: 'Il n’y a pas de site « {site} ».', en: 'There is no site “{site}”.' }],
  'auth.bad_header': [
    401,
    {
      fr: 'L’en-tête Authorization attend « Token … » ou « Bearer … ».',
      en: 'The Authorization header takes “Token …” or “Bearer …”.',
    },
  ],
  'body.invalid': [
    400,
    {
      fr: 'Le corps de la requête n’est pas du JSON lisible.',
      en: 'The body of the request is not readable JSON.',
    },
  ],
  'body.too_deep': [
    400,
    {
      fr: 'Le corps de la requête emboîte trop de listes ou d’objets : {max} niveaux au plus.',
      en: 'The body of the request nests too many lists or objects: {max} levels at most.',
    },
  ],
  'body.bad_multipart': [
    400,
    {
      fr: 'L’envoi du fichier est incomplet ou mal formé. Recommencez l’envoi.',
      en: 'The upload is incomplete or malformed. Send it again.',
    },
  ],
  'body.no_file': [400, { fr: 'Joignez un fichier.', en: 'Attach a file.' }],
  'body.not_object': [
    400,
    {
      fr: 'Le corps de la requête doit être un objet JSON.',
      en: 'The body of the request must be a JSON object.',
    },
  ],
  'body.too_large': [
    413,
    { fr: 'Trop volumineux : {limit} Mo au plus.', en: 'Too large: {limit} MB at most.' },
  ],
  'body.type': [
    415,
    {
      fr: 'Ce type de contenu n’est pas accepté ici. Envoyez {wanted}.',
      en: 'This content type is not accepted here. Send {wanted}.',
    },
  ],
  'http.too_many': [
    429,
    {
      fr: 'Trop de demandes : réessayez dans {seconds} s.',
      en: 'Too many requests: try again in {seconds} s.',
    },
  ],
  'csrf.missing': [
    403,
    {
      fr: 'Cette page a vieilli : rechargez-la, puis recommencez. (L’en-tête X-CSRF-Token attend le jeton donné par la dernière réponse.)',
      en: 'This page has grown old: reload it, then try again. (The X-CSRF-Token header takes the token that the last answer gave.)',
    },
  ],
  'csrf.origin': [
    403,
    {
      fr: 'Cette demande vient d’une autre adresse web, « {origin} » : si c’est la vôtre, ajoutez-la à CSRF_TRUSTED_ORIGINS.',
      en: 'This request comes from another web address, “{origin}”: if it is yours, add it to CSRF_TRUSTED_ORIGINS.',
    },
  ],
  'https.required': [
    403,
    {
      fr: 'Ce qui s’enregistre passe par https : recommencez à {url}.',
      en: 'What is written goes through https: try again at {url}.',
    },
  ],
  'https.untold': [
    400,
    {
      fr: 'Le mandataire ne dit pas si la demande est venue par https : faites-lui poser l’en-tête X-Forwarded-Proto.',
      en: 'The proxy does not say whether the request came over https: have it set the X-Forwarded-Proto header.',
    },
  ],
  'http.bad_request': [400, { fr: 'Requête mal formée.', en: 'Malformed request.' }],
  'http.failed': [
    500,
    {
      fr: 'Une erreur s’est produite chez nous. Elle est notée ; réessayez dans un instant.',
      en: 'Something went wrong on our side. It is recorded; try again in a moment.',
    },
  ],
})
