// The guided session. The time comes from the clock alone: the timer only looks at it, so a locked
// phone or a sleeping tab loses nothing. Numbers come from the page's JSON, words from its markup.
// Nothing is stored, nothing is sent.

const LOOK_MS = 200;
/* Longer between two looks means that nobody was there: the lid was closed, the phone locked. */
const UNATTENDED_MS = 5000;
const EXTENSION_MS = 10_000;
/* "Back" within the first moments means the one before, later the same once more. */
const JUST_BEGUN_MS = 3000;
const WORK = ["hold", "move", "time"];

const start = document.querySelector("[data-trainer-start]");
const beginButton = start.querySelector("[data-trainer-begin]");
const dialog = document.querySelector("[data-trainer]");
const part = (name) => dialog.querySelector(`[data-${name}]`);
const [place, title, progress, drawing, panel, now, number, unit, pace, timer, facts, hint] =
  ["place", "name", "progress", "drawing", "panel", "now", "number", "unit", "pace", "timer", "facts", "hint"].map(part);
const [notice, stopFold, howFold, pause, ask, live] = ["notice", "stop-fold", "how-fold", "pause", "ask", "live"].map(part);
const switches = document.querySelector("[data-trainer-switches]");
const [sound, vibration, voice] = ["sound", "vibration", "voice"].map((name) => switches.querySelector(`[data-${name}]`));
/* Some browsers bring back what was chosen before a reload. */
for (const one of [sound, vibration, voice]) one.checked = false;

const stations = JSON.parse(document.getElementById("trainer-stations").textContent);
for (const station of stations) station.section = document.getElementById(`exercise-${station.key}`);

/* Every phase of the session, with the station it belongs to and when it begins. */
let total = 0;
const phases = stations.flatMap((station, index) =>
  station.phases.map(([kind, seconds, set, side, repetition], i) => {
    const begin = total;
    total += seconds * 1000;
    const beginsRun = !repetition || (kind === "hold" && repetition === 1);
    const ms = seconds * 1000;
    return { station, index, isFirst: !i, kind, ms, set, side, repetition, begin, beginsRun };
  }),
);

/* Where the session is: the phase, the milliseconds gone in it, and when the clock was last looked at. */
let [at, gone, looked, running, away, loop] = [0, 0, 0, false, false, null];
let shownStation = null;
let told = [];

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const piece = (name, text) => Object.assign(document.createElement(name), { textContent: text });

// --- What is shown ----------------------------------------------------------------------------

/* One mark for each second of a movement. */
pace.append(...Array.from({ length: 4 }, () => piece("i", "")));

/* In muscle relaxation a hold is tensing, and the rest after it is for feeling the difference. */
function word({ kind, station }) {
  const own = { hold: "tense", rest: "feel" };
  return (station.byMuscleGroup && own[kind]) || kind;
}

function factsOf(phase) {
  const { set, side, repetition, kind, station } = phase;
  const words = facts.dataset;
  const found = [];
  if (side) found.push(side === 1 ? words.first : words.second);
  if (station.sets > 1) {
    const text = station.byMuscleGroup ? words.group : words.round;
    found.push(fill(text, { number: set, all: station.sets }));
  }
  if (kind !== "move" && repetition && station.repetitions > 1) {
    found.push(fill(words.repetition, { number: repetition, all: station.repetitions }));
  }
  return found;
}

/* Between two sets or sides what comes next counts, not what has been. */
function factsNow() {
  const phase = phases[at];
  if (phase.kind === "ready") return [];
  if (phase.repetition || WORK.includes(phase.kind)) return factsOf(phase);
  return [facts.dataset.next, ...factsOf({ ...phases[at + 1], repetition: 0 })];
}

function copyOf(selector, station) {
  const copies = Array.from(station.section.querySelectorAll(selector), (element) => element.cloneNode(true));
  for (const copy of copies) {
    for (const one of [copy, ...copy.querySelectorAll("[id], title, [aria-labelledby]")]) {
      if (one.localName === "title") one.remove();
      one.removeAttribute("id");
      one.removeAttribute("aria-labelledby");
    }
  }
  return copies;
}

function showStation(station, index) {
  shownStation = station;
  const name = station.section.querySelector("[data-title]");
  place.textContent = fill(place.dataset.text, { number: index + 1, all: stations.length });
  title.textContent = name.textContent;
  title.lang = station.section.dataset.language;
  drawing.replaceChildren(...copyOf(".sheet svg.figure, .sheet picture", station));
  part("stop-line").textContent = station.section.dataset.stop;
  part("stop-line").lang = title.lang;
  const shared = document.querySelector("[data-shared-stop-rules]").cloneNode(true);
  part("rules").replaceChildren(...copyOf("[data-own-rule]", station), shared);
  part("how").replaceChildren(...copyOf("[data-steps], [data-breathing]", station));
  stopFold.open = howFold.open = false;
}

/* How often a movement has been made by now, with parts of a time. */
const made = ({ ms, station }) => (Math.max(0, gone) / ms) * station.repetitions;

/* Away from the start and back to it, as slowly as it should be done. */
function showDrawing(phase) {
  const { kind, side, station } = phase;
  const turns = station.poses[kind] ?? [0];
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const shown = turns[still ? 0 : Math.floor(made(phase) * turns.length) % turns.length];
  Array.from(drawing.children).forEach((pose, i, { length }) => (pose.style.display = i === shown % length ? "" : "none"));
  drawing.classList.toggle("is-mirrored", side === 2);
}

function showTime() {
  const phase = phases[at];
  const { kind, ms, begin, station } = phase;
  const left = Math.ceil((ms - gone) / 1000);
  const repetition = Math.floor(made(phase)) + 1;
  const moves = kind === "move";
  number.textContent = moves ? repetition : left;
  unit.textContent = moves ? fill(unit.dataset.of, { all: station.repetitions }) : "";
  timer.textContent = moves
    ? fill(facts.dataset.repetition, { number: repetition, all: station.repetitions })
    : fill(timer.dataset.seconds, { number: left });
  pace.hidden = !moves;
  const beat = Math.floor((made(phase) % 1) * pace.children.length);
  Array.from(pace.children).forEach((dot, i) => dot.classList.toggle("is-gone", i <= beat));
  progress.value = begin + Math.max(0, gone);
  tick(kind, left);
}

function showPhase() {
  const phase = phases[at];
  if (phase.station !== shownStation) showStation(phase.station, phase.index);
  panel.dataset.kind = phase.kind;
  now.textContent = now.dataset[word(phase)];
  facts.replaceChildren(...factsNow().map((text) => piece("li", text)));
  hint.textContent = phase.kind === "ready"
    ? phase.station.section.querySelector("[data-dose]").textContent
    : hint.dataset[word(phase)] ?? "";
  announce(phase);
}

function show() {
  showDrawing(phases[at]);
  showTime();
  dialog.classList.toggle("is-paused", !running);
  pause.textContent = running ? pause.dataset.running : pause.dataset.standing;
}

function note(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

// --- What is heard and felt ---------------------------------------------------------------------

/* Says what is new; side and round only where they change. */
function announce(phase) {
  const dose = phase.kind === "ready" ? [hint.textContent] : [];
  const news = factsNow().filter((text) => phase.isFirst || !told.includes(text));
  told = factsNow();
  const words = [now.textContent, ...news, ...dose];
  const name = Object.assign(piece("span", `${title.textContent}. `), { lang: title.lang });
  const exercise = phase.isFirst ? [`${place.textContent}: `, name] : [];
  live.replaceChildren(...exercise, `${words.join(". ")}.`);
  tone(WORK.includes(phase.kind) ? 660 : 440, 0.35);
  if (vibration.checked) navigator.vibrate(WORK.includes(phase.kind) ? 400 : [150, 100, 150]);
  speak(title.lang === language ? live.textContent : `${words.join(". ")}.`);
}

let audio = null;
function tone(frequency, seconds, loudness = 0.3) {
  if (!sound.checked) return;
  const [source, gain] = [audio.createOscillator(), audio.createGain()];
  source.frequency.value = frequency;
  gain.gain.setValueAtTime(loudness, audio.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + seconds);
  source.connect(gain).connect(audio.destination);
  source.start();
  source.stop(audio.currentTime + seconds);
}

/* The last three seconds before something begins. */
let ticked = 0;
function tick(kind, left) {
  const counts = running && left <= 3 && ["ready", "change", "rest"].includes(kind);
  if (counts && left !== ticked) tone(330, 0.12, 0.15);
  ticked = counts ? left : 0;
}

sound.addEventListener("change", () => {
  audio ??= new AudioContext();
  audio.resume();
  tone(660, 0.35);
});

if (navigator.vibrate && matchMedia("(any-pointer: coarse)").matches) vibration.parentElement.hidden = false;

const synth = window.speechSynthesis;
const language = document.documentElement.lang;
const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];

/* Only a voice of the device itself: others send the words to somebody's server. */
function localVoice() {
  const voices = synth.getVoices().filter((v) => v.localService === true && base(v.lang) === base(language));
  return voices.find((one) => one.default) ?? voices[0];
}

function speak(text) {
  const speaker = voice.checked && localVoice();
  if (!speaker) return;
  const utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice: speaker, lang: speaker.lang });
  synth.cancel();
  synth.speak(utterance);
}

const offerVoice = () => (voice.parentElement.hidden = !localVoice());
if (synth && window.SpeechSynthesisUtterance) {
  offerVoice();
  synth.addEventListener?.("voiceschanged", offerVoice);
  voice.addEventListener("change", () => (voice.checked ? speak(now.textContent) : synth.cancel()));
}

let lock = null;
async function keepAwake(wanted) {
  try {
    if (wanted) lock = (await navigator.wakeLock?.request("screen")) ?? null;
    if (!running) await lock?.release();
  } catch {
    // Refused, for example to save the battery: the clock goes on all the same.
  }
}

// --- What happens -------------------------------------------------------------------------------

/* Looks at the clock and goes where it says; past the next exercise only if somebody is there. */
function look() {
  const time = Date.now();
  const passed = Math.max(0, time - looked);
  looked = time;
  if (!running) return;
  const unattended = away || passed > UNATTENDED_MS;
  const before = at;
  let waits = false;
  gone += passed;
  while (gone >= phases[at].ms) {
    if (at + 1 === phases.length) return finish();
    gone -= phases[at].ms;
    at += 1;
    waits = unattended && phases[at].isFirst;
    if (waits) break;
  }
  if (waits) gone = 0;
  if (at !== before) showPhase();
  if (waits) stand(notice.dataset.away);
  show();
}

function run() {
  if (running) return;
  running = true;
  looked = Date.now();
  loop = setInterval(look, LOOK_MS);
  note("");
  keepAwake(true);
  show();
}

function resume() {
  run();
  live.textContent = `${now.textContent}. ${timer.textContent}`;
}

function stand(why = notice.dataset.paused) {
  if (!running) return;
  running = false;
  clearInterval(loop);
  note(why);
  live.textContent = why;
  keepAwake(false);
  show();
}

/* What has passed since the last look still counts before something is changed. */
function halt() {
  look();
  stand();
}

function go(to) {
  if (!dialog.open) return;
  if (to >= phases.length || to < 0) return finish();
  [at, gone, looked] = [to, 0, Date.now()];
  if (!running) note(notice.dataset.paused);
  showPhase();
  show();
}

function skip() {
  look();
  const next = phases.findIndex((phase, i) => i > at && phase.beginsRun);
  go(next < 0 ? phases.length : next);
}

function back() {
  look();
  const here = phases.findLastIndex((phase, i) => i <= at && phase.beginsRun);
  const before = phases.findLastIndex((phase, i) => i < here && phase.beginsRun);
  go(at === here && gone < JUST_BEGUN_MS ? Math.max(0, before) : here);
}

function leaveOut() {
  const next = phases.findIndex((phase, i) => i > at && phase.isFirst);
  go(next < 0 ? phases.length : next);
  pause.focus();
}

function extend() {
  look();
  gone -= EXTENSION_MS;
  show();
  live.textContent = timer.textContent;
}

function begin() {
  [at, gone, told, shownStation] = [0, 0, [], null];
  progress.max = total;
  part("switches").append(switches);
  dialog.showModal();
  pause.focus();
  dialog.scrollTop = 0;
  showPhase();
  run();
}

/* Whatever closes the dialog ends the session. */
function end() {
  stand();
  beginButton.parentElement.before(switches);
  synth?.cancel();
}

function finish() {
  end();
  dialog.close();
  const heading = document.querySelector("[data-trainer-end]");
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

let ranBeforeAsking = false;
function askToEnd() {
  ranBeforeAsking = running;
  halt();
  if (!dialog.open) return;
  ask.returnValue = "";
  ask.showModal();
}

ask.addEventListener("close", () => {
  if (ask.returnValue !== "end") return ranBeforeAsking && resume();
  dialog.close();
  beginButton.focus();
});

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  askToEnd();
});
dialog.addEventListener("close", end);

const toggle = () => (running ? halt() : resume());
part("pause").addEventListener("click", toggle);
part("back").addEventListener("click", back);
part("skip").addEventListener("click", skip);
part("extend").addEventListener("click", extend);
part("end").addEventListener("click", askToEnd);
part("leave-out").addEventListener("click", leaveOut);
for (const fold of [stopFold, howFold]) fold.addEventListener("toggle", () => fold.open && halt());

/* Only inside the dialog, and never instead of what a focused control does with the key itself. */
dialog.addEventListener("keydown", (event) => {
  if (ask.open || event.ctrlKey || event.metaKey || event.altKey) return;
  const isRtl = getComputedStyle(dialog).direction === "rtl";
  const keys = { " ": toggle, "+": extend, Escape: askToEnd, ArrowRight: isRtl ? back : skip, ArrowLeft: isRtl ? skip : back };
  const act = keys[event.key];
  if (!act || (event.key === " " && event.target.closest("button, summary, input, a"))) return;
  event.preventDefault();
  if (!event.repeat) act();
});

document.addEventListener("visibilitychange", () => {
  look();
  away = document.hidden;
  if (running && !away) keepAwake(true);
});

if (dialog.showModal) {
  start.hidden = false;
  beginButton.addEventListener("click", begin);
}
