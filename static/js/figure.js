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
