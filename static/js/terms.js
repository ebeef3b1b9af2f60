// Opens the meaning of a glossary term beside its link. Without it the link leads to the glossary.
for (const link of document.querySelectorAll("a.term")) {
  const note = document.getElementById(`term-${decodeURIComponent(link.hash.slice(1))}`);
  if (!note?.showPopover) continue;
  link.setAttribute("aria-haspopup", "dialog");
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    link.focus();
    note.showPopover();
    note.focus();
  });
  // Escape and "Close" give the focus back to the link; a click elsewhere leaves it there.
  note.addEventListener("toggle", ({ newState }) => link.setAttribute("aria-expanded", String(newState === "open")));
}
