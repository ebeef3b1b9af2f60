// Small helps on every page, in one file because each file is a request. Everything works without.

// Marks in the list of contents where the reader is. Without it the list is as complete.
const links = new Map();
for (const link of document.querySelectorAll(".contents a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}

const read = new Set();
// A heading counts as reached once it stands in the upper third, however far it is scrolled past.
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) read[isIntersecting ? "add" : "delete"](target);
    const here = [...links.keys()].filter((heading) => read.has(heading)).pop();
    for (const [heading, link] of links) {
      if (heading === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "1000000px 0px -66% 0px" },
);
for (const heading of links.keys()) observer.observe(heading);

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

// Paper cannot be unfolded: what is folded on the screen is opened for printing and folded again
// after it. The style sheets do the same alone where the browser knows ::details-content.
const opened = [];

addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details:not([open], .no-print)")) {
    fold.open = true;
    opened.push(fold);
  }
});

addEventListener("afterprint", () => {
  for (const fold of opened.splice(0)) fold.open = false;
});
