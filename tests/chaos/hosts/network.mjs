// Hosts of their own on this machine: Linux network namespaces, each with a cable to every network.
//
//   this machine ── bridge "database" 198.18.n.1 ──┬── veth ── host-a 198.18.n.11
//        │                                         ├── veth ── host-b 198.18.n.12
//        │                                         └── …
//        └───────── bridge "model" 198.18.n+1.1 ───┬── veth ── host-a …
//
// A cable that is unplugged loses packets without a word: nobody is told that a connection broke. The
// addresses are those that RFC 2544 keeps for tests. Names hold this process's id, so that two runs do
// not meet, and what a killed run left behind is known and cleared away by the next.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const kFirstAddress = 11;
const kLeftOver = /\b(?:fairlead-|fl)(\d+)-\w+/g;

/** Where namespaces cannot be made: why, and what to do. */
export class NoNamespaces extends Error {
  constructor(reason) {
    super(
      `network namespaces cannot be made here (${reason}). Run it as root, with iproute2 and util-linux ` +
        'installed; in a container, one that has the capabilities NET_ADMIN and SYS_ADMIN.',
    );
  }
}

function ip(...args) {
  try {
    return execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new NoNamespaces(error.stderr?.trim() || error.message);
  }
}

/** What may be gone already. */
function remove(...args) {
  try {
    execFileSync('ip', args, { stdio: 'ignore' });
  } catch {
    // Gone, then.
  }
}

/** Clears away what runs left behind that could not do it themselves. */
function sweep() {
  const names = new Set((ip('netns', 'list') + ip('-o', 'link')).match(kLeftOver));
  for (const name of names) {
    const [, pid] = new RegExp(kLeftOver.source).exec(name);
    if (existsSync(`/proc/${pid}`)) continue;
    remove('netns', 'del', name);
    remove('link', 'del', name);
  }
}

export class Network {
  #removed = false;

  /**
   * Makes bridges and hosts. To be removed; is removed at the latest when this process ends.
   *
   * @param options.hosts names of hosts; options.cables names of networks that each is plugged into
   * @throws NoNamespaces
   */
  constructor({ hosts, cables }) {
    if (process.getuid() !== 0) throw new NoNamespaces('this user is not root');
    Object.assign(this, { hosts, cables });
    this.end = () => this.remove();
    process.on('exit', this.end);
    try {
      sweep();
      for (const cable of cables) this.#makeBridge(cable);
      for (const host of hosts) this.#makeHost(host);
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  #bridge = (cable) => `fl${process.pid}-${this.cables.indexOf(cable)}`;
  #plug = (host, cable) => `${this.#bridge(cable)}x${this.hosts.indexOf(host)}`;
  #namespace = (host) => `fairlead-${process.pid}-${this.hosts.indexOf(host)}`;

  #subnet(cable) {
    const third = ((process.pid % 120) * 2 + this.cables.indexOf(cable)) % 256;
    return `198.18.${third}`;
  }

  /** This machine's address in a network. */
  gateway(cable) {
    return `${this.#subnet(cable)}.1`;
  }

  /** A host's address in a network. */
  address(host, cable) {
    return `${this.#subnet(cable)}.${kFirstAddress + this.hosts.indexOf(host)}`;
  }

  // A bridge that waits before it forwards would make a mended cable look cut.
  #makeBridge(cable) {
    const bridge = this.#bridge(cable);
    ip('link', 'add', bridge, 'type', 'bridge', 'forward_delay', '0');
    ip('address', 'add', `${this.gateway(cable)}/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
  }

  #makeHost(host) {
    const namespace = this.#namespace(host);
    ip('netns', 'add', namespace);
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
    for (const cable of this.cables) {
      const plug = this.#plug(host, cable);
      ip('link', 'add', plug, 'type', 'veth', 'peer', 'name', cable, 'netns', namespace);
      ip('link', 'set', plug, 'master', this.#bridge(cable), 'up');
      ip('-n', namespace, 'address', 'add', `${this.address(host, cable)}/24`, 'dev', cable);
      ip('-n', namespace, 'link', 'set', cable, 'up');
    }
  }

  /** What a command starts with that is to run on a host, under the host's name; all of it is exec. */
  on(host) {
    const named = ['unshare', '--uts', 'sh', '-c', 'hostname "$0" && exec "$@"', host];
    return ['nsenter', `--net=/run/netns/${this.#namespace(host)}`, ...named];
  }

  /** Unplugs a host's cables, all or those named. */
  cut(host, cables = this.cables) {
    for (const cable of cables) ip('link', 'set', this.#plug(host, cable), 'down');
  }

  /** Plugs them in again. */
  mend(host, cables = this.cables) {
    for (const cable of cables) ip('link', 'set', this.#plug(host, cable), 'up');
  }

  /** Takes everything away; programs on the hosts have ended before. */
  remove() {
    if (this.#removed) return;
    this.#removed = true;
    process.off('exit', this.end);
    for (const host of this.hosts) {
      for (const cable of this.cables) remove('link', 'del', this.#plug(host, cable));
      remove('netns', 'del', this.#namespace(host));
    }
    for (const cable of this.cables) remove('link', 'del', this.#bridge(cable));
  }
}
