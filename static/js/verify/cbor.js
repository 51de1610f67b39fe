// As much of CBOR (RFC 8949) as a licence needs: whole numbers, byte strings, texts,
// arrays, maps and tags, each in its shortest form.

const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();
const DEEPEST = 8;

export function decode(bytes) {
  const reader = { bytes, at: 0 };
  const value = read(reader, 0);
  if (reader.at !== bytes.length) {
    throw new SyntaxError("something follows the value");
  }
  return value;
}

// The Sig_structure of COSE is the one thing to encode: an array of texts and bytes.
export function encodeArray(items) {
  const parts = items.map((item) =>
    typeof item === "string"
      ? [head(3, encoder.encode(item).length), encoder.encode(item)]
      : [head(2, item.length), item],
  );
  return concatenate([head(4, items.length), ...parts.flat()]);
}

export class Tagged {
  constructor(tag, value) {
    this.tag = tag;
    this.value = value;
  }
}

function read(reader, depth) {
  if (depth > DEEPEST) {
    throw new SyntaxError("nested too deep");
  }
  const initial = take(reader, 1)[0];
  const number = readNumber(reader, initial & 31);
  switch (initial >> 5) {
    case 0:
      return number;
    case 1:
      return -1 - number;
    case 2:
      return take(reader, number);
    case 3:
      return decoder.decode(take(reader, number));
    case 4:
      return readMany(reader, number, depth);
    case 5:
      return readMap(reader, number, depth);
    case 6:
      return new Tagged(number, read(reader, depth + 1));
    default:
      throw new SyntaxError("a kind of value that licences do not use");
  }
}

function readMany(reader, count, depth) {
  const items = [];
  for (let index = 0; index < count; index += 1) {
    items.push(read(reader, depth + 1));
  }
  return items;
}

function readMap(reader, count, depth) {
  const map = new Map();
  for (let index = 0; index < count; index += 1) {
    const key = read(reader, depth + 1);
    if (map.has(key)) {
      throw new SyntaxError("a key stands twice");
    }
    map.set(key, read(reader, depth + 1));
  }
  return map;
}

function readNumber(reader, short) {
  if (short < 24) {
    return short;
  }
  if (short > 26) {
    throw new SyntaxError("a number that licences do not use");
  }
  const size = 2 ** (short - 24);
  const number = take(reader, size).reduce((sum, byte) => sum * 256 + byte, 0);
  if (number < (size === 1 ? 24 : 2 ** (4 * size))) {
    throw new SyntaxError("not the shortest form");
  }
  return number;
}

function take(reader, count) {
  const end = reader.at + count;
  if (end > reader.bytes.length) {
    throw new SyntaxError("ends too early");
  }
  const part = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return part;
}

function head(major, length) {
  const kind = major << 5;
  if (length < 24) {
    return Uint8Array.of(kind | length);
  }
  if (length < 256) {
    return Uint8Array.of(kind | 24, length);
  }
  return Uint8Array.of(kind | 25, length >> 8, length & 255);
}

function concatenate(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
