"use strict";
(() => {
  const popup = document.getElementById("popup");
  let shown = null;

  function hide() {
    popup.hidden = true;
    shown = null;
  }

  function show(mark) {
    const card = document.getElementById(mark.dataset.card);
    if (!card || shown === mark) return;
    shown = mark;
    popup.replaceChildren(...[...card.children].map((child) => child.cloneNode(true)));
    popup.hidden = false;
    const at = mark.getClientRects()[0];
    const size = popup.getBoundingClientRect();
    const below = at.bottom + 6 + size.height < innerHeight || at.top < size.height;
    popup.style.top = `${Math.max(4, below ? at.bottom + 6 : at.top - size.height - 6)}px`;
    popup.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 24))}px`;
  }

  const markOf = (event) => (event.target.closest ? event.target.closest("[data-card]") : null);
  document.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    if (mark) show(mark);
    else if (shown && !popup.contains(event.target) && document.activeElement !== shown) hide();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark) show(mark);
    else hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  document.addEventListener("scroll", () => innerWidth > 640 && hide(), { passive: true });
  document.addEventListener("click", (event) => !markOf(event) && !popup.contains(event.target) && hide());

  for (const finding of document.querySelectorAll("[data-members]")) {
    const light = (on) => {
      for (const id of finding.dataset.members.split(" ")) {
        const mark = document.getElementById(`t-${id}`);
        if (mark) mark.classList.toggle("lit", on);
      }
    };
    finding.addEventListener("mouseenter", () => light(true));
    finding.addEventListener("mouseleave", () => light(false));
  }

  function matches(row, wanted, words) {
    const worst = row.dataset.worst.trim().split(" ");
    const fits = !wanted || worst.includes(wanted) || (wanted === "raised" && ["error", "warning"].includes(worst[0]));
    return fits && words.every((word) => row.dataset.words.includes(word));
  }

  for (const form of document.querySelectorAll("form[data-filter]")) {
    const list = document.getElementById(form.dataset.filter);
    const rows = [...list.children];
    const apply = () => {
      const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of rows) {
        row.hidden = !matches(row, form.elements.worst.value, words);
        if (!row.hidden) left += 1;
      }
      form.querySelector("output").value = left === rows.length ? "" : `${left} of ${rows.length} shown`;
      const key = form.elements.order ? form.elements.order.value : "";
      const order = [...rows];
      if (key === "unreached") order.sort((a, b) => Number(b.dataset[key]) - Number(a.dataset[key]));
      else if (key) order.sort((a, b) => (a.dataset[key] < b.dataset[key] ? -1 : a.dataset[key] > b.dataset[key] ? 1 : 0));
      if (form.elements.order) list.append(...order);
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }

  function unfold() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();

  for (const box of document.querySelectorAll(".scroll")) {
    const look = () => {
      const beyond = box.scrollWidth - box.clientWidth;
      box.previousElementSibling.hidden = beyond <= 1;
      box.classList.toggle("more", beyond - box.scrollLeft > 1);
    };
    box.addEventListener("scroll", look, { passive: true });
    new ResizeObserver(look).observe(box);
  }

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".columns details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => folded.forEach((one) => { one.open = false; }));

  for (const zone of document.querySelectorAll("[data-drop]")) {
    const input = document.getElementById(zone.dataset.drop);
    for (const kind of ["dragover", "dragleave", "drop"]) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) {
          input.files = event.dataTransfer.files;
          input.form.requestSubmit();
        }
      });
    }
  }
})();
