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
    return { name, column, ...context.languages.find((known) => known.column === column) };
  }

  /* The rich text editor comes without a name and without the language of its text. */
  function dressEditor(textarea) {
    const editable = textarea.closest(".prose-editor")?.querySelector("[contenteditable]");
    const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
    if (!editable || !label || editable.hasAttribute("aria-labelledby")) return;
    label.id ||= `${textarea.id}_label`;
    label.addEventListener("click", () => editable.focus());
    editable.setAttribute("aria-labelledby", label.id);
    editable.lang = textarea.lang;
    editable.dir = textarea.dir;
  }

  function mark(root) {
    for (const field of fieldsIn(root)) {
      const { name, column, code, dir } = languageOf(field);
      if (!code) continue;
      const row = field.closest("td, .form-row");
      const head = row.closest("table")?.querySelector(`th.column-${name}_${column}`);
      Object.assign(field, { lang: code, dir });
      for (const part of [row, head]) if (part) part.dataset.language = code;
      dressEditor(field);
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
  document.addEventListener("prose-editor:ready", ({ detail }) => dressEditor(detail.textarea));
})();
