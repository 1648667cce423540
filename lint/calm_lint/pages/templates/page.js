// Keep what is ticked in this browser, by the place of the page. Where the browser forbids it, the page works without.
{
  const name = `calm-lint ticks ${location.pathname}`;
  const notes = document.querySelectorAll(".kept");
  const attempt = (keep) => {
    let done = true;
    try { keep(new Set(JSON.parse(localStorage.getItem(name) ?? "[]"))); } catch { done = false; }
    for (const note of notes) note.hidden = !done;
  };
  attempt((ticks) => {
    for (const box of document.querySelectorAll("[data-tick]")) box.checked = ticks.has(box.dataset.tick);
  });
  document.addEventListener("change", ({ target: box }) => attempt((ticks) => {
    if (box.checked) ticks.add(box.dataset.tick); else ticks.delete(box.dataset.tick);
    localStorage.setItem(name, JSON.stringify([...ticks]));
  }));
}
