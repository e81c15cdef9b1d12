// A TCP proxy in front of PostgreSQL that can hold bytes back, as a network does that forgot a
// connection, or leave out what a server notifies of, as a pooler does that hands connections around.
import net from 'node:net';

const kNotification = 'A'.charCodeAt(0);
const kHeadBytes = 5;

/** Lets everything of a server's stream pass but NotificationResponse (type, length, rest). */
class WithoutNotifications {
  #rest = Buffer.alloc(0);

  /** What of the stream is to be passed on by now. Messages pass whole. */
  pass(bytes) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const passed = [];
    while (this.#rest.length >= kHeadBytes) {
      const end = 1 + this.#rest.readInt32BE(1);
      if (this.#rest.length < end) break;
      if (this.#rest[0] !== kNotification) passed.push(this.#rest.subarray(0, end));
      this.#rest = this.#rest.subarray(end);
    }
    return Buffer.concat(passed);
  }
}

const everything = { pass: (bytes) => bytes };

export class Proxy {
  #links = new Set();
  #holdsNew = false;
  /** Whether new connections hear of no notifications; clients are not to ask for SSL or GSSAPI then. */
  swallowsNotifications = false;

  /** @returns a proxy that listens on `port` of loopback, in front of `target` */
  static async open(target) {
    const proxy = new Proxy();
    proxy.server = net.createServer({ allowHalfOpen: true }, (client) => proxy.#link(client, target));
    await new Promise((resolve, reject) => {
      proxy.server.once('error', reject);
      proxy.server.listen(0, '127.0.0.1', resolve);
    });
    proxy.port = proxy.server.address().port;
    return proxy;
  }

  #link(client, target) {
    const server = net.connect({ port: target, host: '127.0.0.1' });
    const link = { client, server, held: this.#holdsNew, waiting: [] };
    this.#links.add(link);
    const filter = this.swallowsNotifications ? new WithoutNotifications() : everything;
    const forward = (from, to, { pass }) => {
      from.on('data', (bytes) => this.#forward(link, to, pass(bytes)));
      from.on('error', () => this.#close(link));
      from.on('close', () => link.held || this.#close(link));
    };
    forward(client, server, everything);
    forward(server, client, { pass: (bytes) => filter.pass(bytes) });
  }

  #forward(link, to, bytes) {
    if (link.held) link.waiting.push([to, bytes]);
    else to.write(bytes);
  }

  #close(link) {
    this.#links.delete(link);
    link.client.destroy();
    link.server.destroy();
  }

  /** No byte passes on any connection from now on; none is closed. `fresh`: new ones neither. */
  hold({ fresh = true } = {}) {
    this.#holdsNew = fresh;
    for (const link of this.#links) link.held = true;
  }

  /** What was held is passed on, late. */
  release() {
    this.#holdsNew = false;
    for (const link of this.#links) {
      link.held = false;
      for (const [to, bytes] of link.waiting.splice(0)) to.write(bytes);
    }
  }

  /** What was held is lost, and its connections are closed. New ones pass. */
  cut() {
    this.#holdsNew = false;
    for (const link of [...this.#links].filter(({ held }) => held)) this.#close(link);
  }

  /** Closes everything. */
  close() {
    for (const link of this.#links) this.#close(link);
    return new Promise((resolve) => this.server.close(resolve));
  }
}
