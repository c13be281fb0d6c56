// A table of text: a page of rows, orders by its heads, opens a card by a button in its row.
const make = (name, text, properties = {}) =>
  Object.assign(document.createElement(name), text === undefined ? {} : { textContent: text }, properties);

function head(told, send) {
  const row = make("tr");
  told.columns.forEach(({ name, sorts, wide }) => {
    const cell = make("th", sorts ? undefined : name, { scope: "col", className: wide ? "wide" : "" });
    if (sorts) {
      const on = told.order.column === name;
      const falling = on && told.order.falling;
      if (on) cell.ariaSort = falling ? "descending" : "ascending";
      const button = make("button", name + (on ? (falling ? " ▾" : " ▴") : ""), { type: "button" });
      button.dataset.does = `order ${name}`;
      button.onclick = () => send("order", `${falling ? "+" : "-"}${name}`);
      cell.append(button);
    }
    row.append(cell);
  });
  return row;
}

function cell(value, column, opens, tongue, send) {
  const one = make("td", undefined, { className: column.wide ? "wide" : "" });
  if (tongue) one.lang = tongue;
  if (column.link && /^https?:\/\//i.test(value)) {
    one.append(make("a", "open", { href: value, target: "_blank", rel: "noopener noreferrer", title: value }));
  } else if (column.opens && opens) {
    const button = make("button", value, { type: "button", className: "opens" });
    button.dataset.does = `open ${opens}`;
    button.onclick = () => send("opened", opens);
    one.append(button);
  } else {
    one.textContent = value ?? "";
  }
  return one;
}

function foot(told, send) {
  const last = Math.max(0, Math.ceil(told.total / told.size) - 1);
  const from = told.page * told.size;
  const words = make("span", `${(from + 1).toLocaleString("en")} to ${(from + told.rows.length).toLocaleString("en")} of ${told.total.toLocaleString("en")}`);
  words.setAttribute("role", "status");
  const steps = [["First", 0], ["Back", told.page - 1], ["Next", told.page + 1], ["Last", last]].map(([name, page]) => {
    const button = make("button", name, { type: "button", disabled: page < 0 || page > last || page === told.page });
    button.dataset.does = `turn ${name}`;
    button.onclick = () => send("page", page);
    return button;
  });
  return [words, ...steps];
}

// The rows are made anew, but whoever works by keys stays where they were; at the least in the table.
function keepingFocus(root, box, redraw) {
  const held = root.activeElement?.dataset.does;
  redraw();
  if (!held) return;
  const again = [...root.querySelectorAll("button:enabled")].find((button) => button.dataset.does === held);
  (again ?? box).focus({ preventScroll: true });
}

export default function ({ parentElement, data, setTriggerValue }) {
  const text = new TextDecoder().decode(data);
  const box = parentElement.querySelector(".box");
  box.send = setTriggerValue;
  if (box.drawn === text) return; // a touch elsewhere: nothing here has changed
  box.drawn = text;
  keepingFocus(box.getRootNode(), box, () => draw(parentElement, box, JSON.parse(text), (...said) => box.send(...said)));
}

function draw(parentElement, box, told, send) {
  const table = parentElement.querySelector("table");
  if (table.told !== undefined && table.told !== `${told.page} ${told.order.column}`) box.scrollTop = 0;
  table.told = `${told.page} ${told.order.column}`;
  box.setAttribute("aria-label", told.alt);
  box.style.maxHeight = told.height ? `${told.height}px` : "none";
  // A long table below the screen is laid out when it comes near, so that figures answer first.
  const long = told.height && told.rows.length > 12;
  box.style.contentVisibility = long ? "auto" : "visible";
  box.style.containIntrinsicBlockSize = long ? `auto ${told.height}px` : "none";
  table.tHead.replaceChildren(head(told, send));
  table.tBodies[0].replaceChildren(...told.rows.map((values, row) => {
    const line = make("tr");
    line.append(...values.map((value, place) => {
      const column = told.columns[place];
      return cell(value, column, told.opens[row], told.tongues[column.name]?.[row], send);
    }));
    return line;
  }));
  const nav = parentElement.querySelector("nav");
  nav.setAttribute("aria-label", `Pages of: ${told.alt}`);
  nav.hidden = told.total <= told.size;
  if (!nav.hidden) nav.replaceChildren(...foot(told, send));
}
