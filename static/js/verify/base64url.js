// Base64url without padding (RFC 4648, section 5), and only in its one right spelling.

const LETTERS = /^[A-Za-z0-9_-]*$/;

export function decode(text) {
  if (!LETTERS.test(text) || text.length % 4 === 1) {
    throw new SyntaxError("not base64url");
  }
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(standard), (letter) => letter.charCodeAt(0));
  if (encode(bytes) !== text) {
    throw new SyntaxError("not the one spelling of these bytes");
  }
  return bytes;
}

export function encode(bytes) {
  const letters = String.fromCharCode(...bytes);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
