// Single keys for people who work in lists all day. Each person may switch them off.

const STORE = "licet-single-keys";
const TYPING = "input, select, textarea, [contenteditable], dialog";

export function startKeys() {
  const switches = document.querySelectorAll("[data-keys-switch]");
  for (const label of switches) {
    const box = label.querySelector("input");
    label.hidden = false;
    box.checked = isOn();
    box.addEventListener("change", () => {
      localStorage.setItem(STORE, box.checked ? "on" : "off");
      for (const other of switches) other.querySelector("input").checked = box.checked;
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest(TYPING) || !isOn()) return;
    if (press(event.key)) event.preventDefault();
  });
}

function isOn() {
  return localStorage.getItem(STORE) !== "off";
}

function press(key) {
  if (key === "?") return showKeys();
  const named = [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key === key,
  );
  if (named) return use(named);
  if (key === "j") return moveRow(1);
  if (key === "k") return moveRow(-1);
  return false;
}

function showKeys() {
  const dialog = document.getElementById("keys-dialog");
  if (!dialog.open) dialog.showModal();
  return true;
}

function use(element) {
  if (element.matches("input")) {
    element.focus();
    element.select();
  } else if (element.getAttribute("aria-disabled") === "true") {
    element.focus();
  } else {
    element.click();
  }
  return true;
}

// Rows are walked by focusing their first link, so that Enter opens it by itself.
function moveRow(step) {
  const rows = [...document.querySelectorAll("[data-row-list] > tr")].filter((row) =>
    row.querySelector("a"),
  );
  if (!rows.length) return false;
  const current = rows.findIndex((row) => row.classList.contains("is-current"));
  const next = Math.min(Math.max(current + step, 0), rows.length - 1);
  for (const row of rows) row.classList.remove("is-current");
  rows[next].classList.add("is-current");
  rows[next].querySelector("a").focus();
  return true;
}
