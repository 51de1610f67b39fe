// Checks the code that a telephone scanned: it stands after the number sign of the
// address, is sent nowhere, and is verified here, with the authority's public keys.

import { decode } from "./verify/base64url.js";
import { NotGenuine, verify } from "./verify/cose.js";
import { show } from "./verify/page.js";
import { readPayload } from "./verify/payload.js";

async function judge(text, number, keysAddress) {
  let token;
  try {
    token = decode(text);
  } catch {
    return ["unreadable"];
  }
  let keys;
  try {
    const answer = await fetch(keysAddress, { credentials: "omit" });
    ({ keys } = await answer.json());
    if (!answer.ok || !Array.isArray(keys) || crypto.subtle === undefined) {
      return ["unavailable"];
    }
  } catch {
    return ["unavailable"];
  }
  try {
    const { payload, key } = await verify(token, keys);
    const licence = readPayload(payload);
    if (licence["issued-on"].toISOString().slice(0, 10) > key.until) {
      return ["not-genuine"];
    }
    return [licence.number === number ? "genuine" : "other-number", licence];
  } catch (problem) {
    return [problem instanceof NotGenuine ? "not-genuine" : "unreadable"];
  }
}

async function check(place) {
  const text = location.hash.slice(1);
  const region = place.querySelector("[data-verify-result]");
  if (text !== "") {
    const { verifyKeys, verifyNumber } = place.dataset;
    show(region, ...(await judge(text, verifyNumber, verifyKeys)));
  }
}

for (const place of document.querySelectorAll("[data-verify-keys]")) {
  check(place);
  addEventListener("hashchange", () => check(place));
}
