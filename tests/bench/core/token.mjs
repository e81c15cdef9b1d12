// Verifying a bearer token, against the libraries that JavaScript programs use for it.
import { createVerifier } from 'fast-jwt';
import { jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';

import { Verifier } from '@fairlead/core/token';

import { compare } from '../measure.mjs';
import { row } from '../rows.mjs';
import { kAudience, kIssuer, now, tokens } from './tokens.mjs';

/** No slower than another, give or take a tenth. */
const kAsFast = 0.9;

const policyOf = (algorithm) => ({ algorithms: [algorithm], issuer: kIssuer, audience: kAudience });
const fastJwt = (key, algorithm, cache) =>
  createVerifier({ key, algorithms: [algorithm], allowedIss: kIssuer, allowedAud: kAudience, cache });

async function shared() {
  const { token, setup, secret, key } = tokens.HS256;
  const verifier = Verifier.compile({ ...setup, remember: 0 });
  const remembering = Verifier.compile({ ...setup, remember: 1000 });
  const plain = fastJwt(secret, 'HS256', false);
  const cached = fastJwt(secret, 'HS256', true);
  const times = await compare({
    ours: () => verifier.verifySync(token, now),
    remembered: () => remembering.verifySync(token, now),
    jose: () => jwtVerify(token, key, policyOf('HS256')),
    'fast-jwt': () => plain(token),
    'fast-jwt, cached': () => cached(token),
    jsonwebtoken: () => jsonwebtoken.verify(token, secret, policyOf('HS256')),
  });
  const name = `token: HS256, ${token.length} bytes`;
  const beside = (peerName, target) => row(name, { ours: times.ours, peer: times[peerName], peerName, target });
  return [
    beside('jose', { ratio: 8 }),
    beside('fast-jwt', { ratio: 1.2 }),
    beside('jsonwebtoken'),
    row('token: HS256, remembered', {
      ours: times.remembered,
      peer: times['fast-jwt, cached'],
      peerName: 'fast-jwt, cached',
      target: { most: 2 },
    }),
  ];
}

/** A key pair's token, awaited: the host's own cryptography does the greater part of it. */
async function awaited(algorithm) {
  const { token, setup, pem, key } = tokens[algorithm];
  const verifier = Verifier.compile({ ...setup, remember: 0 });
  const fast = fastJwt(pem, algorithm, false);
  const times = await compare({
    ours: () => verifier.verify(token, now),
    jose: () => jwtVerify(token, key, policyOf(algorithm)),
    'fast-jwt': () => fast(token),
  });
  const name = `token: ${algorithm}, awaited`;
  return [
    row(name, { ours: times.ours, peer: times.jose, peerName: 'jose', target: { ratio: kAsFast } }),
    row(name, { ours: times.ours, peer: times['fast-jwt'], peerName: 'fast-jwt' }),
  ];
}

export async function token() {
  return [...(await shared()), ...(await awaited('ES256')), ...(await awaited('EdDSA')), ...(await awaited('RS256'))];
}
