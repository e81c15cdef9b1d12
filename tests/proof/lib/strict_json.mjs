// The second statement of the json rules, over the engine's own JSON: JSON.parse says what is JSON,
// and reads each string and number alone; a walk over the text puts them together, and finds what
// JSON.parse lets pass. (The whole value of JSON.parse is not taken: V8 of Node 20 now and then
// reads a name like "\u00e4" as "\\" where another object of the text had that name.)

const kMaxDepth = 64;
const kMaxMembers = 10_000;
const kExponential = 1e21;

/** Thrown by the walk: a text that is JSON, and yet refused. */
class Refused extends Error {
  constructor(code, path = '') {
    super(code);
    this.code = code;
    this.path = path;
  }
}

/** Walks a text that JSON.parse takes, and stops at the first thing that is refused. */
class Walk {
  #text;
  #at = 0;
  /** The path of the first repeated name; it is reported only when nothing else is wrong. */
  repeated = null;

  constructor(text) {
    this.#text = text;
  }

  /** The canonical form of the value that comes next (RFC 8785). */
  value(path, depth) {
    this.#skipSpace();
    const form = this.#scalarOrMore(path, depth);
    this.#skipSpace();
    return form;
  }

  #scalarOrMore(path, depth) {
    const c = this.#text[this.#at];
    if ((c === '{' || c === '[') && depth === kMaxDepth) throw new Refused('json_too_deep');
    if (c === '{') return this.#object(path, depth + 1);
    if (c === '[') return this.#array(path, depth + 1);
    if (c === '"') return JSON.stringify(this.#string());
    if (c === '-' || (c >= '0' && c <= '9')) return this.#number();
    const word = { f: 'false', t: 'true', n: 'null' }[c];
    this.#at += word.length;
    return word;
  }

  /** Names stand in the order of their UTF-16 code units, which is how JavaScript compares. */
  #object(path, depth) {
    const forms = new Map();
    let members = 0;
    for (this.#enter(); this.#text[this.#at] !== '}'; this.#next()) {
      const name = this.#string();
      const member = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (forms.has(name)) this.repeated ??= member;
      forms.set(name, '');
      members++;
      this.#skipSpace();
      this.#at++; // the colon
      forms.set(name, this.value(member, depth));
    }
    this.#at++;
    if (members > kMaxMembers) throw new Refused('json_too_large');
    const names = [...forms.keys()].sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${forms.get(name)}`).join(',')}}`;
  }

  #array(path, depth) {
    const forms = [];
    for (this.#enter(); this.#text[this.#at] !== ']'; this.#next())
      forms.push(this.value(`${path}/${forms.length}`, depth));
    this.#at++;
    return `[${forms.join(',')}]`;
  }

  #string() {
    const from = this.#at;
    for (this.#at++; this.#text[this.#at] !== '"'; this.#at++) if (this.#text[this.#at] === '\\') this.#at++;
    this.#at++;
    const text = JSON.parse(this.#text.slice(from, this.#at));
    if (!text.isWellFormed()) throw new Refused('json_syntax'); // half of a surrogate pair
    return text;
  }

  #number() {
    const [literal] = /[-+.eE0-9]+/y[Symbol.match](this.#text.slice(this.#at));
    this.#at += literal.length;
    const number = Number(literal);
    const size = Math.abs(number);
    if (size === Infinity) throw new Refused('json_number_out_of_range');
    const written = !/[.eE]/.test(literal); // as an integer
    if (size > Number.MAX_SAFE_INTEGER && (written || size < kExponential)) throw new Refused('json_integer_unsafe');
    return JSON.stringify(number);
  }

  #enter() {
    this.#at++;
    this.#skipSpace();
  }
  #next() {
    if (this.#text[this.#at] === ',') this.#enter();
  }
  #skipSpace() {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }
}

/**
 * What `json.canonicalize` must say of a well-formed string.
 *
 * @returns `{ value }`; or `{ error: { code, path } }`, with the code null where the text is no JSON
 *          and may have another fault before that
 */
export function canonicalize(text) {
  try {
    JSON.parse(text);
  } catch {
    return { error: { code: null, path: '' } };
  }
  const walk = new Walk(text);
  try {
    const value = walk.value('', 0);
    if (walk.repeated !== null) return { error: { code: 'json_duplicate_member', path: walk.repeated } };
    return { value };
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return { error: { code: refused.code, path: refused.path } };
  }
}
