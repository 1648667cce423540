// The theme puts each button that copies code into a nav without a name, by which a screen reader cannot tell it from others.
new MutationObserver(() => {
  document.querySelectorAll("nav.md-code__nav").forEach((nav, index) => {
    nav.ariaLabel ??= `Code ${index + 1}`;
  });
}).observe(document.body, { childList: true, subtree: true });
