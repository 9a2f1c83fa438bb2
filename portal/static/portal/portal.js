"use strict";
/* Comfort only: every page is complete without this file. */

/* "/" leads to the search, as the key printed in its box says. */
document.addEventListener("keydown", (event) => {
  const find = document.querySelector("[data-find]");
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || !find || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  find.focus();
  find.select();
});

/* A refusal is read first: by the eye at the top, by the screen reader because it gets the focus. */
const refusal = document.querySelector(".refusal[tabindex]");
if (refusal) refusal.focus();

/* Of views that do not all fit on a phone, the one that is shown stands in sight. */
for (const strip of document.querySelectorAll(".btns-scroll")) {
  const here = strip.querySelector("[aria-current]");
  if (here && here.getBoundingClientRect().right > strip.getBoundingClientRect().right) {
    strip.scrollLeft += here.getBoundingClientRect().right - strip.getBoundingClientRect().right + 24;
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

/* A file may be dropped where it can be chosen. */
for (const place of document.querySelectorAll("[data-drop]")) {
  const input = place.querySelector("input[type=file]");
  const over = (on) => place.classList.toggle("drop-over", on);
  place.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  place.addEventListener("dragleave", () => over(false));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (input && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

/* The sums of a ballot while its numbers are typed. The sentences come from the page; the server checks again. */
const LOOK = {
  pending: { icon: "circle-dashed", tone: "", line: "todo-yet" },
  satisfied: { icon: "circle-check", tone: "t-ok", line: "" },
  violated: { icon: "circle-x", tone: "t-late", line: "check-bad" },
};

function number(text) {
  return /^\d+$/.test(text.trim()) ? Number(text) : NaN;
}

function sum(roles, box, form) {
  return roles.split(" ").reduce((total, role) => {
    if (/^\d+$/.test(role)) return total + Number(role);
    if (role === "present") return total + form.querySelectorAll("[name=present]:checked").length;
    const input = box.querySelector(`[data-role="${role}"]`);
    return total + (input ? number(input.value) : NaN);
  }, 0);
}

function verdict(check, left, right) {
  if (Number.isNaN(left) || Number.isNaN(right)) return "pending";
  return (check.dataset.check === "eq" ? left === right : left <= right) ? "satisfied" : "violated";
}

function judge(check, box, form) {
  const left = sum(check.dataset.left, box, form);
  const right = sum(check.dataset.right, box, form);
  const result = verdict(check, left, right);
  const look = LOOK[result];
  const picture = check.querySelector("svg");
  const use = picture.querySelector("use");
  const text = check.querySelector("span");
  const said = check.dataset[result].replaceAll("{left}", left).replaceAll("{right}", right);
  check.className = look.line;
  picture.setAttribute("class", `ico ${look.tone}`.trim());
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${look.icon}`));
  if (text.textContent !== said) text.textContent = said;
}

for (const form of document.querySelectorAll("[data-sums]")) {
  const checks = [...form.querySelectorAll("[data-check]")];
  form.addEventListener("input", () => {
    for (const check of checks) judge(check, check.closest("[data-checked]"), form);
  });
}

/* What an item would count for is shown where one is: the files that were chosen stay chosen. */
for (const form of document.querySelectorAll("form[data-preview]")) {
  form.addEventListener("submit", async (event) => {
    if (!event.submitter || event.submitter.name !== "preview") return;
    event.preventDefault();
    const sent = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) sent.delete(input.name);
    sent.set("preview", "1");
    const answer = await fetch(form.action, { method: "POST", body: sent });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("preview");
    if (found) document.getElementById("preview").replaceChildren(...found.childNodes);
    else location.assign(answer.url);
  });
}
