"use strict";
// Walks through the places of a report, shows the value and the rule of each, and leads to the record and back.
(() => {
  const report = document.querySelector(".report");
  const words = document.getElementById("words");
  const card = document.getElementById("card");
  if (!report || !words) return;
  const wide = window.matchMedia("(min-width: 62rem)");
  const places = [...words.querySelectorAll("mark[id]")];
  let last = null;

  const isShown = (mark) => document.getElementById(`show-${mark.dataset.kind}`)?.checked !== false;
  const whole = (mark) => document.getElementById(`s${mark.dataset.span}`) ?? mark;

  function line(kind, text, tag = "p") {
    const made = document.createElement(tag);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  function clear() {
    card.classList.remove("shown");
    card.replaceChildren();
    for (const each of report.querySelectorAll(".same, .here, .at")) each.classList.remove("same", "here", "at");
  }

  function values(mark) {
    const found = [];
    for (let each = mark; each && each !== words; each = each.parentElement) {
      if (each.matches("mark") && isShown(each)) found.push(whole(each));
    }
    return found;
  }

  function show(mark) {
    const found = values(mark);
    clear();
    if (!found.length) return;
    for (const each of found) {
      const entry = document.createElement("div");
      entry.classList.add(`k-${each.dataset.kind}`, "entry");
      const value = line("what-value", "");
      value.append(line("", each.dataset.value.slice(0, 500), "bdi"));
      entry.append(line("what", each.dataset.kind), value, line("rule", each.dataset.rule, "code"));
      card.append(entry);
    }
    if (mark === document.activeElement) {
      card.append(line("keys", "Arrow keys: next and previous. Enter: to the record. Escape: close."));
    }
    for (const each of report.querySelectorAll("[data-owner]")) {
      if (each.dataset.owner !== found[0].dataset.owner) continue;
      each.classList.add(each.matches("mark") ? "same" : "here");
    }
    card.classList.add("shown");
    place(found[0]);
  }

  function place(mark) {
    if (!wide.matches) {
      card.style.left = card.style.top = "";
      return;
    }
    const [first] = mark.getClientRects();
    if (!first) return;
    const { offsetWidth: width, offsetHeight: height } = card;
    const below = first.bottom + 10 + height < window.innerHeight;
    card.style.left = `${Math.max(8, Math.min(first.left, words.getBoundingClientRect().right - width))}px`;
    card.style.top = `${Math.max(8, below ? first.bottom + 10 : first.top - height - 10)}px`;
  }

  function step(from, by) {
    const shown = places.filter(isShown);
    const at = shown.indexOf(whole(from));
    const next = by === "first" ? shown[0] : by === "last" ? shown.at(-1) : shown[at + by];
    if (next) go(next);
  }

  function go(mark) {
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "nearest" });
    place(mark);
  }

  function toRecord(mark) {
    const value = document.getElementById(`v-${mark.dataset.owner}`);
    if (!value) return;
    last = whole(mark);
    value.focus({ preventScroll: true });
    value.scrollIntoView({ block: "center" });
    value.classList.add("here");
  }

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: "first", End: "last" };
  words.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.key in STEPS) step(mark, STEPS[event.key]);
    else if (event.key === "Enter") toRecord(mark);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const inRecord = document.activeElement?.closest("#record [data-owner]");
    clear();
    if (inRecord && last) go(last);
  });
  words.addEventListener("focusin", (event) => event.target.matches("mark") && show(event.target));
  words.addEventListener("focusout", clear);
  words.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("mark");
    if (mark && window.getSelection().isCollapsed) show(mark);
  });
  words.addEventListener("mouseout", (event) => {
    if (event.relatedTarget?.closest?.("#card")) return;
    const focused = document.activeElement?.closest("#words mark");
    if (focused) show(focused);
    else clear();
  });
  card.addEventListener("mouseleave", () => !document.activeElement?.closest("#words mark") && clear());
  words.addEventListener("dblclick", (event) => {
    const mark = event.target.closest("mark");
    if (mark && report.dataset.editing !== "yes") toRecord(mark);
  });
  document.getElementById("record").addEventListener("click", (event) => {
    const link = event.target.closest("a.to");
    const mark = link && document.getElementById(link.hash.slice(1));
    if (!mark) return;
    event.preventDefault();
    last = mark;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
    show(mark);
  });
  document.getElementById("record").addEventListener("mouseover", (event) => {
    const owner = event.target.closest("[data-owner]")?.dataset.owner;
    for (const each of words.querySelectorAll("mark")) each.classList.toggle("same", each.dataset.owner === owner);
  });
  window.addEventListener("scroll", () => {
    const focused = document.activeElement?.closest?.("#words mark");
    if (focused && card.classList.contains("shown")) place(focused);
    else if (wide.matches) clear();
  }, { passive: true });
})();
