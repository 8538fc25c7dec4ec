"use strict";
// Words that are selected in the text are what is added: their place is counted in characters, as records count.
(() => {
  const words = document.getElementById("words");
  const form = document.getElementById("add");
  if (!words || !form) return;

  function before(node, offset) {
    const range = document.createRange();
    range.setStart(words.querySelector(".headline, .body"), 0);
    range.setEnd(node, offset);
    return [...range.toString()].length;
  }

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return;
    const chosen = range.toString();
    const trimmed = chosen.trim();
    if (!trimmed) return;
    const led = [...chosen.slice(0, chosen.indexOf(trimmed))].length;
    form.elements.words.value = trimmed;
    form.elements.start.value = before(range.startContainer, range.startOffset) + led;
  });
  form.elements.words.addEventListener("input", () => { form.elements.start.value = ""; });
})();
