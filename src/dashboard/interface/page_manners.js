// Says the headline to ears whenever a touch has changed it, keeps single letters from commanding,
// and lets a presenter's remote turn the steps.

const writes = (one) => one.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName);

// Streamlit reruns the page at a bare R. Whoever speaks to the computer types letters all the time.
function letGo(event) {
  const commands = event.ctrlKey || event.metaKey || event.altKey;
  if (!writes(event.composedPath()[0]) && !commands && /^[rc]$/i.test(event.key)) event.stopImmediatePropagation();
}

// What a presenter's remote sends; Streamlit gives a button one key, and these have the arrows.
function turn(event) {
  const step = { PageDown: "next", PageUp: "back" }[event.key];
  const button = step && document.querySelector(`.st-key-step-${step} button`);
  if (!button || writes(event.composedPath()[0])) return;
  event.preventDefault();
  if (!event.repeat) button.click();
}

export default function () {
  const there = document.querySelector(".headline-told"); // every run asks again; one voice is enough
  if (there) return there.stop;
  const told = Object.assign(document.createElement("div"), { className: "headline-told" });
  told.setAttribute("role", "status");
  document.body.append(told);
  let last;
  const look = setInterval(() => { // a comparison of one text; watching the page for changes costs more
    const headline = document.querySelector('[data-testid="stMain"] h1')?.textContent;
    if (!headline || headline === last) return;
    if (last !== undefined) told.textContent = headline;
    last = headline;
  }, 500);
  const keys = ["keydown", "keyup"];
  keys.forEach((moment) => window.addEventListener(moment, letGo, true));
  window.addEventListener("keydown", turn);
  told.stop = () => {
    clearInterval(look);
    told.remove();
    keys.forEach((moment) => window.removeEventListener(moment, letGo, true));
    window.removeEventListener("keydown", turn);
  };
  return told.stop;
}
