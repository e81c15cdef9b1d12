// The project's own PostgreSQL: a cluster of its own in .data/, on its own port, reached by TCP on
// loopback with passwords only. Nothing of a PostgreSQL that the machine may run is touched.
//
// PostgreSQL refuses to run as root, so root runs it as Debian's user `postgres`. Where that user
// cannot get to .data/ (a clone below /root), the cluster lies in /var/lib/fairlead/ instead and
// .data/postgres is a link to it.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync } from 'node:fs';
import { chownSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { portIsFree } from './net.mjs';
import { secrets } from './secrets.mjs';
import { dataDirectory, portVariable, ports, root } from './settings.mjs';
import { StepFailure, adviceFor, freeMegabytes, logFile } from './steps.mjs';

const kStep = 'PostgreSQL';
const cluster = path.join(dataDirectory, 'postgres');
const asRoot = process.getuid() === 0;

/** The folder of PostgreSQL's programs: the newest that Debian installed, else where pg_config says. */
export function programs() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).filter((name) => existsSync(`${debian}/${name}/bin/initdb`))
    : [];
  if (versions.length > 0) return `${debian}/${versions.sort((a, b) => b - a)[0]}/bin`;
  return execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim();
}

/** Runs one of PostgreSQL's programs as the user that owns the cluster; its output goes to the log. */
function asOwner(program, args, log) {
  const command = [path.join(programs(), program), ...args];
  if (asRoot) command.unshift('setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--reset-env', '--');
  const file = openSync(log, 'a');
  const done = spawnSync(command[0], command.slice(1), { stdio: ['ignore', file, file], cwd: '/' });
  closeSync(file);
  return done.error ? 127 : done.status;
}

function require(ok, reason, log) {
  if (!ok) throw new StepFailure(kStep, { reason, log, advice: adviceFor(log) });
}

function ownerId(flag) {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

function giveToOwner(folder) {
  if (asRoot) chownSync(folder, ownerId('-u'), ownerId('-g'));
}

function ownerReaches(folder) {
  return (
    !asRoot ||
    spawnSync('setpriv', ['--reuid=postgres', '--regid=postgres', '--init-groups', 'test', '-x', folder]).status === 0
  );
}

/** Makes the folder for a new cluster, where its owner can get to it. */
function makeFolder() {
  mkdirSync(dataDirectory, { recursive: true });
  if (ownerReaches(dataDirectory)) {
    mkdirSync(cluster, { mode: 0o700 });
  } else {
    const name = `${path.basename(root)}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`;
    const elsewhere = path.join('/var/lib/fairlead', name);
    rmSync(elsewhere, { recursive: true, force: true });
    mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
    symlinkSync(elsewhere, cluster);
  }
  giveToOwner(realpathSync(cluster));
  chmodSync(realpathSync(cluster), 0o700);
}

/** initdb reads the first password from a file that only it may read. */
function withPasswordFile(password, work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairlead-'));
  const file = path.join(folder, 'password');
  try {
    writeFileSync(file, password, { mode: 0o600 });
    giveToOwner(file);
    giveToOwner(folder);
    return work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const kConfiguration = `
# Fairlead's settings; the port is given when starting.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 200
shared_buffers = 256MB
max_wal_size = 4GB
maintenance_work_mem = 256MB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
`;

function initialise(log) {
  if (existsSync(path.join(cluster, 'fairlead.ready'))) return;
  // What an interrupted attempt left behind.
  if (existsSync(cluster)) rmSync(realpathSync(cluster), { recursive: true, force: true });
  rmSync(cluster, { force: true });
  makeFolder();
  const folder = realpathSync(cluster);
  const password = decodeURIComponent(new URL(secrets().FAIRLEAD_SUPERUSER_URL).password);
  const status = withPasswordFile(password, (file) =>
    asOwner(
      'initdb',
      [
        '-D',
        folder,
        '-U',
        'postgres',
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '-A',
        'scram-sha-256',
        `--pwfile=${file}`,
        '-k',
      ],
      log,
    ),
  );
  require(status === 0, 'initdb could not make the cluster', log);
  writeFileSync(path.join(folder, 'postgresql.conf'), kConfiguration, { flag: 'a' });
  writeFileSync(path.join(folder, 'fairlead.ready'), '');
}

/** 'running', 'stopped' or 'none'. */
export function status() {
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) return 'none';
  return asOwner('pg_ctl', ['status', '-D', realpathSync(cluster)], logFile('postgres-status')) === 0
    ? 'running'
    : 'stopped';
}

/** The port on which the running cluster listens. */
function runningPort() {
  return Number(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3]);
}

/** Runs SQL as the superuser (roles and databases only); gives what it prints. */
export function superuser(sql, { database = 'postgres', args = [] } = {}) {
  const url = new URL(secrets().FAIRLEAD_SUPERUSER_URL);
  const log = logFile('postgres-setup');
  const done = spawnSync(
    path.join(programs(), 'psql'),
    ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', url.hostname, '-p', url.port, '-U', url.username, '-d', database, ...args],
    {
      input: sql,
      encoding: 'utf8',
      env: { ...process.env, PGPASSWORD: decodeURIComponent(url.password), PGOPTIONS: '' },
    },
  );
  writeFileSync(log, done.stderr ?? '');
  require(done.status === 0, 'a statement was refused', log);
  return done.stdout.trim();
}

/** The cluster's roles with their passwords. */
function makeRoles() {
  superuser('', { args: ['-f', path.join(root, 'native/sql/roles.sql')] });
  const values = secrets();
  const logins = ['OWNER', 'EDGE', 'WORKER'].map((name) => new URL(values[`FAIRLEAD_${name}_URL`]));
  superuser(
    logins.map((url) => `alter role ${url.username} password '${decodeURIComponent(url.password)}';`).join('\n'),
  );
}

/** Makes a database of fairlead_owner's with pgvector in it, unless it exists. */
export function makeDatabase(name) {
  if (superuser(`select 1 from pg_database where datname = '${name}'`) !== '1') {
    superuser(`create database "${name}" owner fairlead_owner`);
  }
  superuser('', { database: name, args: ['-f', path.join(root, 'native/sql/database.sql')] });
}

/**
 * Starts the cluster unless it runs, making it, its roles and the database `fairlead` where missing.
 *
 * @returns whether it was started here, so that who started it stops it
 * @throws StepFailure, also where it runs on another port: somebody works with it
 */
export async function start() {
  const log = logFile('postgres');
  if (status() === 'running') {
    if (runningPort() !== ports.postgres) throw runsElsewhere();
    return false;
  }
  if (!(await portIsFree(ports.postgres))) throw portTaken();
  if (freeMegabytes() < 200) {
    throw new StepFailure(kStep, { reason: 'the disk is full', advice: 'Free some space and run this again.' });
  }
  initialise(log);
  const flags = ['-D', realpathSync(cluster), '-w', '-t', '60', '-o', `-p ${ports.postgres}`];
  require(asOwner('pg_ctl', ['start', ...flags], log) === 0, 'the server did not start', log);
  makeRoles();
  makeDatabase('fairlead');
  return true;
}

function runsElsewhere() {
  const port = runningPort();
  return new StepFailure(kStep, {
    reason: `this folder's server runs already, on port ${port}`,
    advice: `Use it: ${portVariable.postgres}=${port}; or stop it, where nobody needs it: tools/postgres stop`,
  });
}

function portTaken() {
  return new StepFailure(kStep, {
    reason: `port ${ports.postgres} is taken`,
    advice: `Stop what listens there, or choose another port: ${portVariable.postgres}=54330 npm start`,
  });
}

/** Drops the database `fairlead` with all that is in it and makes it anew, empty. */
export function resetDatabase() {
  superuser('drop database if exists fairlead with (force)');
  makeDatabase('fairlead');
}

/** Stops the cluster if it runs. */
export function stop() {
  if (status() !== 'running') return;
  asOwner('pg_ctl', ['stop', '-D', realpathSync(cluster), '-m', 'fast', '-w'], logFile('postgres'));
}
