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
