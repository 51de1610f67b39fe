// What a licence's code says; docs/decisions/certificates.md has the table of keys.

import { decode } from "./cbor.js";

const FORMAT = "L1";
const DAY = 24 * 60 * 60 * 1000;
const VIN_LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
const VIN_LENGTH = 17;
const VIN_BYTES = 11;

export function readPayload(bytes) {
  const content = decode(bytes);
  if (!(content instanceof Map) || content.get(0) !== FORMAT) {
    throw new SyntaxError("a payload of another release");
  }
  return {
    number: content.get(1),
    body: content.get(2),
    "exporter-code": content.get(3),
    exporter: content.get(4),
    destination: content.get(5),
    goods: content.get(6),
    quantity: content.get(7),
    "valid-from": new Date(content.get(8) * DAY),
    "valid-to": new Date(content.get(9) * DAY),
    "issued-on": new Date(content.get(10) * DAY),
    "vehicle-count": content.get(12),
    vins: unpackVins(content.get(13) ?? new Uint8Array()),
  };
}

function unpackVins(packed) {
  const vins = [];
  for (let start = 0; start < packed.length; start += VIN_BYTES) {
    vins.push(unpackVin(packed.subarray(start, start + VIN_BYTES)));
  }
  return vins;
}

function unpackVin(bytes) {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const base = BigInt(VIN_LETTERS.length);
  let vin = "";
  for (let place = 0; place < VIN_LENGTH; place += 1) {
    vin = VIN_LETTERS[Number(number % base)] + vin;
    number /= base;
  }
  return vin;
}
