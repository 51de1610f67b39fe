// Changes the colours at once; the form tells the server, which keeps them in a cookie.

export function startThemeSwitch() {
  for (const form of document.querySelectorAll("[data-theme-switch]")) {
    form.addEventListener("submit", (event) => {
      const chosen = event.submitter;
      if (!chosen) return;
      event.preventDefault();
      showTheme(form, chosen);
      const answers = new FormData(form, chosen);
      fetch(form.action, { method: "POST", body: answers, redirect: "manual" });
    });
  }
}

function showTheme(form, chosen) {
  if (chosen.value) document.documentElement.dataset.theme = chosen.value;
  else delete document.documentElement.dataset.theme;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button === chosen));
  }
}
