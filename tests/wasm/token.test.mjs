// Tokens as the package verifies them: the two ways to one answer, what is remembered, and how
// little a hostile length costs.
import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, test } from 'node:test';

import { checkBy as nodeCheck } from '../../wasm/js/dist/load/node_signature.js';
import { checkBy as webCheck } from '../../wasm/js/dist/load/web_signature.js';
import { SignatureChecker } from '../../wasm/js/dist/signature.js';
import { Verifier } from '../../wasm/js/dist/token.js';
import { publicKey } from '../vectors/models/jose.mjs';
import { abi, embind } from './lib/builds.mjs';
import { allCases } from './lib/files.mjs';
import { answer, fault } from './lib/vectors.mjs';

const kNow = 1_700_000_000;
const kSecret = Buffer.from('0123456789abcdef0123456789abcdef');
const kKeys = { keys: [{ kty: 'oct', k: kSecret.toString('base64url') }] };
const kPolicy = { algorithms: ['HS256'] };

const segment = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');

function tokenOf(claims, header = { alg: 'HS256' }) {
  const input = `${segment(header)}.${segment(claims)}`;
  return `${input}.${createHmac('sha256', kSecret).update(input).digest('base64url')}`;
}

function asymmetric(type, alg, options) {
  const { publicKey, privateKey } = generateKeyPairSync(type, options);
  const input = `${segment({ alg })}.${segment({ sub: 'ann', exp: kNow + 60 })}`;
  const how = { key: privateKey, dsaEncoding: 'ieee-p1363' };
  const token = `${input}.${sign(alg === 'EdDSA' ? null : 'sha256', Buffer.from(input), how).toString('base64url')}`;
  return { keys: { keys: [publicKey.export({ format: 'jwk' })] }, token };
}

const codeOf = (code) => ({ name: 'FairleadError', code });

const builds = { abi: abi(), embind: await embind() };

const hosts = { "Node's own cryptography": nodeCheck, WebCrypto: webCheck };

describe('the way through the host', () => {
  const cases = allCases().filter(({ operation }) => /^token\.verify/.test(operation));
  for (const [build, coreOf] of Object.entries(builds)) {
    for (const [host, checkBy] of Object.entries(hosts)) {
      test(`${build} gives the same final answers when ${host} checks Ed25519 too`, async () => {
        const core = coreOf('token');
        let asked = 0;
        for (const one of cases) {
          const { object } = core.compile('token.compile', JSON.stringify(one.setup));
          if (!object) continue;
          const inputs = one.operation === 'token.verify' ? [one.input.token, one.input.now] : [one.input.token];
          const way = (word) => one.operation.replace('verify', word);
          let answered = core.ask(object, way('begin'), ...inputs);
          const { value } = JSON.parse(answered);
          if (value?.state === 'needs_signature') {
            asked++;
            const valid = await new SignatureChecker(checkBy).check(value);
            answered = core.ask(object, way('finish'), ...inputs, valid);
          }
          core.release(object);
          assert.equal(answered, await answer(coreOf, one), one.name);
          assert.equal(fault(one, answered), null, one.name);
        }
        assert.ok(asked > 50, `${asked} were asked`);
      });
    }
  }

  for (const [host, checkBy] of Object.entries(hosts)) {
    const check = (algorithm, key, bytes) =>
      new SignatureChecker(checkBy).check({
        state: 'needs_signature',
        algorithm,
        key,
        key_index: 0,
        signing_input: 'a.b',
        signature: bytes.toString('base64url'),
      });

    test(`${host} finds no signature at the edges of its numbers good`, async () => {
      const edges = { RS256: 256, PS256: 256, ES256: 64, ES384: 96, ES512: 132 };
      for (const [algorithm, size] of Object.entries(edges)) {
        const key = publicKey(
          { RS: 'rsa', PS: 'rsa', ES: `p${algorithm.slice(2)}` }[algorithm.slice(0, 2)].replace('512', '521'),
        );
        for (const byte of [0, 1, 255])
          assert.equal(await check(algorithm, key, Buffer.alloc(size, byte)), false, algorithm);
      }
    });

    test(`${host} finds no signature good by what is no key`, async () => {
      const off = {
        kty: 'EC',
        crv: 'P-256',
        x: Buffer.alloc(32, 1).toString('base64url'),
        y: Buffer.alloc(32, 1).toString('base64url'),
      };
      assert.equal(await check('ES256', off, Buffer.alloc(64, 1)), false);
      const even = { ...publicKey('rsa'), n: Buffer.alloc(256, 0xfe).toString('base64url') };
      for (const algorithm of ['RS256', 'PS256'])
        assert.equal(await check(algorithm, even, Buffer.alloc(256, 1)), false);
    });
  }

  test('the core is left to check Ed25519 where the host does not know it', async () => {
    const unknown = () => {
      throw new Error('NotSupportedError');
    };
    const pending = {
      algorithm: 'EdDSA',
      key: publicKey('ed25519'),
      key_index: 0,
      signing_input: 'a.b',
      signature: '',
    };
    assert.equal(await new SignatureChecker(unknown).check(pending), null);
    assert.equal(await new SignatureChecker(unknown).check({ ...pending, algorithm: 'ES256' }), false);
  });
});

describe('remembering', () => {
  const token = tokenOf({ sub: 'ann', exp: kNow + 60, roles: ['a', { b: 1 }] });

  test('a token that comes again is answered by the same frozen object', async () => {
    using verifier = Verifier.compile({ keys: kKeys, policy: kPolicy });
    const first = verifier.verifySync(token, kNow);
    assert.equal(verifier.verifySync(token, kNow + 1), first);
    assert.equal(await verifier.verify(token, kNow + 2), first);
    assert.throws(() => (first.claims.roles[1].b = 2), TypeError);
    assert.throws(() => (first.subject = 'bob'), TypeError);
  });

  test('times are judged anew', () => {
    using verifier = Verifier.compile({ keys: kKeys, policy: kPolicy });
    verifier.verifySync(token, kNow);
    verifier.verifySync(token, kNow);
    assert.throws(() => verifier.verifySync(token, kNow + 65), codeOf('token_expired'));
    assert.equal(verifier.verifySync(token, kNow).subject, 'ann');
  });

  test('a verifier that remembers nothing gives a new object each time', () => {
    using verifier = Verifier.compile({ keys: kKeys, policy: kPolicy, remember: 0 });
    const first = verifier.verifySync(token, kNow);
    assert.notEqual(verifier.verifySync(token, kNow), first);
    assert.equal(Object.isFrozen(first), false);
  });

  test('what one verifier remembers another does not', () => {
    using one = Verifier.compile({ keys: kKeys, policy: kPolicy });
    one.verifySync(token, kNow);
    const other = { keys: [{ kty: 'oct', k: Buffer.alloc(32, 1).toString('base64url') }] };
    using two = Verifier.compile({ keys: other, policy: kPolicy });
    assert.throws(() => two.verifySync(token, kNow), codeOf('token_signature_invalid'));
  });

  test('a token that differs in one character is not the one remembered', () => {
    using verifier = Verifier.compile({ keys: kKeys, policy: kPolicy });
    verifier.verifySync(token, kNow);
    for (let at = 0; at < token.length; at++) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      assert.throws(() => verifier.verifySync(changed, kNow), { name: 'FairleadError' });
    }
  });

  test('ECDSA, RSA and Ed25519 are remembered after the host said they are good, and not asked about again', async () => {
    for (const [alg, type, options] of [
      ['ES256', 'ec', { namedCurve: 'P-256' }],
      ['RS256', 'rsa', { modulusLength: 2048 }],
      ['EdDSA', 'ed25519', {}],
    ]) {
      const { keys, token: signed } = asymmetric(type, alg, options);
      using verifier = Verifier.compile({ keys, policy: { algorithms: [alg] } });
      const bad = `${signed.slice(0, -4)}AAAA`;
      await assert.rejects(verifier.verify(bad, kNow), codeOf('token_signature_invalid'));
      await assert.rejects(verifier.verify(bad, kNow), codeOf('token_signature_invalid'));
      const first = await verifier.verify(signed, kNow);
      assert.equal(verifier.verifySync(signed, kNow), first, alg); // nothing to await any more
      await assert.rejects(verifier.verify(signed, kNow + 99), codeOf('token_expired'));
    }
  });

  test('memory stays flat over many different tokens', () => {
    const core = abi()('token');
    const setup = JSON.stringify({ keys: kKeys, policy: kPolicy, remember: 100 });
    const { object } = core.compile('token.compile', setup);
    const ask = (i) => {
      const one = tokenOf({ jti: `${i}`, exp: kNow + 60 });
      core.ask(object, 'token.verify', one, kNow);
      assert.equal(core.holds(object, 'token.recall', one, kNow), true);
    };
    for (let i = 0; i < 2_000; i++) ask(i);
    const before = object.exports.memory.buffer.byteLength;
    for (let i = 2_000; i < 10_000; i++) ask(i);
    assert.equal(object.exports.memory.buffer.byteLength, before);
  });
});

describe('the signature alone', () => {
  test('any bytes come back as they were signed', async () => {
    using verifier = Verifier.compile({ keys: kKeys, policy: kPolicy });
    const payload = Buffer.from([0, 255, 128, 10]);
    const input = `${segment({ alg: 'HS256', kid: 'x' })}.${payload.toString('base64url')}`;
    const text = `${input}.${createHmac('sha256', kSecret).update(input).digest('base64url')}`;
    await assert.rejects(verifier.verifyCompact(text), codeOf('token_key_unknown'));
    const plain = `${segment({ alg: 'HS256' })}.${payload.toString('base64url')}`;
    const good = `${plain}.${createHmac('sha256', kSecret).update(plain).digest('base64url')}`;
    const checked = verifier.verifyCompactSync(good);
    assert.deepEqual(Buffer.from(checked.payload), payload);
    assert.deepEqual(await verifier.verifyCompact(good), checked);
    assert.throws(() => verifier.verifySync(good, kNow), codeOf('token_malformed'));
  });

  test('ECDSA needs to be awaited', async () => {
    const { keys, token } = asymmetric('ec', 'ES256', { namedCurve: 'P-256' });
    using verifier = Verifier.compile({ keys, policy: { algorithms: ['ES256'] } });
    assert.throws(() => verifier.verifyCompactSync(token), codeOf('verify_needs_await'));
    const { payload, algorithm } = await verifier.verifyCompact(token);
    assert.deepEqual([algorithm, JSON.parse(Buffer.from(payload)).sub], ['ES256', 'ann']);
  });
});

describe('hostile lengths', () => {
  const long = {
    'a token of 10 MiB': 'a'.repeat(10 << 20),
    'a header 100,000 deep': `${Buffer.from('['.repeat(100_000)).toString('base64url')}.e30.`,
    '10 MiB of dots': '.'.repeat(10 << 20),
    '10 MiB of letters that are not ASCII': 'é'.repeat(5 << 20),
  };
  for (const [name, token] of Object.entries(long)) {
    test(`${name} is refused, and the module's memory does not grow`, async () => {
      // A verifier of its own, whose handle shows the memory of the module's instance.
      using verifier = Verifier.compile({ keys: kKeys, policy: kPolicy });
      const { exports } = verifier.holding().object;
      const before = exports.memory.buffer.byteLength;
      assert.throws(() => verifier.verifySync(token, kNow), codeOf('token_malformed'));
      await assert.rejects(verifier.verify(token, kNow), codeOf('token_malformed'));
      await assert.rejects(verifier.verifyCompact(token), codeOf('token_malformed'));
      assert.equal(exports.memory.buffer.byteLength, before);
    });
  }

  test('a header as deep as fits is refused', () => {
    using verifier = Verifier.compile({ keys: kKeys, policy: kPolicy });
    const token = `${Buffer.from('['.repeat(12_000)).toString('base64url')}.e30.`;
    assert.throws(() => verifier.verifySync(token, kNow), codeOf('token_malformed'));
  });
});
