// Keys, and changes without a page load. Every form and link works without this file too.
"use strict";

const body = document.body;
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const decided = []; // claims decided since the page was loaded, the last one last: u walks back

// Talking

let silence;
function say(text, wrong = false) {
  const said = one("#said");
  said.textContent = text;
  said.classList.toggle("wrong", wrong);
  clearTimeout(silence);
  silence = setTimeout(() => { said.textContent = ""; }, wrong ? 10000 : 5000);
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // ours: the server escapes everything that is not
  return template.content;
}

async function ask(path, options = {}) {
  try {
    return await fetch(path, { credentials: "same-origin", ...options });
  } catch {
    say("The server does not answer. Is claimtable review serve still running?", true);
    return null;
  }
}

// One thing after the other: a key pressed while the last one is still at work waits for it

let work = Promise.resolve();
function inTurn(act) {
  work = work.then(act).catch((error) => say(String(error), true));
  return work;
}

// The claim

const current = () => one("#decision")?.dataset.claim;
const filters = () => new URLSearchParams(body.dataset.query);

function address(claim) {
  const query = filters();
  query.set("claim", claim);
  return `/?${query}`;
}

async function openClaim(claim, { push = true, focus = true } = {}) {
  const response = await ask(`/claim/${encodeURIComponent(claim)}?${filters()}`);
  if (!response) return false;
  if (!response.ok) {
    say(await response.text(), true);
    return false;
  }
  one("#claim").replaceChildren(parse(await response.text()));
  if (push) history.pushState(null, "", address(claim));
  point(claim);
  settle();
  if (focus) one("#claim-title").focus({ preventScroll: true });
  return true;
}

function point(claim) {
  for (const link of all(".items a[aria-current]")) link.removeAttribute("aria-current");
  const link = item(claim);
  if (!link) return;
  link.setAttribute("aria-current", "true");
  if (isWide()) link.scrollIntoView({ block: "nearest" });
}

const isWide = () => matchMedia("(min-width: 60.01rem)").matches;
const item = (claim) => one(`.items a[data-claim="${CSS.escape(claim)}"]`);

function settle() {
  document.title = `Review: ${one("#claim-title")?.textContent.slice(0, 60) ?? ""}`;
  if (isWide()) {
    one("mark")?.scrollIntoView({ block: "center" });
    one(".side")?.scrollTo(0, 0);
  } else scrollTo(0, 0);
  readCorrection();
}

const isWritten = (field) => field.matches("textarea, input:not([type=hidden])") &&
  field.value !== field.defaultValue;
const hasUnsaved = () => [...one("#decision")?.elements ?? []].some(isWritten);

// Leave a claim: what was written and not saved is saved first, or nothing moves.
async function leave() {
  if (!hasUnsaved()) return true;
  const answer = await send(one("#decision"), { verdict: one("#save").value });
  if (!answer) return false;
  decided.push(answer.claim);
  update(answer);
  say(answer.said);
  return true;
}

async function goTo(claim) {
  return await leave() && openClaim(claim);
}

async function step(by) {
  const links = all(".items a");
  const at = links.findIndex((link) => link.dataset.claim === current());
  let next = links[at + by];
  if (!next && by > 0 && await loadMore()) next = all(".items a")[at + by];
  if (next) return goTo(next.dataset.claim);
  say(by > 0 ? "That was the last claim of the queue" : "This is the first claim of the queue");
  return false;
}

async function loadMore() {
  const more = one(".more a");
  if (!more) return false;
  const query = filters();
  query.set("after", more.dataset.after);
  const response = await ask(`/queue?${query}`);
  if (!response?.ok) return false;
  const fresh = parse(await response.text());
  one(".items").append(...all(".items > li", fresh));
  const link = one(".more", fresh);
  if (link) more.parentElement.replaceWith(link);
  else more.parentElement.remove();
  return true;
}

// Deciding

async function send(form, extra) {
  const data = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(extra)) data.set(name, value);
  const response = await ask(form.getAttribute("action"), {
    method: "POST",
    body: data,
    headers: { Accept: "application/json" },
  });
  if (!response) return null;
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  const answer = isJson ? await response.json() : { error: await response.text() };
  if (response.status === 409) showConflict(answer.dialog);
  else if (answer.error) complain(answer.error);
  else return answer;
  return null;
}

function complain(error) {
  say(error, true);
  const place = one("#error");
  if (place) place.textContent = error;
}

async function decide(verdict, { goOn }) {
  const form = one("#decision");
  const answer = form && await send(form, { verdict });
  if (answer) await taken(answer, goOn);
}

async function taken(answer, goOn) {
  decided.push(answer.claim);
  update(answer);
  for (const field of one("#decision").elements) field.defaultValue = field.value;
  const moved = goOn && await step(1);
  if (!moved) await openClaim(answer.claim, { push: false });
  say(`${answer.said}. u takes it back`);
}

function update(answer) {
  const link = item(answer.claim);
  const fresh = one("a", parse(answer.item));
  if (link && fresh) {
    const was = Boolean(one(".chip.verdict", link));
    const is = Boolean(one(".chip.verdict", fresh));
    if (link.hasAttribute("aria-current")) fresh.setAttribute("aria-current", "true");
    link.replaceWith(fresh);
    const done = one("#done");
    done.textContent = Number(done.textContent) + Number(is) - Number(was);
    one("#progress").value = Number(done.textContent);
  }
}

async function undo() {
  const claim = decided.pop() ?? current();
  if (claim !== current() && !await goTo(claim)) return;
  const form = one("#undo");
  if (!form) return;
  const answer = await send(form, {});
  if (!answer) return;
  update(answer);
  await openClaim(answer.claim, { push: false });
  say(answer.said);
}

function showConflict(html) {
  const dialog = one("#conflict");
  dialog.replaceChildren(parse(html));
  dialog.showModal();
  one("#conflict-title").focus();
}

// Correcting

let reading;
async function readCorrection() {
  const field = one("#corrected");
  const place = one("#reading");
  if (!field) return;
  const text = field.value;
  const kind = one("#correction-kind").value;
  if (!text.trim() || kind === "words") {
    place.textContent = "";
    return;
  }
  const response = await ask(`/reading?${new URLSearchParams({ text, kind })}`);
  if (!response?.ok || field.value !== text) return;
  const answer = await response.json();
  place.textContent = answer.error ?? `Read as ${answer.understood}`;
  place.classList.toggle("wrong", Boolean(answer.error));
}

// What is typed before the field is there belongs to the field: it is no key.
let isAboutToWrite = false;
function write(selector) {
  isAboutToWrite = false;
  const field = one(selector);
  if (!field) return;
  one(".more-fields").open = true;
  field.focus();
  field.select?.();
}

// The queue

async function applyFilters() {
  if (!await leave()) return;
  const form = one(".filters");
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  body.dataset.query = String(query);
  one("#print").href = `/print?${query}`;
  const response = await ask(`/queue?${query}`);
  if (!response?.ok) return;
  one("#list").replaceChildren(parse(await response.text()));
  const first = one(".items a");
  const shown = current() && item(current()) ? current() : first?.dataset.claim;
  history.replaceState(null, "", shown ? address(shown) : `/?${query}`);
  if (shown && shown !== current()) await openClaim(shown, { push: false, focus: false });
  else if (shown) point(shown);
  say(one("#count").textContent);
}

// Keys

const remembered = (name) => localStorage.getItem(name) !== "off";

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  u: undo,
  e: () => write("#corrected"),
  n: () => write("#note"),
  l: () => write("#evidence-url"),
  "/": () => { one("#search").focus(); one("#search").select(); },
  "?": () => one("#help").showModal(),
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input, textarea, select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field?.form?.id === "decision") {
    event.preventDefault();
    inTurn(() => decide(one("#save").value, { goOn: false }));
    return;
  }
  if (event.key === "Escape" && field && !one("dialog[open]")) {
    event.preventDefault(); // a browser empties the search
    field.blur();
    one("#claim-title")?.focus({ preventScroll: true });
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isAboutToWrite) return;
  if (field && field.type !== "checkbox" || one("dialog[open]")) return;
  if (event.key !== "?" && !remembered("single-keys")) return;
  const verdict = /^[1-9]$/.test(event.key) && body.dataset.verdicts.split(" ")[Number(event.key) - 1];
  if (!verdict && !KEYS[event.key]) return;
  event.preventDefault();
  if (event.repeat && !"jk".includes(event.key)) return; // a key held down decides once
  isAboutToWrite = "enl".includes(event.key);
  if (verdict) inTurn(() => decide(verdict, { goOn: remembered("go-on") }));
  else if ("/?".includes(event.key)) KEYS[event.key](); // what is typed next belongs to the search
  else inTurn(KEYS[event.key]);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-claim], .more a, #leave");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    if (link.id === "leave") {
      one("#conflict").close();
      inTurn(() => openClaim(current(), { push: false }));
    } else if (link.dataset.claim) inTurn(() => goTo(link.dataset.claim));
    else inTurn(loadMore);
  }
  const by = event.target.closest?.("[data-step]")?.dataset.step;
  if (by) inTurn(() => step(Number(by)));
  if (event.target.closest?.("#open-help")) one("#help").showModal();
  const menu = one(".menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.id === "decision") {
    event.preventDefault();
    const button = event.submitter;
    const isVerdict = Boolean(button?.closest(".verdicts"));
    inTurn(() => decide(button?.value ?? "", { goOn: isVerdict && remembered("go-on") }));
  } else if (form.id === "undo") {
    event.preventDefault();
    inTurn(undo);
  } else if (form.id === "resolve") {
    event.preventDefault();
    one("#conflict").close();
    inTurn(async () => {
      const answer = await send(form, {});
      if (answer) await taken(answer, false);
    });
  } else if (form.classList.contains("filters")) {
    event.preventDefault();
    inTurn(applyFilters);
  }
});

document.addEventListener("change", (event) => {
  if (event.target.closest(".filters")) inTurn(applyFilters);
  if (event.target.id === "correction-kind") readCorrection();
  if (event.target.matches("#single-keys, #go-on")) {
    localStorage.setItem(event.target.id, event.target.checked ? "on" : "off");
  }
});

document.addEventListener("input", (event) => {
  if (event.target.id !== "corrected") return;
  clearTimeout(reading);
  reading = setTimeout(readCorrection, 200);
});

addEventListener("popstate", () => {
  const claim = new URLSearchParams(location.search).get("claim");
  if (claim) inTurn(() => openClaim(claim, { push: false }));
});

addEventListener("beforeunload", (event) => {
  if (hasUnsaved()) event.preventDefault();
});

for (const box of all("#single-keys, #go-on")) box.checked = remembered(box.id);
if (one("#claim-title")) {
  history.replaceState(null, "", address(current()));
  settle();
}
