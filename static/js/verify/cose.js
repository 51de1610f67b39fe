// COSE_Sign1 (RFC 9052) with ES256, by a key of the authority's own list.

import { encode as encodeBase64url } from "./base64url.js";
import { Tagged, decode, encodeArray } from "./cbor.js";

const SIGN1 = 18;
const ALGORITHM = 1;
const CONTENT_TYPE = 3;
const KEY_ID = 4;
const ES256 = -7;
const APPLICATION_CBOR = 60;
const CURVE = { name: "ECDSA", namedCurve: "P-256" };

export class NotGenuine extends Error {}

// Returns { payload, key } or throws NotGenuine; SyntaxError when it cannot be read.
export async function verify(token, keys) {
  const [protectedHeader, payload, signature] = split(decode(token));
  const header = decode(protectedHeader);
  if (
    !(header instanceof Map) ||
    header.size !== 3 ||
    header.get(ALGORITHM) !== ES256 ||
    header.get(CONTENT_TYPE) !== APPLICATION_CBOR ||
    !(header.get(KEY_ID) instanceof Uint8Array)
  ) {
    throw new NotGenuine("algorithm");
  }
  const kid = encodeBase64url(header.get(KEY_ID));
  const key = keys.find((each) => each.kid === kid);
  if (key === undefined) {
    throw new NotGenuine("unknown-key");
  }
  const signed = encodeArray(["Signature1", protectedHeader, new Uint8Array(), payload]);
  if (!(await isSignedBy(key, signature, signed))) {
    throw new NotGenuine("signature");
  }
  return { payload, key };
}

function split(message) {
  const parts = message instanceof Tagged && message.tag === SIGN1 ? message.value : [];
  const [protectedHeader, unprotected, payload, signature] = parts;
  if (
    parts.length !== 4 ||
    !(unprotected instanceof Map) ||
    unprotected.size !== 0 ||
    ![protectedHeader, payload, signature].every((part) => part instanceof Uint8Array)
  ) {
    throw new SyntaxError("not a COSE_Sign1");
  }
  return [protectedHeader, payload, signature];
}

async function isSignedBy(key, signature, signed) {
  const { kty, crv, x, y } = key;
  const publicKey = await crypto.subtle.importKey(
    "jwk",
    { kty, crv, x, y },
    CURVE,
    false,
    ["verify"],
  );
  return crypto.subtle.verify(
    { name: "ECDSA", hash: "SHA-256" },
    publicKey,
    signature,
    signed,
  );
}
