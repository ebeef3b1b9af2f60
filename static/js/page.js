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
    // The note stands at the end of the article: told where it comes from, it is next in the order of focus.
    note.showPopover({ source: link });
    note.focus();
  });
  // Whoever goes on with the keyboard leaves it behind, so that it covers nothing they come to.
  note.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !note.contains(relatedTarget)) note.hidePopover();
  });
  // Escape and "Close" give the focus back to the link; a click elsewhere leaves it there.
  note.addEventListener("toggle", ({ newState }) => link.setAttribute("aria-expanded", String(newState === "open")));
}

// A button that prints; where there is no script, the browser's own menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
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

{
  /* The drawings of an exercise: on request the poses show one after the other in one frame, or all of
     them the other way round. Nothing moves by itself; figure.css fades, or does not where motion disturbs. */

  const POSE_MS = 2600;

  for (const sheet of document.querySelectorAll("[data-figure]")) {
    const poses = sheet.querySelectorAll(".sheet__pose");
    const [move, side, note] = ["move", "side", "note"].map((name) => sheet.querySelector(`[data-figure-${name}]`));
    let timer = null;
    let shown = 0;

    function show(number) {
      shown = number % poses.length;
      poses.forEach((pose, i) => pose.classList.toggle("is-shown", i === shown));
    }

    function toggleMovement() {
      clearInterval(timer);
      timer = timer ? null : setInterval(() => show(shown + 1), POSE_MS);
      sheet.classList.toggle("is-moving", timer !== null);
      move.textContent = timer ? move.dataset.stop : move.dataset.start;
      show(0);
    }

    function toggleSide() {
      const mirrored = sheet.classList.toggle("is-mirrored");
      side.setAttribute("aria-pressed", mirrored);
      if (note) note.textContent = mirrored ? note.dataset.mirrored : "";
    }

    move.addEventListener("click", toggleMovement);
    side?.addEventListener("click", toggleSide);
    move.parentElement.hidden = false;
  }
}

{
  /* Reads the article aloud with a voice that lives on the reader's own device; where there is none,
     the control stays hidden. Nothing is stored, nothing leaves the device. */

  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, figcaption, summary, blockquote, td, th, div, section";
  /* Voices mangle Latin names; sources are no part of the sentence. */
  const SKIPPED =
    "nav, form, button, svg, picture, [hidden], [aria-hidden=true], [lang=la], .no-print, " +
    ".fold > summary, .sources, .claim__sources, .page-head__meta, .explains__credit";
  /* "z. B." and "ca." end no sentence. */
  const UNFINISHED = /(^|[\s.(])(\p{L}|ca|Dr|Nr|vs)\.\s*$/u;

  const root = document.querySelector("[data-read-aloud]");
  const article = root?.closest("article");
  const synth = window.speechSynthesis;

  const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const languageOf = (element) => base(element.closest("[lang]").lang);

  function voiceFor(language) {
    const voices = synth.getVoices().filter((v) => v.localService === true && base(v.lang) === language);
    return voices.find((voice) => voice.default) ?? voices[0];
  }

  function split(text, language) {
    const pieces = Intl.Segmenter
      ? Array.from(new Intl.Segmenter(language, { granularity: "sentence" }).segment(text), (s) => s.segment)
      : text.match(/[^.!?…]+[.!?…]*\s*|[.!?…]+\s*/g) ?? [];
    return pieces.reduce((whole, piece) => {
      const rest = UNFINISHED.test(whole.at(-1) ?? "") ? whole.pop() : "";
      return [...whole, rest + piece];
    }, []);
  }

  /* The text nodes the article shows now, by block. */
  function shownTexts() {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node.data !== undefined) return NodeFilter.FILTER_ACCEPT;
      const left = node.matches(SKIPPED) || node.checkVisibility?.() === false;
      return left ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    const texts = [];
    while (walker.nextNode()) {
      const block = walker.currentNode.parentElement.closest(BLOCKS);
      if (texts.at(-1)?.block !== block) texts.push({ block, nodes: [] });
      texts.at(-1).nodes.push(walker.currentNode);
    }
    return texts;
  }

  function rangeOf(nodes, start, end) {
    const range = document.createRange();
    let before = 0;
    for (const node of nodes) {
      const after = before + node.length;
      if (before <= start && start < after) range.setStart(node, start - before);
      if (before < end && end <= after) range.setEnd(node, end - before);
      before = after;
    }
    return range;
  }

  function sentencesOf({ block, nodes }) {
    const text = nodes.map((node) => node.data).join("");
    const language = languageOf(block);
    let end = 0;
    return split(text, language).flatMap((piece) => {
      end += piece.length;
      const start = end - piece.trimStart().length;
      const spoken = piece.replace(/\s+/g, " ").trim();
      if (!/[\p{L}\p{N}]/u.test(spoken) || !voiceFor(language)) return [];
      return { block, language, spoken, range: rangeOf(nodes, start, start + piece.trim().length) };
    });
  }

  function control() {
    const part = (name) => root.querySelector(`[data-read-aloud-${name}]`);
    const [toggle, bar, pause, status, speed] = ["toggle", "bar", "pause", "status", "speed"].map(part);
    let [sentences, at, state, current] = [[], 0, "off", null];

    function mark(sentence) {
      article.querySelector(".is-read-aloud")?.classList.remove("is-read-aloud");
      CSS.highlights?.delete("reading");
      if (!sentence) return;
      if (CSS.highlights) CSS.highlights.set("reading", new Highlight(sentence.range));
      else sentence.block.classList.add("is-read-aloud");
      const { top, bottom } = sentence.range.getBoundingClientRect();
      if (top < 16 || bottom > innerHeight - bar.offsetHeight - 16) scrollBy(0, top - innerHeight / 4);
    }

    function speak() {
      const sentence = sentences[at];
      const utterance = new SpeechSynthesisUtterance(sentence.spoken);
      utterance.voice = voiceFor(sentence.language);
      utterance.lang = utterance.voice.lang;
      utterance.rate = Number(speed.value);
      utterance.onend = () => utterance === current && go(at + 1);
      utterance.onerror = () => utterance === current && change("off");
      current = utterance;
      synth.cancel();
      mark(sentence);
      synth.speak(utterance);
    }

    function go(to) {
      if (to >= sentences.length) return change("off");
      at = Math.max(0, to);
      return state === "on" ? speak() : mark(sentences[at]);
    }

    const name = (button, text) => (button.querySelector("span").textContent = text);

    function change(to) {
      if (to === "off" && bar.contains(document.activeElement)) toggle.focus({ preventScroll: true });
      state = to;
      bar.hidden = to === "off";
      document.documentElement.classList.toggle("reads-aloud", !bar.hidden);
      root.dataset.state = to;
      name(toggle, bar.hidden ? toggle.dataset.start : toggle.dataset.stop);
      name(pause, to === "paused" ? pause.dataset.resume : pause.dataset.pause);
      status.textContent = status.dataset[to];
      if (to === "on") return speak();
      current = null;
      synth.cancel();
      if (to === "off") mark(null);
    }

    toggle.onclick = () => {
      if (state !== "off") return change("off");
      sentences = shownTexts().flatMap(sentencesOf);
      at = 0;
      change("on");
    };
    pause.onclick = () => change(state === "on" ? "paused" : "on");
    part("back").onclick = () => go(at - 1);
    part("forward").onclick = () => go(at + 1);
    part("stop").onclick = () => change("off");
    speed.onchange = () => state === "on" && speak();
    addEventListener("pagehide", () => state !== "off" && change("off"));

    /* Voices often arrive late. */
    let styles = null;
    async function offer() {
      if (!voiceFor(languageOf(article))) return;
      styles ??= new Promise((onload) => {
        const link = document.createElement("link");
        document.head.append(Object.assign(link, { rel: "stylesheet", href: root.dataset.styles, onload }));
      });
      await styles;
      root.hidden = false;
    }
    synth.onvoiceschanged = offer;
    offer();
  }

  if (article && synth && window.SpeechSynthesisUtterance) control();
}
