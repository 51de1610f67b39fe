// Adds a button that copies the whole of a value that is shown in short.

export function startCopying() {
  if (!navigator.clipboard) return;
  const words = document.documentElement.lang.startsWith("zh")
    ? { copy: "复制", copied: "已复制" }
    : { copy: "Copy", copied: "Copied" };
  for (const holder of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lc-copy";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(holder.dataset.copy);
      button.textContent = words.copied;
    });
    holder.append(" ", button);
  }
}
