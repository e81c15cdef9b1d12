// Vectors: the examples of the RFCs, as they are printed there.
import { refused, verified } from './jose.mjs';

const claims = { iss: 'joe', exp: 1300819380, 'http://example.com/is_root': true };
const claimsSegment = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';

const examples = [
  {
    name: 'RFC 7515 A.1 HS256',
    header: { typ: 'JWT', alg: 'HS256' },
    key: {
      kty: 'oct',
      k: 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
    },
    token: `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${claimsSegment}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`,
  },
  {
    name: 'RFC 7515 A.2 RS256',
    header: { alg: 'RS256' },
    key: {
      kty: 'RSA',
      n: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
      e: 'AQAB',
    },
    token: `eyJhbGciOiJSUzI1NiJ9.${claimsSegment}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw`,
  },
  {
    name: 'RFC 7515 A.3 ES256',
    header: { alg: 'ES256' },
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    },
    token: `eyJhbGciOiJFUzI1NiJ9.${claimsSegment}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
  },
];

const verify = (name, algorithm, key, token, now, expect) => ({
  name,
  operation: 'token.verify',
  setup: { keys: { keys: [key] }, policy: { algorithms: [algorithm], leeway_s: 0 } },
  input: { token, now },
  expect,
});

/** Good while it lives, expired after, and bad with the key of another example. */
const casesOf = ({ name, header, key, token }) => [
  verify(name, header.alg, key, token, 1300819379, verified(header, claims)),
  verify(`${name}, expired`, header.alg, key, token, 1300819380, refused('token_expired', '/exp')),
  verify(
    `${name}, other claims`,
    header.alg,
    key,
    token.replace(claimsSegment, Buffer.from('{"iss":"joe"}').toString('base64url')),
    1300819379,
    refused('token_signature_invalid'),
  ),
];

const okp = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
const signed =
  'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';

/** The examples whose payload is not claims. */
const sentences = [
  {
    name: 'RFC 7515 A.4 ES512',
    header: { alg: 'ES512' },
    key: {
      kty: 'EC',
      crv: 'P-521',
      x: 'AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk',
      y: 'ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2',
    },
    token:
      'eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn',
    payload: 'Payload',
  },
  {
    name: 'RFC 8037 A.4 EdDSA',
    header: { alg: 'EdDSA' },
    key: okp,
    token: signed,
    payload: 'Example of Ed25519 signing',
  },
];

/** What appendix A.1 to A.3 sign, with the line breaks that stand in it. */
const payload = '{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}';

/** All examples as they are signed, for the JWS level. */
export const rfcExamples = [...examples.map((one) => ({ ...one, payload })), ...sentences];

export const rfc = {
  describes: 'The examples of the RFCs, taken as tokens',
  source: 'RFC 7515 A.1, A.2, A.3; RFC 7519 3.1; RFC 8037 A.4',
  cases: [
    ...examples.flatMap(casesOf),
    // A good signature over a text that is not JSON: past the signature, it fails as claims.
    verify('RFC 8037 A.4 EdDSA', 'EdDSA', okp, signed, 0, refused('token_malformed')),
    verify(
      'RFC 8037 A.4 EdDSA, changed',
      'EdDSA',
      okp,
      signed.replace('.RXh', '.RXi'),
      0,
      refused('token_signature_invalid'),
    ),
    verify(
      'RFC 7519 6.1 unsecured',
      'HS256',
      examples[0].key,
      `eyJhbGciOiJub25lIn0.${claimsSegment}.`,
      0,
      refused('token_alg_refused'),
    ),
  ],
};
