/* Gives every control of a form a name for screen readers where the stock admin leaves it out:
   the rich text editor, fields that search, and fields in table cells. */
/* global django */
(() => {
  "use strict";

  /* The visible words that stand for a control: its label, else the head of its column. */
  function wordsFor(control) {
    const label = control.id && document.querySelector(`label[for="${CSS.escape(control.id)}"]`);
    if (label) return label;
    const cell = control.closest("td");
    return cell?.closest("table").tHead?.rows[0].cells[cell.cellIndex];
  }

  function name(part, control) {
    const words = wordsFor(control);
    if (!words || part.hasAttribute("aria-labelledby")) return;
    words.id ||= `${control.id}_label`;
    part.setAttribute("aria-labelledby", words.id);
  }

  function nameSearch(select) {
    const box = select.nextElementSibling;
    const words = wordsFor(select);
    if (!words || !box?.matches(".select2-container")) return;
    words.id ||= `${select.id}_label`;
    const chosen = box.querySelector(".select2-selection--single .select2-selection__rendered");
    const names = [words.id, chosen?.id].filter(Boolean).join(" ");
    for (const part of box.querySelectorAll('[role="combobox"], .select2-search__field')) {
      part.setAttribute("aria-labelledby", names);
    }
    // Said as a text field of its own it would be one without a name.
    chosen?.removeAttribute("role");
    chosen?.removeAttribute("aria-readonly");
  }

  /* Day and time of one moment are two fields under one label. */
  function nameMoment(field) {
    const label = field.closest(".form-row, .fieldBox").querySelector("label, legend");
    const part = field.previousSibling?.textContent.trim() ?? "";
    if (label) field.setAttribute("aria-label", `${label.textContent.trim()} ${part}`);
  }

  function nameAll(root) {
    root.querySelectorAll(".datetime input").forEach(nameMoment);
    for (const empty of root.querySelectorAll("th.original:empty")) {
      const cell = document.createElement("td");
      cell.className = empty.className;
      empty.replaceWith(cell);
    }
    for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
      nameSearch(select);
    }
    for (const control of root.querySelectorAll("td :is(input, select, textarea):not([type=hidden])")) {
      if (control.id && !control.matches(".select2-hidden-accessible, .select2-search__field")) {
        name(control, control);
      }
    }
  }

  document.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => {
    const editable = textarea.closest(".prose-editor").querySelector("[contenteditable]");
    name(editable, textarea);
    wordsFor(textarea)?.addEventListener("click", () => editable.focus());
  });

  function start() {
    nameAll(document);
    // After the scripts that listen to the same event have made their search fields.
    document.addEventListener("formset:added", ({ target }) => setTimeout(nameAll, 0, target));
    django.jQuery(document).on("select2:open", ({ target }) => {
      const field = document.querySelector(".select2-dropdown .select2-search__field");
      if (field) name(field, target);
    });
  }

  // At the end of the queue in which the search fields are made.
  window.addEventListener("load", () => django.jQuery(start));
})();
