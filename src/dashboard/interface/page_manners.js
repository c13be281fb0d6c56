// Says the headline to ears whenever a touch has changed it, and keeps single letters from commanding.

// Streamlit reruns the page at a bare R. Whoever speaks to the computer types letters all the time.
function letGo(event) {
  const to = event.composedPath()[0];
  const writes = to.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(to.tagName);
  const commands = event.ctrlKey || event.metaKey || event.altKey;
  if (!writes && !commands && /^[rc]$/i.test(event.key)) event.stopImmediatePropagation();
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
  told.stop = () => {
    clearInterval(look);
    told.remove();
    keys.forEach((moment) => window.removeEventListener(moment, letGo, true));
  };
  return told.stop;
}
