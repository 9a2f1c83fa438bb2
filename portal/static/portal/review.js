"use strict";
/* Keys of the review room. Comfort only: every key presses a button or follows a link that stands on the page. */

const decide = document.querySelector("[data-decide]");
const bulk = document.querySelector("[data-bulk]");
const lower = document.querySelector("[data-lower]");
const why = document.getElementById("id_why");

/* A decision that owes something asks for it first: a reason, or what is recognised instead. */
function owes(button) {
  if (button.dataset.needs === "row" && lower && lower.querySelector("select").value === "" && lower.querySelector("input").value === "") {
    lower.open = true;
    lower.querySelector("select").focus();
    return true;
  }
  if (button.dataset.needs && why && why.value.trim() === "") {
    document.getElementById("id_ground").focus();
    return true;
  }
  return false;
}

function tick(boxes, on) {
  for (const box of boxes) box.checked = on;
  if (bulk) bulk.dispatchEvent(new Event("change"));
}

/* The keys are shown where one is, and are gone when something else has the focus. */
const keyList = document.querySelector("[data-key-list]");
let before = document.body;

function showKeys() {
  before = document.activeElement === document.body ? keyList : document.activeElement;
  keyList.classList.add("keys-open");
  keyList.focus({ preventScroll: true });
}

function hideKeys() {
  if (before === keyList) keyList.blur();
  else before.focus({ preventScroll: true });
}

keyList.addEventListener("blur", () => keyList.classList.remove("keys-open"));

const KEYS = {
  "?": () => (keyList.classList.contains("keys-open") ? hideKeys() : showKeys()),
  g: () => {
    const boxes = bulk ? bulk.querySelectorAll("[data-group] input[type=checkbox]") : [];
    tick(boxes, [...boxes].some((box) => !box.checked));
  },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.toLowerCase();
  if (key === "escape" && keyList.classList.contains("keys-open")) hideKeys();
  if (KEYS[key]) {
    event.preventDefault();
    KEYS[key]();
    return;
  }
  if (!/^[a-z]$/.test(key)) return;
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  event.preventDefault();
  if (event.shiftKey && key === "a") {
    const group = document.getElementById("with_group");
    if (group) group.checked = true;
  }
  if (!owes(target)) target.click();
});

/* One decision is sent once. */
if (decide) {
  decide.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.formMethod === "get") return;
    if (decide.dataset.sent) event.preventDefault();
    decide.dataset.sent = "1";
  });
}

/* A reason that is chosen is written down, to be changed; what somebody wrote is not overwritten. */
const canned = document.querySelector("[data-canned]");
if (canned && why) {
  let written = why.value;
  canned.addEventListener("change", () => {
    const sentence = canned.selectedOptions[0].dataset.sentence || "";
    if (why.value.trim() === "" || why.value === written) why.value = sentence;
    written = sentence;
    why.focus();
  });
}

/* How many are ticked, and all at once. */
if (bulk) {
  const boxes = [...bulk.querySelectorAll("input[name=item]")];
  const all = bulk.querySelector("[data-all]");
  const said = bulk.querySelector("[data-count]");
  const none = said.textContent;
  all.hidden = false;
  all.setAttribute("aria-label", none);
  all.addEventListener("click", () => tick(boxes, all.checked));
  bulk.addEventListener("change", () => {
    const n = boxes.filter((box) => box.checked).length;
    said.textContent = n ? said.dataset.count.replace("{n}", n) : none;
    bulk.classList.toggle("rev-picked", n > 0);
    all.checked = n === boxes.length;
  });
}
