/** What the embedded PostgreSQL is told: a small server that keeps its promises. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '200',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  fsync: 'on',
  synchronous_commit: 'on',
  wal_compression: 'on',
  max_wal_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  idle_in_transaction_session_timeout: '30s',
  // Errors of statements are ours to report: PostgreSQL's own lines would hold people's data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  lc_messages: 'C',
}

export const postgresqlConf = (): string =>
  [
    '# Written by Sugu at each start. Your own settings go into local.conf, beside this file.',
    ...Object.entries(settings).map(([name, value]) => `${name} = '${value}'`),
    "include 'local.conf'",
    '',
  ].join('\n')

/** The socket lies in a folder that only our account may enter. */
export const pgHba = 'local all all trust\n'

export const localConf = '# Your own settings for PostgreSQL. They win; Sugu never touches this file.\n'
