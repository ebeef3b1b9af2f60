/* Shows an editing form in one language at a time. Without it all languages are simply visible.
   Fields say their language in modeltranslation's own class: mt-field-NAME-COLUMN. */
(() => {
  "use strict";

  let context;
  let form;
  let shown;

  const fieldsIn = (root) => root.querySelectorAll('[class*="mt-field-"]');

  function languageOf(field) {
    const [, name, column] = field.className.match(/mt-field-(\w+)-(\w+)/) || [];
    const language = context.languages.find((known) => known.column === column);
    return { code: language?.code, dir: language?.dir, head: `th.column-${name}_${column}` };
  }

  function write(field, code, dir) {
    const editable = field.closest(".prose-editor")?.querySelector("[contenteditable]");
    for (const part of [field, editable]) if (part) Object.assign(part, { lang: code, dir });
  }

  function mark(root) {
    for (const field of fieldsIn(root)) {
      const { code, dir, head } = languageOf(field);
      if (!code) continue;
      const row = field.closest("td, .form-row");
      for (const part of [row, row.closest("table")?.querySelector(head)]) {
        if (part) part.dataset.language = code;
      }
      write(field, code, dir);
    }
  }

  function show(code) {
    shown = code;
    for (const part of form.querySelectorAll("[data-language]")) {
      part.hidden = Boolean(code) && part.dataset.language !== code;
    }
  }

  function choice(code, name, lang, hasErrors) {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    const text = document.createElement("span");
    // The form attribute names no form, so the choice is never sent along.
    radio.setAttribute("form", "");
    Object.assign(radio, { type: "radio", name: "language-switch", value: code });
    radio.checked = code === shown;
    radio.addEventListener("change", () => show(code));
    text.textContent = hasErrors ? `${name} – ${context.hasErrors}` : name;
    if (lang && !hasErrors) text.lang = lang;
    label.classList.toggle("has-errors", hasErrors);
    label.append(radio, text);
    return label;
  }

  function build() {
    context = JSON.parse(document.getElementById("language-switch-context").textContent);
    form = document.querySelector("#content-main form > div");
    if (!form || context.languages.length < 2 || !fieldsIn(form).length) return;
    mark(form);
    const wrong = context.languages.filter(({ code }) =>
      form.querySelector(`[data-language="${code}"] .errorlist`),
    );
    show((wrong[0] || context.languages[0]).code);
    const legend = document.createElement("legend");
    legend.textContent = context.legend;
    const switcher = document.createElement("fieldset");
    switcher.className = "language-switch";
    switcher.append(
      legend,
      ...context.languages.map((known) =>
        choice(known.code, known.name, known.code, wrong.includes(known)),
      ),
      choice("", context.all, "", false),
    );
    form.prepend(switcher);
    document.addEventListener("formset:added", ({ target }) => {
      mark(target);
      show(shown);
    });
  }

  document.addEventListener("DOMContentLoaded", build);
  document.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => {
    if (textarea.lang) write(textarea, textarea.lang, textarea.dir);
  });
})();
