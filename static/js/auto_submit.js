// A form of choices is sent when one changes; its button is then not needed.

export function startAutoSubmit() {
  for (const form of document.querySelectorAll("form[data-auto-submit]")) {
    form.addEventListener("change", (event) => {
      if (event.target.matches("select, [type=checkbox], [type=radio]")) {
        form.requestSubmit();
      }
    });
    for (const button of form.querySelectorAll("[data-auto-submit-button]")) {
      button.hidden = true;
    }
  }
}
