/* Makes the block editor work by keyboard: blocks can be added and moved without dragging, and
   they stand in the page in the order in which they are seen. */
(() => {
  "use strict";

  let words;
  let machine;

  const orderOf = (block) => block.querySelector(".order-machine-ordering");

  function blocks() {
    return [...machine.querySelectorAll(":scope > .inline-related:not(.empty-form)")].sort(
      (one, other) => one.style.order - other.style.order,
    );
  }

  /* Only what stands in the wrong place is moved: moving takes the focus away. */
  function arrange(list) {
    list.reduceRight((next, block) => {
      if (block.nextElementSibling !== next) machine.insertBefore(block, next);
      return block;
    }, null);
  }

  function move(block, step) {
    const list = blocks();
    const from = list.indexOf(block);
    if (from + step < 0 || from + step >= list.length) return;
    list.splice(from + step, 0, ...list.splice(from, 1));
    list.forEach((one, place) => {
      one.style.order = orderOf(one).value = 10 * (place + 1);
    });
    arrange(list);
  }

  function mover(block, icon, text, step) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "block-move";
    button.textContent = icon;
    button.title = text;
    button.setAttribute("aria-label", text);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      move(block, step);
      button.focus();
    });
    return button;
  }

  function addMovers(block) {
    const head = block.querySelector(":scope > h3");
    if (head.querySelector(".block-move")) return;
    head
      .querySelector(".inline_label")
      .after(mover(block, "↑", words.up, -1), mover(block, "↓", words.down, 1));
  }

  function asButton(part, text) {
    part.tabIndex = 0;
    part.setAttribute("role", "button");
    if (text) part.setAttribute("aria-label", text);
  }

  function dress() {
    arrange(blocks());
    blocks().forEach(addMovers);
    for (const target of machine.querySelectorAll(".order-machine-insert-target")) {
      const isLast = target.matches(".last");
      asButton(target, isLast ? words.add : words.insert);
      if (isLast) target.dataset.text = words.add;
    }
    document.querySelectorAll(".plugin-button[data-plugin-prefix]").forEach((part) => asButton(part));
  }

  function press(event) {
    const part = event.target.closest?.(".order-machine-insert-target, .plugin-button");
    if (!part || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    part.click();
    if (part.matches(".order-machine-insert-target.selected")) {
      document.querySelector(".plugin-button[data-plugin-prefix]:not(.content-editor-hide)").focus();
    }
  }

  document.addEventListener("content-editor:ready", () => {
    machine = document.querySelector(".order-machine");
    words = JSON.parse(document.getElementById("blocks-context").textContent);
    dress();
    document.addEventListener("keydown", press);
    // The editor puts a new block in its place first.
    document.addEventListener("formset:added", () => setTimeout(dress, 0));
  });
})();
