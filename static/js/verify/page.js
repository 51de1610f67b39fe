// Shows an outcome: all words come from the page's templates, in the reader's language.

export function show(region, outcome, values = {}) {
  const template = document.querySelector(
    `template[data-verify-outcome="${outcome}"]`,
  );
  const content = document.importNode(template.content, true);
  for (const place of content.querySelectorAll("[data-verify-field]")) {
    fill(place, values[place.dataset.verifyField]);
  }
  region.replaceChildren(content);
  region.hidden = false;
}

function fill(place, value) {
  if (value instanceof Date) {
    const language = document.documentElement.lang || "en";
    place.textContent = new Intl.DateTimeFormat(language, {
      dateStyle: "medium",
      timeZone: "UTC",
    }).format(value);
    place.setAttribute("datetime", value.toISOString().slice(0, 10));
  } else if (Array.isArray(value)) {
    place.textContent = value.join(", ");
  } else {
    place.textContent = value ?? "";
  }
}
